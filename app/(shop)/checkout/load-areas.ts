import type { AreaTree } from "@/lib/shop/addresses/area";

let loading: Promise<AreaTree> | null = null;

/** Fetches all areas once per page; after a failure the next call tries again. */
export function loadAreas(): Promise<AreaTree> {
  loading ??= fetchAreas().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function fetchAreas(): Promise<AreaTree> {
  const response = await fetch("/api/areas");
  if (!response.ok) throw new Error(`areas: ${response.status}`);
  return response.json();
}
