import "server-only";
import type { Tx } from "@/lib/server/db";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import type { Shop } from "@/lib/shop/shop";
import { isUnanswered } from "./look-times";

/** Puts an order before the owner of which no answer has said for hours whether it is paid, once. */
export async function showUnanswered(shop: Shop, orderId: string): Promise<void> {
  const at = shop.now();
  const open = await shop.db.paymentAttempt.findFirst({
    where: { orderId, status: "OPEN", unansweredSince: { not: null } },
    select: { outTradeNo: true, tradeNo: true, unansweredSince: true, order: { select: { totalFen: true } } },
  });
  if (!open?.unansweredSince || !isUnanswered(open, at)) return;
  const { outTradeNo, tradeNo, unansweredSince, order } = open;
  await recordDiscrepancy(
    shop.db,
    {
      kind: "order_stuck",
      subject: subjectOf.order(orderId),
      ...{ orderId, outTradeNo, tradeNo, amountFen: order.totalFen },
      detail: { since: unansweredSince.toISOString() },
    },
    at,
  );
}

/**
 * Nobody asks any more about an attempt of a closed order: Alipay has had a day for it, and its own notices have ended. That
 * nothing is known stays before the owner, unless it was the owner who closed the order without an answer.
 */
export async function endUnanswered(shop: Shop, { orderId, attemptId }: { orderId: string; attemptId: string }): Promise<void> {
  const at = shop.now();
  await shop.db.$transaction(async (tx) => {
    const { count } = await tx.paymentAttempt.updateMany({
      where: { id: attemptId, status: "OPEN" },
      data: { status: "CLOSED", closedAt: at },
    });
    if (count === 0) return;
    const attempt = await noteGivenUp(tx, attemptId, at);
    const decided = await tx.orderEvent.count({ where: { orderId, kind: "closed", actor: "owner", detail: { path: ["note"], not: "" } } });
    if (decided === 0) await recordUnanswered(tx, attempt, at);
  });
}

/** The same of an attempt in whose place another one came when the owner changed the order (it is closed here already). */
export async function endReplaced(shop: Shop, attemptId: string): Promise<void> {
  const at = shop.now();
  await shop.db.$transaction(async (tx) => recordUnanswered(tx, await noteGivenUp(tx, attemptId, at), at));
}

type GivenUp = { orderId: string; outTradeNo: string; tradeNo: string | null; amountFen: number };

async function noteGivenUp(tx: Tx, attemptId: string, at: Date): Promise<GivenUp> {
  const select = { orderId: true, outTradeNo: true, tradeNo: true, amountFen: true } as const;
  const attempt = await tx.paymentAttempt.findUniqueOrThrow({ where: { id: attemptId }, select });
  const { orderId, outTradeNo } = attempt;
  await recordEvent(tx, { orderId, kind: "attempt_given_up", actor: "worker", detail: { outTradeNo }, at });
  await signalOrder(tx, orderId);
  return attempt;
}

function recordUnanswered(tx: Tx, attempt: GivenUp, at: Date): Promise<unknown> {
  return recordDiscrepancy(tx, { kind: "payment_unanswered", subject: subjectOf.attempt(attempt.outTradeNo), ...attempt }, at);
}
