import { ipOf } from "@/app/client-ip";
import { currentOpening } from "@/app/current-opening";
import { networkKey } from "@/lib/server/address";
import { wordsFor } from "@/lib/server/result";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { getPoster } from "@/lib/shop/poster/get-poster";
import { posterKey } from "@/lib/shop/poster/poster";
import { readPosterFacts } from "../../../posters/[slug]/poster-facts";
import { posterText as text } from "../../../posters/[slug]/text";
import { maySeeUnopened } from "../../../require-open";

/** Whether it may be looked at depends on the browser, and what it shows on the day: it is kept, and asked about each time. */
const COMMON = {
  "Cache-Control": "private, no-cache",
  "X-Content-Type-Options": "nosniff",
  // If a browser ever takes it for a document, it cannot do anything.
  "Content-Security-Policy": "default-src 'none'; sandbox",
};

/** The poster of a product as a picture. Its tag names what is drawn, so that a browser that has it costs no drawing. */
export async function GET(request: Request, { params }: RouteContext<"/api/posters/[slug]">): Promise<Response> {
  const facts = (await isVisible()) ? await readPosterFacts((await params).slug) : null;
  if (!facts) return new Response(null, { status: 404, headers: { ...COMMON, "Cache-Control": "no-store" } });
  const tag = `"${posterKey(facts)}"`;
  if (isKnown(request.headers.get("if-none-match"), tag)) return new Response(null, { status: 304, headers: { ...COMMON, ETag: tag } });
  const poster = await getPoster(getShop(), facts, networkKey(ipOf(request.headers)));
  if (poster.ok) return new Response(poster.bytes, { headers: { ...COMMON, ETag: tag, "Content-Type": "image/jpeg" } });
  return new Response(wordsFor(poster, text.refusals), {
    status: poster.reason === "busy" ? 503 : 429,
    headers: {
      ...COMMON,
      ...{ "Cache-Control": "no-store", "Content-Type": "text/plain; charset=utf-8", "Retry-After": String(poster.retryAfterS) },
    },
  });
}

async function isVisible(): Promise<boolean> {
  return (await currentOpening()).standing !== "preparing" || (await maySeeUnopened());
}

/** A proxy that compresses makes a tag weak; it names the same picture. */
function isKnown(header: string | null, tag: string): boolean {
  return (header ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === tag);
}
