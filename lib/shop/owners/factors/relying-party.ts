import "server-only";
import { isIP } from "node:net";
import type { Shop } from "@/lib/shop/shop";

export type RelyingParty = { id: string; origin: string; name: string };

/**
 * The shop as passkeys know it: the host of SHOP_URL. null where browsers offer none, without https (but on this machine by its
 * name) and under a bare address.
 */
export function relyingParty({ config }: Shop): RelyingParty | null {
  const { hostname, origin, protocol } = new URL(config.shopUrl);
  const isAddress = isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
  const isSecure = protocol === "https:" || hostname === "localhost" || hostname.endsWith(".localhost");
  return isSecure && !isAddress ? { id: hostname, origin, name: shopLabel(config.shopUrl) } : null;
}

/** How authenticator apps and passkeys name this shop. */
export function shopLabel(shopUrl: string): string {
  return `小铺 ${new URL(shopUrl).host}`;
}
