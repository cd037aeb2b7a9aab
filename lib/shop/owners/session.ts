import "server-only";
import type { Shop } from "@/lib/shop/shop";

/** How long a session lasts from its last use, in ms. */
export const SESSION_MS = 7 * 24 * 3600_000;

/** `__Host-` needs https, which a shop on the owner's own machine does not have. */
export function ownerCookieName(shop: Shop): string {
  return shop.config.shopUrl.startsWith("https:") ? "__Host-owner" : "owner";
}
