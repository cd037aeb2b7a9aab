import "server-only";
import type { TradeRefund } from "@/lib/alipay/gateway";
import type { Tx } from "@/lib/server/db";

type Reported = { tradeNo: string; outTradeNo: string; rawStatus: string; refund: TradeRefund };

/**
 * Keeps what Alipay reported of a refund, once, in the caller's transaction; lib/shop/refunds matches it with the refunds that
 * we know. Two reports are the same when they say the same of the same trade. One that names no sum is only a hint to ask: it may
 * be a later one that looks the same (Alipay's times are whole seconds), so it is taken up again. `isBooked`: the trade's money is in the ledger, so that it can be matched.
 */
export async function keepReportedRefund(
  tx: Tx,
  { tradeNo, outTradeNo, rawStatus, refund }: Reported,
  at: Date,
): Promise<{ isBooked: boolean }> {
  const { feeFen, outRequestNo = null, at: refundedAt } = refund;
  const dedupeKey = [tradeNo, outRequestNo, feeFen, refundedAt?.getTime(), rawStatus].map((part) => part ?? "").join(":");
  const reported = { dedupeKey, tradeNo, outTradeNo, outRequestNo, feeFen, refundedAt, createdAt: at, dueAt: at };
  const { count } = await tx.reportedRefund.createMany({ data: [reported], skipDuplicates: true });
  if (count === 0 && feeFen === null)
    await tx.reportedRefund.updateMany({ where: { dedupeKey, dueAt: null }, data: { createdAt: at, dueAt: at, checks: 0 } });
  const payment = await tx.payment.findUnique({ where: { tradeNo }, select: { id: true } });
  return { isBooked: payment !== null };
}
