import { isLanguage, LANGUAGE_COOKIE } from "@/lib/language/language";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { pathBack } from "./path-back";

const ONE_YEAR_S = 365 * 24 * 3600;

/**
 * A shopper's choice of language (components/language-switch.tsx): kept for a year, and back to the page it was made on, made anew. The
 * cookie is no secret: documents that were left in the other language read it (app/(shop)/follow-language.ts).
 */
export async function POST(request: Request): Promise<Response> {
  const language = (await request.formData().catch(() => null))?.get("language");
  const headers = new Headers({ Location: pathBack(request.headers), "Cache-Control": "no-store" });
  if (isLanguage(language)) {
    const secure = getShop().config.shopUrl.startsWith("https:") ? "; Secure" : "";
    headers.set("Set-Cookie", `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=${ONE_YEAR_S}; SameSite=Lax${secure}`);
  }
  return new Response(null, { status: 303, headers });
}
