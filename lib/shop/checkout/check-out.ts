import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { type Refusal, refuse } from "@/lib/server/result";
import { addressBooked, addressKept, bookTrimmed } from "@/lib/shop/addresses/remembered-address";
import { takenOut } from "@/lib/shop/cart/change-cart";
import type { OrderDraft } from "@/lib/shop/orders/order-draft";
import { placeOrder } from "@/lib/shop/orders/place-order";
import type { PlacedOrder, Screen } from "@/lib/shop/orders/placed-order";
import type { After, Along } from "@/lib/shop/orders/write-order";
import { beginWithOrder } from "@/lib/shop/payments/begin-payment";
import { closeOrder, requestClose } from "@/lib/shop/payments/close-order";
import type { Shop } from "@/lib/shop/shop";
import type { Contact } from "@/lib/shop/word/contact/contact";
import { contactKept, keepContact } from "@/lib/shop/word/contact/keep-contact";
import { type Admission, admit } from "./admit";
import { countGuess, isGuess } from "./coupon-budget";
import { countPlaced, type TooOften } from "./order-budget";

/**
 * `toCashier`: its buyer goes on to the cashier at once (`startBegun`), so the payment begins with the order; `screen`: to which one; `contact`:
 * by what they want word, unset in a form that did not ask.
 */
export type CheckoutForm = OrderDraft & { fromCart: boolean; toCashier?: boolean; screen?: Screen; contact?: Contact };
export type CheckedOut = PlacedOrder | Refusal<"unavailable"> | TooOften;

/**
 * Places the order, keeps its address for the next time and, when the goods came from the cart, takes them out of it, all at
 * once. When the same form is sent again, cart and address are left alone, since both may have changed meanwhile. An unpaid
 * order whose place the new one takes is closed, at the gateway too. Refusals are those of `placeOrder`, and `unavailable` while
 * the gateway refuses the shop's contract: nothing is placed that could not be paid; `too_often` bounds how often it is tried.
 */
export async function checkOut(shop: Shop, buyerId: string, form: CheckoutForm): Promise<CheckedOut> {
  return checkOutAs(shop, await admit(shop, { buyerId }, form), form);
}

/**
 * The same for whoever a browser's cookie says. `keep` gives a browser that was not known its cookie, before anything is placed: a form
 * whose answer gets lost is then sent again by the same buyer, and is the same order.
 */
export async function checkOutBy(
  shop: Shop,
  { token, keep }: { token: string | undefined; keep: (newToken: string) => Promise<void> },
  form: CheckoutForm,
): Promise<CheckedOut> {
  const admission = await admit(shop, { token }, form);
  if (admission.newToken !== null) await keep(admission.newToken);
  return checkOutAs(shop, admission, form);
}

async function checkOutAs(
  shop: Shop,
  admission: Admission,
  { fromCart, toCashier = false, screen = "phone", contact, ...draft }: CheckoutForm,
): Promise<CheckedOut> {
  if (!("buyerId" in admission)) return admission.refusal;
  if (admission.refusal) return admission.refusal;
  const { buyerId, names, isPlain } = admission;
  const along = alongWith(buyerId, { draft, fromCart, contact, at: shop.now() });
  const after = draft.network === undefined ? {} : { after: countedFor(shop, draft.network) };
  const also = { along, isPlain, ...after, ...(toCashier && { begin: beginWithOrder(shop, names, screen) }) };
  let placed = await placeOrder(shop, buyerId, draft, also);
  if (!placed.ok && placed.reason === "sold_out" && placed.heldBy.length > 0) {
    // What the form's earlier order holds is enough: that one is given up first.
    for (const orderId of placed.heldBy) await requestClose(shop, orderId, "buyer");
    placed = await placeOrder(shop, buyerId, draft, also);
  }
  // A code that is none counts as a guess, however it was tried.
  if (!placed.ok && isGuess(placed) && draft.network !== undefined) await countGuess(shop, { buyerId, network: draft.network });
  if (!placed.ok) return placed;
  if (placed.replayed && contact) await corrected(shop, placed.orderId, contact);
  for (const orderId of placed.replaced) {
    const paid = await closeReplaced(shop, orderId);
    if (!paid) continue;
    // Its money was on the way when the form came: nobody is sent to pay for the same goods again.
    await requestClose(shop, placed.orderId, "buyer");
    return refuse("paid_before", paid);
  }
  return placed;
}

type Beside = { draft: OrderDraft; fromCart: boolean; contact: Contact | undefined; at: Date };

function alongWith(buyerId: string, { draft, fromCart, contact, at }: Beside): Along {
  const { address, items } = draft;
  const ordered = items.map((item) => item.variantId);
  return (what, done) => [
    addressKept(buyerId, address, done),
    addressBooked(buyerId, address, { at, done }),
    bookTrimmed(buyerId, address, done),
    ...(contact && what === "placed" ? [contactKept(contact, done, at)] : []),
    ...(what === "placed" && fromCart ? [takenOut(buyerId, ordered, done)] : []),
  ];
}

/**
 * Takes a placed order from its network's budget. After its commit and not with it: all orders of a network would wait for each other's.
 * What cannot be counted hides no order from its buyer.
 */
function countedFor(shop: Shop, network: string): After {
  return (isThere) => ({
    sql: countPlaced(shop, Prisma.sql`SELECT ${network}::text AS key WHERE ${isThere}`),
    onError: (error) => shop.log.error({ err: error }, "an order could not be counted for its network"),
  });
}

/**
 * Whoever comes back to correct an address that was mistyped sends the same form again. An old form without any takes nothing away that was
 * left on the order's page since, and what cannot be kept keeps nobody from the cashier.
 */
async function corrected(shop: Shop, orderId: string, contact: Contact): Promise<void> {
  if (contact.email === null && !contact.sms) return;
  try {
    await keepContact(shop, orderId, contact, { onlyUnpaid: true });
  } catch (error) {
    shop.log.error({ err: error, orderId }, "by what a buyer wants word could not be kept");
  }
}

/** It has been asked to close when the new order was placed: what fails here is done by the worker. Answers with one that is paid. */
async function closeReplaced(shop: Shop, orderId: string): Promise<{ no: string } | null> {
  try {
    const { kind } = await closeOrder(shop, orderId);
    return kind === "paid" ? await shop.db.order.findUniqueOrThrow({ where: { id: orderId }, select: { no: true } }) : null;
  } catch (error) {
    shop.log.error({ err: error, orderId }, "an order could not be closed at once; the worker goes on");
    return null;
  }
}
