import "server-only";
import { headers } from "next/headers";
import { isOwnOrigin } from "@/lib/server/own-origin";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { appText } from "./text";

/** The sentence with which a post that comes from no page of the shop is refused; null lets it pass. */
export async function crossSiteRefusal(): Promise<string | null> {
  return refusalOf(await headers());
}

/** The same for a request whose headers are at hand. */
export function refusalOf(list: Headers): string | null {
  const { config } = getShop();
  const read = (name: string) => list.get(name) ?? undefined;
  const isOwn = isOwnOrigin({ origin: read("origin"), host: read("host"), "sec-fetch-site": read("sec-fetch-site") }, config);
  return isOwn ? null : appText.crossSite(config.shopUrl);
}

/**
 * Whether a file may be handed out to whoever asks. The rule is that of a post, except where the browser does not say which site the request
 * comes from: Safari before 16.4 does not for a link of our own, and no browser does over plain http. No other site's request carries the
 * owner's cookie.
 */
export function mayRead(list: Headers): boolean {
  const isSilent = !list.has("origin") && !list.has("sec-fetch-site");
  return isSilent || refusalOf(list) === null;
}
