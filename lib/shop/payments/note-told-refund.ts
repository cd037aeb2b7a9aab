import "server-only";
import type { TradeRefund } from "@/lib/alipay/gateway";
import type { Tx } from "@/lib/server/db";

type Told = { tradeNo: string; outTradeNo: string; rawStatus: string; refund: TradeRefund };

/**
 * Keeps what Alipay told of a refund, once, in the caller's transaction; lib/shop/refunds matches it with the refunds that
 * we know. `isBooked`: the trade's money is in the ledger, so that it can be matched.
 */
export async function noteToldRefund(tx: Tx, { tradeNo, outTradeNo, rawStatus, refund }: Told, at: Date): Promise<{ isBooked: boolean }> {
  const { feeFen, outRequestNo = null, at: refundedAt } = refund;
  const dedupeKey = [tradeNo, outRequestNo, feeFen, refundedAt?.getTime(), rawStatus].map((part) => part ?? "").join(":");
  const told = { dedupeKey, tradeNo, outTradeNo, outRequestNo, refundedAt, createdAt: at, dueAt: at };
  await tx.toldRefund.createMany({ data: [{ ...told, feeFen: feeFen === null ? null : BigInt(feeFen) }], skipDuplicates: true });
  const payment = await tx.payment.findUnique({ where: { tradeNo }, select: { id: true } });
  return { isBooked: payment !== null };
}
