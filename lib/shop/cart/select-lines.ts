import "server-only";
import type { Shop } from "@/lib/shop/shop";

/** Ticks or unticks these lines of the cart, or all of them. */
export async function selectLines(
  shop: Shop,
  buyerId: string,
  { variantIds, selected }: { variantIds: number[] | "all"; selected: boolean },
): Promise<void> {
  const which = variantIds === "all" ? {} : { variantId: { in: variantIds } };
  await shop.db.cartItem.updateMany({ where: { buyerId, ...which }, data: { selected } });
}
