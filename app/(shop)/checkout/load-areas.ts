import type { AreaTree } from "@/lib/shop/addresses/area";

/** How areas are spelled in Latin letters, by their names. */
export type Spelled = Readonly<Record<string, string>>;
type Areas = { tree: AreaTree; spelled: Spelled };

let loading: Promise<Areas> | null = null;

/** Fetches all areas once per page, and where their spelling is wanted (`spelledUrl`) that too; after a failure the next call tries again. */
export function loadAreas(spelledUrl: string): Promise<Areas> {
  loading ??= fetchAreas(spelledUrl).catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function fetchAreas(spelledUrl: string): Promise<Areas> {
  const [tree, spelled] = await Promise.all([fetchJson<AreaTree>("/api/areas"), spelledUrl ? fetchJson<Spelled>(spelledUrl) : {}]);
  return { tree, spelled };
}

async function fetchJson<Value>(url: string): Promise<Value> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}
