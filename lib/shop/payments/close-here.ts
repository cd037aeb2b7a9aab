import "server-only";
import type { Tx } from "@/lib/server/db";
import { later } from "@/lib/shop/due/review-due";
import { endChange } from "@/lib/shop/orders/changes/end-change";
import { lockOrder } from "@/lib/shop/orders/lock-order";
import type { CloseReason } from "@/lib/shop/orders/order";
import { type Actor, recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import { giveBackCoupon } from "@/lib/shop/promotions/hold-coupon";
import type { Shop } from "@/lib/shop/shop";
import { moveStock } from "@/lib/shop/stock/move-stock";
import { isAsSeen, type SeenAttempt } from "./judge-closing";
import { FIRST_LOOK_MS, LAST_LOOK_MS } from "./look-times";

/** How an order stands after somebody has tried to close it. */
export type CloseOutcome =
  | { kind: "closed" }
  /** The money was quicker. */
  | { kind: "paid" }
  /** The gateway has not yet said that nothing was paid; look again then (null: with the usual back-off). */
  | { kind: "not_yet"; again: Date | null };

const NOT_YET: CloseOutcome = { kind: "not_yet", again: null };

type Closing = {
  closeReason: CloseReason;
  /** The attempt that may stay payable although the order closes; null: there must be none. */
  payable: SeenAttempt | null;
  /** Further words for the timeline. */
  detail?: Record<string, string>;
};

/**
 * Closes an order in our own books and gives its stock and its coupon back, unless something has changed since the caller decided that: the
 * order was paid, or its buyer was sent to the cashier. A payable attempt to which nobody was sent ends with it; of any other,
 * the worker goes on asking until its time is over.
 */
export async function closeHere(shop: Shop, orderId: string, { closeReason, payable, detail = {} }: Closing): Promise<CloseOutcome> {
  const at = shop.now();
  return shop.db.$transaction(async (tx) => {
    await lockOrder(tx, orderId);
    const outcome = await readOutcome(tx, orderId);
    if (outcome.kind !== "not_yet") return outcome;
    const open = await tx.paymentAttempt.findFirst({ where: { orderId, status: "OPEN" } });
    if (open && !isAsSeen(open, payable)) return NOT_YET;
    const dueAt = open?.startedAt ? nextQuestion(open.payableUntil, at) : null;
    await endChange(tx, orderId, { state: "closed", actor: "worker", at });
    await tx.order.update({
      where: { id: orderId },
      data: { status: "CLOSED", closedAt: at, closeReason, closeWanted: null, dueAt, checks: 0 },
    });
    if (open && !open.startedAt) await tx.paymentAttempt.update({ where: { id: open.id }, data: { status: "CLOSED", closedAt: at } });
    const lines = await tx.orderLine.findMany({ where: { orderId }, select: { variantId: true, quantity: true } });
    await moveStock(tx, "release", orderId, lines, at);
    await giveBackCoupon(tx, orderId);
    await recordEvent(tx, { orderId, kind: "closed", actor: actorOf(closeReason), detail: { reason: closeReason, ...detail }, at });
    await signalOrder(tx, orderId);
    return { kind: "closed" };
  });
}

/** How an order stands: paid also means shipped or completed. */
export async function readOutcome(tx: Tx, orderId: string): Promise<CloseOutcome> {
  const { status } = await tx.order.findUniqueOrThrow({ where: { id: orderId }, select: { status: true } });
  if (status === "PENDING") return NOT_YET;
  return status === "CLOSED" ? { kind: "closed" } : { kind: "paid" };
}

/** While the link can still be paid it is asked about soon, afterwards once more. */
function nextQuestion(payableUntil: Date, at: Date): Date {
  return at < payableUntil ? later(at, FIRST_LOOK_MS) : later(at, LAST_LOOK_MS);
}

function actorOf(reason: CloseReason): Actor {
  return reason === "buyer" || reason === "owner" ? reason : "worker";
}
