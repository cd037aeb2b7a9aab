import "server-only";
import { rememberAddress } from "@/lib/shop/addresses/remembered-address";
import { removeLines } from "@/lib/shop/cart/change-cart";
import { type OrderDraft, type PlacedOrder, placeOrder } from "@/lib/shop/orders/place-order";
import type { Shop } from "@/lib/shop/shop";

/**
 * Places the order, keeps its address for the next time and, when the goods came from the cart, takes them out of it.
 * The order is committed before the rest is tried. When the same form is sent again, cart and address are left alone, since
 * both may have changed meanwhile. Refusals are those of `placeOrder`.
 */
export async function checkOut(
  shop: Shop,
  buyerId: string,
  { fromCart, ...draft }: OrderDraft & { fromCart: boolean },
): Promise<PlacedOrder> {
  const placed = await placeOrder(shop, buyerId, draft);
  if (!placed.ok || placed.replayed) return placed;
  await rememberAddress(shop, buyerId, draft.address);
  if (fromCart) {
    const ordered = draft.items.map((item) => item.variantId);
    await removeLines(shop, buyerId, ordered);
  }
  return placed;
}
