import "server-only";
import type { Tx } from "@/lib/server/db";

/**
 * What Alipay reported of a trade and nobody could match is looked at now. Its sum may have had no room beside a refund of ours,
 * or two refunds might have been meant: whoever ends a refund, or books money that went back, calls this in the same transaction,
 * with the payment locked.
 */
export async function wakeReports(tx: Tx, { tradeNo }: { tradeNo: string }, at: Date): Promise<void> {
  await tx.reportedRefund.updateMany({ where: { tradeNo, dueAt: { gt: at } }, data: { dueAt: at } });
}
