import "server-only";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { type Booking, refsOf } from "./hold-money";
import { maskLogon } from "./mask-logon";

/**
 * The gateway says that a trade is paid whose money the owner has already taken by a proof. Then its word takes the place of
 * the owner's: it is the same money, since the gateway makes one trade of an out_trade_no. A trade number that was copied
 * wrongly is corrected, and shown. False for money that no proof speaks of.
 */
export async function compareWithProof(booking: Booking): Promise<boolean> {
  const { tx, at, trade, source } = booking;
  const { tradeNo, outTradeNo, totalFen } = trade;
  if (source === "owner") return false;
  const proven = await tx.payment.findFirst({
    where: { outTradeNo, amountFen: totalFen, source: "owner" },
    select: { id: true, tradeNo: true, orderId: true, refundingFen: true },
  });
  if (!proven) return false;
  const isSame = proven.tradeNo === tradeNo;
  // A refund under the wrong number may be under way: then both are before the owner.
  if (!isSame && (proven.refundingFen > 0 || (await tx.payment.count({ where: { tradeNo } })) > 0)) return false;
  const buyerLogon = trade.buyerLogon && maskLogon(trade.buyerLogon);
  await tx.payment.update({ where: { id: proven.id }, data: { tradeNo, source, paidAt: trade.paidAt ?? at, buyerLogon } });
  await tx.paymentAttempt.updateMany({ where: { outTradeNo }, data: { tradeNo, lastAnswer: trade.rawStatus } });
  if (!isSame) await recordCorrection(booking, proven.tradeNo);
  const { orderId } = proven;
  const detail = { tradeNo, source, ...(!isSame && { oldTradeNo: proven.tradeNo }) };
  if (orderId) await recordEvent(tx, { orderId, kind: "proof_confirmed", actor: "alipay", detail, at });
  return true;
}

async function recordCorrection(booking: Booking, provenTradeNo: string): Promise<void> {
  const subject = subjectOf.trade(provenTradeNo);
  const detail = { provenTradeNo };
  await recordDiscrepancy(
    booking.tx,
    { ...refsOf(booking), kind: "proof_contradicted", subject, detail, resolvedAs: "proof_corrected" },
    booking.at,
  );
}
