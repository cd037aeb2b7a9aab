import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { type StartedRefund, startRefund, writeKnownRefund } from "./start-refund";

/**
 * Once the cause of a failure is mended (balance, keys, contract), asks for the same refund again: the identical number and
 * sum, which Alipay does once at most. Refuses one that has not failed, and one whose sum has gone to another refund.
 */
export async function retryRefund(shop: Shop, refundId: bigint): Promise<Result<StartedRefund, "not_found" | "not_failed" | "too_much">> {
  const failed = await shop.db.refund.findUnique({ where: { id: refundId }, select: { paymentId: true, amountFen: true } });
  if (!failed) return refuse("not_found");
  const { paymentId, amountFen } = failed;
  return startRefund(shop, paymentId, (tx, payment) =>
    writeKnownRefund(tx, payment, {
      ...{ refundId, amountFen, at: shop.now() },
      ...{ from: "FAILED", otherwise: "not_failed", changes: { checks: 0, advice: null, endedAt: null } },
    }),
  );
}
