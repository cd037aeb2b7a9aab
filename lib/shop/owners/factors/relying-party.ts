import "server-only";
import { isIP } from "node:net";
import { nameOf } from "@/lib/shop/profile/profile";
import { readProfile } from "@/lib/shop/profile/read-profile";
import type { Shop } from "@/lib/shop/shop";

export type RelyingParty = { id: string; origin: string };

/**
 * The shop as passkeys know it: the host of SHOP_URL. null where browsers offer none, without https (but on this machine by its
 * name) and under a bare address.
 */
export function relyingParty({ config }: Shop): RelyingParty | null {
  const { hostname, origin, protocol } = new URL(config.shopUrl);
  const isAddress = isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
  const isSecure = protocol === "https:" || hostname === "localhost" || hostname.endsWith(".localhost");
  return isSecure && !isAddress ? { id: hostname, origin } : null;
}

/** How authenticator apps and passkeys name this shop: as its owner does, with its host, since one owner may have several. */
export async function shopLabel(shop: Shop): Promise<string> {
  return `${nameOf(await readProfile(shop))} ${new URL(shop.config.shopUrl).host}`;
}
