import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { auditOrder } from "@/lib/shop/orders/audit-order";
import type { CloseReason } from "@/lib/shop/orders/order";
import { type Actor, recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import type { Shop } from "@/lib/shop/shop";
import { moveStock } from "@/lib/shop/stock/move-stock";
import { askGateway, type PaymentTruth } from "./refresh-payment";

/** The gateway's clock may run this much behind ours before an unopened cashier page counts as expired, in ms. */
const WINDOW_MARGIN_MS = 10_000;
/** After closing, one last look for money that slipped in at the last moment, in ms. */
const LAST_LOOK_MS = 10 * 60_000;

export type CloseOutcome =
  | { kind: "closed" }
  /** The money was quicker. */
  | { kind: "paid" }
  /** The gateway has not yet said that nothing was paid; look again then (null: with the usual back-off). */
  | { kind: "not_yet"; again: Date | null };

type Pending = {
  id: string;
  closeReason: CloseReason;
  attempt: { id: string; outTradeNo: string; startedAt: Date | null; payableUntil: Date } | null;
};

/**
 * A buyer or the owner wants an unpaid order closed. Recorded first, then tried at once; `closed: false` means that the
 * gateway still owes an answer and the worker goes on.
 */
export async function requestClose(
  shop: Shop,
  orderId: string,
  by: "buyer" | "owner",
): Promise<Result<{ closed: boolean }, "paid" | "not_open">> {
  const at = shop.now();
  const asked = await shop.db.$transaction(async (tx) => {
    const { count } = await tx.order.updateMany({
      where: { id: orderId, status: "PENDING" },
      data: { closeWanted: by, dueAt: at, checks: 0 },
    });
    if (count > 0) await recordEvent(tx, { orderId, kind: "close_asked", actor: by, detail: { reason: by }, at });
    if (count > 0) await auditOrder(tx, shop, orderId, { kind: "close_asked" });
    return count > 0;
  });
  if (!asked) return refuse("not_open");
  const outcome = await closeOrder(shop, orderId);
  return outcome.kind === "paid" ? refuse("paid") : { ok: true, closed: outcome.kind === "closed" };
}

/**
 * Closes an unpaid order whose time is over or whose closing was asked for. Asks the gateway, closes there, asks again, and
 * only then closes here and gives the stock back: money that is on its way always wins.
 */
export async function closeOrder(shop: Shop, orderId: string): Promise<CloseOutcome> {
  const order = await readPending(shop, orderId);
  if (!order) return { kind: "closed" };
  const { attempt } = order;
  // Nobody was ever sent to the cashier with it: there is nothing that could be paid.
  if (!attempt?.startedAt) return closeHere(shop, order);

  const before = await askGateway(shop, attempt, { force: true });
  if (isPaid(before)) return { kind: "paid" };
  const closing = await shop.gateway.closeTrade(attempt.outTradeNo);
  if (closing.kind === "unknown")
    shop.log.warn({ outTradeNo: attempt.outTradeNo, detail: closing.detail }, "closing has an unknown outcome");
  const after = await askGateway(shop, attempt, { force: true });
  if (isPaid(after)) return { kind: "paid" };
  if (after.kind === "settled") return closeHere(shop, order);
  if (after.kind === "not_exist") return closeUnopened(shop, order, attempt.payableUntil);
  return { kind: "not_yet", again: null };
}

/** The gateway knows no trade, so it can close none: the link stays payable until its own time is over. */
function closeUnopened(shop: Shop, order: Pending, payableUntil: Date): Promise<CloseOutcome> | CloseOutcome {
  const over = new Date(payableUntil.getTime() + WINDOW_MARGIN_MS);
  // Who asked for closing need not wait: should money come all the same, it is taken or held when it does.
  if (order.closeReason !== "expired" || shop.now() >= over) return closeHere(shop, order);
  return { kind: "not_yet", again: over };
}

function isPaid(truth: PaymentTruth): boolean {
  return truth.kind === "settled" && truth.settlement.kind !== "no_change";
}

async function readPending(shop: Shop, orderId: string): Promise<Pending | null> {
  const order = await shop.db.order.findFirst({
    where: { id: orderId, status: "PENDING" },
    select: {
      id: true,
      closeWanted: true,
      attempts: { where: { status: "OPEN" }, select: { id: true, outTradeNo: true, startedAt: true, payableUntil: true } },
    },
  });
  if (!order) return null;
  return { id: order.id, closeReason: (order.closeWanted ?? "expired") as CloseReason, attempt: order.attempts[0] ?? null };
}

async function closeHere(shop: Shop, { id, closeReason, attempt }: Pending): Promise<CloseOutcome> {
  const at = shop.now();
  const lastLook = attempt?.startedAt ? new Date(Math.max(at.getTime(), attempt.payableUntil.getTime()) + LAST_LOOK_MS) : null;
  return shop.db.$transaction(async (tx) => {
    const { count } = await tx.order.updateMany({
      where: { id, status: "PENDING" },
      data: { status: "CLOSED", closedAt: at, closeReason, closeWanted: null, dueAt: lastLook, checks: 0 },
    });
    if (count === 0) {
      const now = await tx.order.findUniqueOrThrow({ where: { id }, select: { status: true } });
      return now.status === "CLOSED" ? { kind: "closed" } : { kind: "paid" };
    }
    if (!attempt?.startedAt)
      await tx.paymentAttempt.updateMany({ where: { orderId: id, status: "OPEN" }, data: { status: "CLOSED", closedAt: at } });
    const lines = await tx.orderLine.findMany({ where: { orderId: id }, select: { variantId: true, quantity: true } });
    await moveStock(tx, "release", id, lines, at);
    await recordEvent(tx, { orderId: id, kind: "closed", actor: actorOf(closeReason), detail: { reason: closeReason }, at });
    await signalOrder(tx, id);
    return { kind: "closed" };
  });
}

function actorOf(reason: CloseReason): Actor {
  return reason === "buyer" || reason === "owner" ? reason : "worker";
}
