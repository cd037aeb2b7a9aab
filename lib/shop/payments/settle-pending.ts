import "server-only";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import { type Booking, refsOf } from "./hold-money";

type Pending = { kind: "pending" | "no_change"; orderId: string | null };

/**
 * The buyer has paid, and Alipay keeps the money back from the seller: the account is frozen, or must be verified first. Nothing
 * is booked, since nothing has come; the buyer sees that the result is being found out, and the owner is told at once.
 */
export async function settlePending(booking: Booking): Promise<Pending> {
  const { tx, at, trade, attempt } = booking;
  const orderId = attempt?.orderId ?? null;
  const isBooked = (await tx.payment.count({ where: { tradeNo: trade.tradeNo } })) > 0;
  if (isBooked) return { kind: "no_change", orderId };
  await recordDiscrepancy(tx, { ...refsOf(booking), kind: "payment_pending", subject: subjectOf.trade(trade.tradeNo) }, at);
  if (!attempt) return { kind: "pending", orderId };
  const { count } = await tx.paymentAttempt.updateMany({
    where: { id: attempt.id, status: "OPEN", withheldSince: null },
    data: { withheldSince: at, tradeNo: trade.tradeNo, lastAnswer: trade.rawStatus },
  });
  if (count > 0) {
    await recordEvent(tx, { orderId: attempt.orderId, kind: "payment_withheld", actor: "alipay", detail: { tradeNo: trade.tradeNo }, at });
    await signalOrder(tx, attempt.orderId);
  }
  return { kind: "pending", orderId };
}
