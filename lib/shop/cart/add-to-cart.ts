import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { getVariants } from "@/lib/shop/catalog/get-variants";
import { quantityLimit } from "@/lib/shop/catalog/product";
import type { Shop } from "@/lib/shop/shop";
import { MAX_LINES } from "./cart";

export type AddToCartRefusal = "off_sale" | "sold_out" | "no_more" | "cart_full";

/**
 * Puts `quantity` (at least 1) of a variant into the cart, on top of what lies there, selected, and remembers today's price
 * as seen. No more than the stock and 99: `clamped` says that it became fewer. Refuses, changing nothing, what is not on
 * sale, what is sold out, what the cart already holds all of, and a line beyond MAX_LINES.
 */
export async function addToCart(
  shop: Shop,
  buyerId: string,
  { variantId, quantity }: { variantId: number; quantity: number },
): Promise<Result<{ quantity: number; clamped: boolean }, AddToCartRefusal>> {
  const [facts] = await getVariants(shop, [variantId]);
  if (!facts?.onSale) return refuse("off_sale", "商品已下架");
  if (facts.available === 0) return refuse("sold_out", "已售罄，看看别的吧");
  const limit = quantityLimit(facts.available);
  return shop.db.$transaction(async (tx) => {
    // Two tabs of one buyer add one after the other.
    await tx.$queryRaw`SELECT 1 FROM buyers WHERE id = ${buyerId}::uuid FOR UPDATE`;
    const where = { buyerId_variantId: { buyerId, variantId } };
    const held = (await tx.cartItem.findUnique({ where, select: { quantity: true } }))?.quantity ?? 0;
    if (held >= limit) return refuse("no_more", `购物车里已有 ${held} 件，不能再多了`);
    if (held === 0 && (await tx.cartItem.count({ where: { buyerId } })) >= MAX_LINES)
      return refuse("cart_full", `购物车最多放 ${MAX_LINES} 种商品，请先清理一下`);
    const total = Math.min(held + quantity, limit);
    const item = { quantity: total, selected: true, seenPriceFen: facts.priceFen };
    await tx.cartItem.upsert({ where, create: { buyerId, variantId, ...item, createdAt: shop.now() }, update: item });
    return { ok: true, quantity: total, clamped: total < held + quantity };
  });
}
