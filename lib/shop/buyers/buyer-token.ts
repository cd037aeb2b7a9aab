import "server-only";
import { hashToken, newToken } from "@/lib/server/token";
import type { Shop } from "@/lib/shop/shop";

/** The name of the cookie that identifies a browser. `__Host-` needs https, which a shop on the owner's own machine does not have. */
export function buyerCookieName(shop: Shop): string {
  return shop.config.shopUrl.startsWith("https:") ? "__Host-buyer" : "buyer";
}

/** The buyer behind a cookie; null for no cookie, an empty or an unknown one (CVE-2020-26223: an empty token opens nothing). */
export async function findBuyer(shop: Shop, token: string | undefined): Promise<{ id: string } | null> {
  if (token?.length !== 43) return null;
  return shop.db.buyer.findUnique({ where: { tokenHash: hashToken(token) }, select: { id: true } });
}

/** Creates a buyer, with the token for its browser's cookie. */
export async function createBuyer(shop: Shop): Promise<{ id: string; token: string }> {
  const token = newToken();
  const { id } = await shop.db.buyer.create({ data: { tokenHash: hashToken(token), createdAt: shop.now() }, select: { id: true } });
  return { id, token };
}
