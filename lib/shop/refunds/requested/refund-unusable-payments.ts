import "server-only";
import { buyerText } from "@/lib/shop/buyer-text";
import type { DiscrepancyKind } from "@/lib/shop/discrepancies/discrepancy";
import { nameRefund } from "@/lib/shop/discrepancies/record-discrepancy";
import type { Shop } from "@/lib/shop/shop";
import { refundOrder } from "./refund-order";

/** Payments that can only go back, so that nobody has to decide anything. One of a wrong sum stays with the owner. */
const KINDS = ["late_payment_no_stock", "second_trade"] as const satisfies DiscrepancyKind[];
const BATCH = 10;

type Unusable = { id: bigint; orderId: string; tradeNo: string; amountFen: number; kind: (typeof KINDS)[number] };

/**
 * Gives back whole what came too late or twice, once: as long as its discrepancy is open and nobody has tried to refund
 * any of it. The discrepancy then names the refund, and is resolved when that is done.
 * @returns how many refunds were begun
 */
export async function refundUnusablePayments(shop: Shop): Promise<number> {
  const unusable = await shop.db.$queryRaw<Unusable[]>`
    SELECT p.id, p.order_id AS "orderId", p.trade_no AS "tradeNo", p.amount_fen AS "amountFen", d.kind
    FROM payments p JOIN discrepancies d ON d.trade_no = p.trade_no AND d.kind = ANY(${[...KINDS]}) AND d.resolved_at IS NULL
    WHERE p.disposition = 'held' AND p.order_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.payment_id = p.id)
    ORDER BY p.id LIMIT ${BATCH}`;
  let begun = 0;
  for (const { id, orderId, tradeNo, amountFen, kind } of unusable) {
    const refunded = await refundOrder(shop, { orderId, paymentId: id, amountFen, reason: buyerText.refundReason[kind], by: "worker" });
    if (!refunded.ok) continue;
    begun++;
    const { outRequestNo } = await shop.db.refund.findUniqueOrThrow({ where: { id: refunded.refundId }, select: { outRequestNo: true } });
    await nameRefund(shop.db, { tradeNo, kind, refundNo: outRequestNo });
  }
  return begun;
}
