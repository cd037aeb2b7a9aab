import "server-only";
import type { Shop } from "@/lib/shop/shop";

/** Takes a variant out of the cart; one that is not in it is no news. */
export async function removeLine(shop: Shop, buyerId: string, variantId: number): Promise<void> {
  await shop.db.cartItem.deleteMany({ where: { buyerId, variantId } });
}
