import "server-only";
import type { Trade } from "@/lib/alipay/gateway";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { type DiscrepancyKind, subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { resolveAwaiting } from "@/lib/shop/discrepancies/resolve-discrepancies";
import { postPayment } from "@/lib/shop/ledger/post-transfer";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import { maskLogon } from "./mask-logon";

/** How the shop learnt of the trade: by the gateway's own signed words, or by a proof that the owner has seen. */
export type TradeSource = "notify" | "query" | "owner";

/** A trade that is being settled, with the rows that are locked for it. */
export type Booking = {
  tx: Tx;
  at: Date;
  trade: Trade;
  source: TradeSource;
  attempt: { id: string; orderId: string; contract: string; amountFen: number } | null;
  order: { id: string; status: string; totalFen: number } | null;
};

/** What does not match: shown to the owner, and booked as held if it is money of ours. */
export type Unmatched = { kind: "discrepancy"; orderId: string | null; discrepancy: DiscrepancyKind };

type Detail = Record<string, string | number>;

/** Money that pays no order: in the ledger as held, with a discrepancy that says why. */
export async function holdMoney(booking: Booking, kind: DiscrepancyKind, detail: Detail = {}): Promise<Unmatched> {
  const { tx, at, trade, order, attempt } = booking;
  await bookHeld(booking);
  const answered = Prisma.sql`(trade_no = ${trade.tradeNo} OR (kind = 'payment_unanswered' AND out_trade_no = ${trade.outTradeNo}))`;
  await tx.$executeRaw(resolveAwaiting(answered, at));
  await recordDiscrepancy(tx, { ...refsOf(booking), kind, subject: subjectOf.trade(trade.tradeNo), detail }, at);
  if (order && attempt) {
    // The attempt has been used up; a new one may start.
    await tx.paymentAttempt.updateMany({
      where: { id: attempt.id, status: "OPEN" },
      data: { status: "PAID", tradeNo: trade.tradeNo, lastAnswer: trade.rawStatus },
    });
    await recordEvent(tx, {
      orderId: order.id,
      kind: "payment_held",
      actor: "alipay",
      detail: { tradeNo: trade.tradeNo, source: booking.source, discrepancy: kind },
      at,
    });
    await signalOrder(tx, order.id);
  }
  return { kind: "discrepancy", orderId: order?.id ?? null, discrepancy: kind };
}

/** A message that matches nothing, and moves nothing: recorded once for each different message. */
export async function recordUnmatched(booking: Booking, kind: DiscrepancyKind, detail: Record<string, string> = {}): Promise<Unmatched> {
  const { trade, order } = booking;
  const subject = subjectOf.message({ ...trade, refundedAt: trade.refund?.at ?? null });
  await recordDiscrepancy(booking.tx, { ...refsOf(booking), kind, subject, detail }, booking.at);
  return { kind: "discrepancy", orderId: order?.id ?? null, discrepancy: kind };
}

async function bookHeld({ tx, at, trade, source, attempt, order }: Booking): Promise<void> {
  const { id } = await tx.payment.create({
    data: {
      tradeNo: trade.tradeNo,
      outTradeNo: trade.outTradeNo,
      contract: trade.contract,
      attemptId: attempt?.id ?? null,
      orderId: order?.id ?? null,
      amountFen: trade.totalFen,
      disposition: "held",
      buyerLogon: trade.buyerLogon && maskLogon(trade.buyerLogon),
      paidAt: trade.paidAt ?? at,
      source,
      createdAt: at,
    },
    select: { id: true },
  });
  await postPayment(tx, { paymentId: id, disposition: "held", amountFen: trade.totalFen, at });
}

/** What a discrepancy names. */
export function refsOf({ trade, order }: Booking) {
  return { orderId: order?.id ?? null, outTradeNo: trade.outTradeNo, tradeNo: trade.tradeNo, amountFen: trade.totalFen };
}
