import "server-only";
import type { Shop } from "@/lib/shop/shop";

/**
 * The buyer has seen these prices (fen). They are the prices that the page showed, not those of this moment: one that
 * changed in between is shown as a change again.
 */
export async function acknowledgePrices(shop: Shop, buyerId: string, seen: { variantId: number; priceFen: number }[]): Promise<void> {
  await shop.db.$transaction(
    seen.map(({ variantId, priceFen }) => shop.db.cartItem.updateMany({ where: { buyerId, variantId }, data: { seenPriceFen: priceFen } })),
  );
}
