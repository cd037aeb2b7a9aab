import "server-only";
import type { Shop } from "@/lib/shop/shop";

/** How many pieces lie in a buyer's cart, for the badge. */
export async function countCart(shop: Shop, buyerId: string): Promise<number> {
  const { _sum } = await shop.db.cartItem.aggregate({ where: { buyerId }, _sum: { quantity: true } });
  return _sum.quantity ?? 0;
}
