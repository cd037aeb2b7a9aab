import { ENGLISH_PROVINCES } from "@/app/(shop)/province-text";
import { spelledAreas } from "@/lib/shop/addresses/spell-areas";

// Made at build time; fetched by who reads the picker in English, when it first opens.
export const dynamic = "force-static";

export function GET(): Response {
  return Response.json(spelledAreas(ENGLISH_PROVINCES), {
    headers: { "Cache-Control": "public, max-age=86400, stale-while-revalidate=604800" },
  });
}
