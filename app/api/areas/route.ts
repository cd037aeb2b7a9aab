import { areaTree } from "@/lib/shop/addresses/area-tree";

// Made at build time; the picker fetches it when it first opens, so that no page carries it.
export const dynamic = "force-static";

export function GET(): Response {
  return Response.json(areaTree(), { headers: { "Cache-Control": "public, max-age=86400, stale-while-revalidate=604800" } });
}
