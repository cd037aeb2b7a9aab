import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { getVariants } from "@/lib/shop/catalog/get-variants";
import { quantityLimit } from "@/lib/shop/catalog/product";
import type { Shop } from "@/lib/shop/shop";

/**
 * Sets the quantity (at least 1) of a line of the cart, to no more than the stock and 99: `clamped` says that it became
 * fewer. Refuses what has left the cart and what can no longer be ordered.
 */
export async function setQuantity(
  shop: Shop,
  buyerId: string,
  { variantId, quantity }: { variantId: number; quantity: number },
): Promise<Result<{ quantity: number; clamped: boolean }, "gone" | "sold_out">> {
  const [facts] = await getVariants(shop, [variantId]);
  const limit = quantityLimit(facts?.available ?? 0);
  if (limit === 0) return refuse("sold_out", "这件商品已经不能购买了");
  const set = Math.min(quantity, limit);
  const { count } = await shop.db.cartItem.updateMany({ where: { buyerId, variantId }, data: { quantity: set } });
  if (count === 0) return refuse("gone", "这件商品已不在购物车里");
  return { ok: true, quantity: set, clamped: set < quantity };
}
