import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { Refusal } from "@/lib/server/result";
import { addressKept } from "@/lib/shop/addresses/remembered-address";
import { takenOut } from "@/lib/shop/cart/change-cart";
import type { OrderDraft } from "@/lib/shop/orders/order-draft";
import { placeOrder } from "@/lib/shop/orders/place-order";
import type { PlacedOrder } from "@/lib/shop/orders/placed-order";
import type { Along } from "@/lib/shop/orders/write-order";
import { beginWithOrder } from "@/lib/shop/payments/begin-payment";
import { closeOrder, requestClose } from "@/lib/shop/payments/close-order";
import type { Shop } from "@/lib/shop/shop";
import { type Admission, admit } from "./admit";
import { countPlaced, type TooOften } from "./order-budget";

/** `toCashier`: its buyer goes on to the cashier at once (`startBegun`), so the payment begins with the order. */
export type CheckoutForm = OrderDraft & { fromCart: boolean; toCashier?: boolean };
export type CheckedOut = PlacedOrder | Refusal<"unavailable"> | TooOften;

/**
 * Places the order, keeps its address for the next time and, when the goods came from the cart, takes them out of it, all at
 * once. When the same form is sent again, cart and address are left alone, since both may have changed meanwhile. An unpaid
 * order whose place the new one takes is closed, at the gateway too. Refusals are those of `placeOrder`, and `unavailable` while
 * the gateway refuses the shop's contract: nothing is placed that could not be paid; `too_often` bounds how often it is tried.
 */
export async function checkOut(shop: Shop, buyerId: string, form: CheckoutForm): Promise<CheckedOut> {
  return checkOutAs(shop, await admit(shop, { buyerId }, form.network), form);
}

/** The same for whoever a browser's cookie says; `newToken` is for the cookie of one that was not known. */
export async function checkOutBy(
  shop: Shop,
  token: string | undefined,
  form: CheckoutForm,
): Promise<{ placed: CheckedOut; newToken: string | null }> {
  const admission = await admit(shop, { token }, form.network);
  return { placed: await checkOutAs(shop, admission, form), newToken: admission.newToken };
}

async function checkOutAs(
  shop: Shop,
  { buyerId, names, refusal }: Admission,
  { fromCart, toCashier = false, ...draft }: CheckoutForm,
): Promise<CheckedOut> {
  if (refusal) return refusal;
  const also = { along: alongWith(shop, buyerId, { draft, fromCart }), ...(toCashier && { begin: beginWithOrder(shop, names) }) };
  const placed = await placeOrder(shop, buyerId, draft, also);
  if (!placed.ok && placed.reason === "sold_out" && placed.heldBy.length > 0) {
    // What the form's earlier order holds is enough: that one is given up first.
    for (const orderId of placed.heldBy) await requestClose(shop, orderId, "buyer");
    return placeOrder(shop, buyerId, draft, also);
  }
  if (placed.ok) for (const orderId of placed.replaced) await closeReplaced(shop, orderId);
  return placed;
}

function alongWith(shop: Shop, buyerId: string, { draft, fromCart }: { draft: OrderDraft; fromCart: boolean }): Along {
  const { network, address, items } = draft;
  const ordered = items.map((item) => item.variantId);
  return (what, done) => [
    addressKept(buyerId, address, done),
    ...(what === "placed" && fromCart ? [takenOut(buyerId, ordered, done)] : []),
    ...(what === "placed" && network !== undefined ? [countPlaced(shop, Prisma.sql`SELECT ${network}::text AS key FROM ${done}`)] : []),
  ];
}

/** It has been asked to close when the new order was placed: what fails here is done by the worker. */
async function closeReplaced(shop: Shop, orderId: string): Promise<void> {
  try {
    await closeOrder(shop, orderId);
  } catch (error) {
    shop.log.error({ err: error, orderId }, "an order could not be closed at once; the worker goes on");
  }
}
