import "server-only";
import { type Refusal, refuse } from "@/lib/server/result";
import { rememberAddress } from "@/lib/shop/addresses/remembered-address";
import { takeOut } from "@/lib/shop/cart/change-cart";
import { isPaymentAvailable } from "@/lib/shop/contracts/read-alarms";
import type { OrderDraft } from "@/lib/shop/orders/order-draft";
import { type Along, type PlacedOrder, placeOrder } from "@/lib/shop/orders/place-order";
import { closeOrder, requestClose } from "@/lib/shop/payments/close-order";
import type { Shop } from "@/lib/shop/shop";
import { countPlacedOrder, spendOrderTry, type TooOften } from "./order-budget";

/**
 * Places the order, keeps its address for the next time and, when the goods came from the cart, takes them out of it, all at
 * once. When the same form is sent again, cart and address are left alone, since both may have changed meanwhile. An unpaid
 * order whose place the new one takes is closed, at the gateway too. Refusals are those of `placeOrder`, and `unavailable` while
 * the gateway refuses the shop's contract: nothing is placed that could not be paid; `too_often` bounds how often it is tried.
 */
export async function checkOut(
  shop: Shop,
  buyerId: string,
  { fromCart, ...draft }: OrderDraft & { fromCart: boolean },
): Promise<PlacedOrder | Refusal<"unavailable"> | TooOften> {
  if (!(await isPaymentAvailable(shop))) return refuse("unavailable");
  const tooOften = await spendOrderTry(shop, buyerId, draft.network);
  if (tooOften) return tooOften;
  const along: Along = async (tx, what) => {
    await rememberAddress(tx, buyerId, draft.address);
    const ordered = draft.items.map((item) => item.variantId);
    if (fromCart && what === "placed") await takeOut(tx, buyerId, ordered);
  };
  const placed = await placeOrder(shop, buyerId, draft, along);
  if (!placed.ok && placed.reason === "sold_out" && placed.heldBy.length > 0) {
    // What the form's earlier order holds is enough: that one is given up first.
    for (const orderId of placed.heldBy) await requestClose(shop, orderId, "buyer");
    return counted(shop, draft.network, await placeOrder(shop, buyerId, draft, along));
  }
  if (placed.ok) for (const orderId of placed.replaced) await closeReplaced(shop, orderId);
  return counted(shop, draft.network, placed);
}

/** The order is placed by now: what fails here must not hide that from its buyer. */
async function counted(shop: Shop, network: string | undefined, placed: PlacedOrder): Promise<PlacedOrder> {
  try {
    if (placed.ok && !placed.replayed) await countPlacedOrder(shop, network);
  } catch (error) {
    shop.log.error({ err: error }, "a placed order could not be taken from its network's budget");
  }
  return placed;
}

/** It has been asked to close when the new order was placed: what fails here is done by the worker. */
async function closeReplaced(shop: Shop, orderId: string): Promise<void> {
  try {
    await closeOrder(shop, orderId);
  } catch (error) {
    shop.log.error({ err: error, orderId }, "an order could not be closed at once; the worker goes on");
  }
}
