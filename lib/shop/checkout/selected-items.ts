import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { Wanted } from "./quote";

/** What this buyer has ticked in the cart, oldest first. */
export async function selectedItems(shop: Shop, buyerId: string): Promise<Wanted[]> {
  return shop.db.cartItem.findMany({
    where: { buyerId, selected: true },
    select: { variantId: true, quantity: true },
    orderBy: [{ createdAt: "asc" }, { variantId: "asc" }],
  });
}
