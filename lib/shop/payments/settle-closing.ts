import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { resolveAwaiting } from "@/lib/shop/discrepancies/resolve-discrepancies";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import { type Booking, recordUnmatched, type Unmatched } from "./hold-money";

/** The gateway says that a trade is closed. That never pays; about a paid trade it is news that only a person can judge. */
export async function settleClosing(booking: Booking): Promise<Unmatched | { kind: "no_change"; orderId: string | null }> {
  const { tx, at, trade, attempt } = booking;
  const { tradeNo, outTradeNo } = trade;
  const paid = await tx.payment.findFirst({
    where: { OR: [{ tradeNo }, { outTradeNo, source: "owner" }] },
    select: { tradeNo: true, source: true },
  });
  if (paid?.source === "owner") return recordUnmatched(booking, "proof_contradicted", { provenTradeNo: paid.tradeNo });
  if (paid) return recordUnmatched(booking, "closed_after_paid");
  if (!attempt) return { kind: "no_change", orderId: null };
  const { orderId } = attempt;
  const { count } = await tx.paymentAttempt.updateMany({
    where: { id: attempt.id, status: "OPEN" },
    data: { status: "CLOSED", closedAt: at, tradeNo, lastAnswer: trade.rawStatus },
  });
  // Of one that had been given up, this is the answer that never came.
  const answered = count === 0 ? Prisma.sql`kind = 'payment_unanswered' AND ` : Prisma.empty;
  await tx.$executeRaw(resolveAwaiting(Prisma.sql`${answered}out_trade_no = ${outTradeNo}`, at));
  if (count === 0) return { kind: "no_change", orderId };
  await recordEvent(tx, { orderId, kind: "attempt_closed", actor: "alipay", detail: { outTradeNo }, at });
  await signalOrder(tx, orderId);
  return { kind: "no_change", orderId };
}
