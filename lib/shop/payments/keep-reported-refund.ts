import "server-only";
import type { TradeRefund } from "@/lib/alipay/gateway";
import type { Tx } from "@/lib/server/db";

type Reported = { tradeNo: string; outTradeNo: string; rawStatus: string; refund: TradeRefund };

/**
 * Keeps what Alipay reported of a refund, once, in the caller's transaction; lib/shop/refunds matches it with the refunds that
 * we know. `isBooked`: the trade's money is in the ledger, so that it can be matched.
 */
export async function keepReportedRefund(
  tx: Tx,
  { tradeNo, outTradeNo, rawStatus, refund }: Reported,
  at: Date,
): Promise<{ isBooked: boolean }> {
  const { feeFen, outRequestNo = null, at: refundedAt } = refund;
  const dedupeKey = [tradeNo, outRequestNo, feeFen, refundedAt?.getTime(), rawStatus].map((part) => part ?? "").join(":");
  const reported = { dedupeKey, tradeNo, outTradeNo, outRequestNo, feeFen, refundedAt, createdAt: at, dueAt: at };
  await tx.reportedRefund.createMany({ data: [reported], skipDuplicates: true });
  const payment = await tx.payment.findUnique({ where: { tradeNo }, select: { id: true } });
  return { isBooked: payment !== null };
}
