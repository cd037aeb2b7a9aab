import "server-only";
import { isLocalHost } from "./local-host";

/** Where the shop is: its public origin (SHOP_URL), and whether it is a demonstration, which phones may reach by other addresses. */
export type Place = { shopUrl: string; demo: boolean };

type Headers = { origin?: string | undefined; host?: string | undefined; "sec-fetch-site"?: string | undefined };

/**
 * Whether a post comes from a page of the shop itself, as the browser says. SHOP_URL is what counts and not the Host header,
 * which a proxy may have changed and which whoever owns a name can point at the shop (DNS rebinding). A demo shop is also used at
 * the machine's other addresses, where page and request must have one host. Without an Origin the browser must say same-origin.
 */
export function isOwnOrigin(headers: Headers, place: Place): boolean {
  const { origin } = headers;
  if (origin === undefined) return headers["sec-fetch-site"] === "same-origin";
  if (origin === place.shopUrl) return true;
  return place.demo && isLocalOrigin(origin) && hostOf(origin) === headers.host;
}

/**
 * The host that Next is to compare with the Origin of an action: the page's own when it is one of ours, otherwise that of SHOP_URL,
 * which no other page has.
 */
export function comparedHost(headers: Headers, place: Place): string {
  const isOwn = headers.origin !== undefined && isOwnOrigin(headers, place);
  return hostOf(isOwn && headers.origin ? headers.origin : place.shopUrl);
}

function isLocalOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.origin === origin && isLocalHost(url.hostname);
}

function hostOf(origin: string): string {
  return new URL(origin).host;
}
