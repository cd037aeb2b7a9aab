import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { refundOrder } from "./refund-order";

/** Money that can only go back: nobody has to decide anything. What is of a wrong sum stays with the owner. */
const REASONS: Record<string, string> = {
  late_payment_no_stock: "订单关闭后付款且商品已售完，自动退款",
  second_trade: "同一订单重复付款，自动退款",
};
const BATCH = 10;

/**
 * Gives back whole what came too late or twice, once: as long as its discrepancy is open and nobody has tried to refund
 * any of it. The discrepancy then names the refund, and is resolved when that is done.
 * @returns how many refunds were begun
 */
export async function refundHeldMoney(shop: Shop): Promise<number> {
  const kinds = Object.keys(REASONS);
  const held = await shop.db.$queryRaw<{ id: bigint; orderId: string; tradeNo: string; amountFen: bigint; kind: string }[]>`
    SELECT p.id, p.order_id AS "orderId", p.trade_no AS "tradeNo", p.amount_fen AS "amountFen", d.kind
    FROM payments p JOIN discrepancies d ON d.trade_no = p.trade_no AND d.kind = ANY(${kinds}) AND d.resolved_at IS NULL
    WHERE p.disposition = 'held' AND p.order_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.payment_id = p.id)
    ORDER BY p.id LIMIT ${BATCH}`;
  let begun = 0;
  for (const { id, orderId, tradeNo, amountFen, kind } of held) {
    const reason = REASONS[kind] ?? "自动退款";
    const result = await refundOrder(shop, { orderId, paymentId: id, amountFen: Number(amountFen), reason, by: "worker" });
    if (!result.ok) continue;
    begun++;
    const { outRequestNo } = await shop.db.refund.findUniqueOrThrow({ where: { id: result.refundId }, select: { outRequestNo: true } });
    await shop.db.discrepancy.updateMany({ where: { tradeNo, kind }, data: { detail: { refundNo: outRequestNo } } });
  }
  return begun;
}
