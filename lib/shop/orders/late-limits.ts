import "server-only";
import type { Tx } from "@/lib/server/db";
import { countBought } from "./buy-limits";
import { lockLimits } from "./placing-locks";

/**
 * For who settles a payment, before the order's row is locked: locks what the order's buyer has, as placing an order does, if any of
 * its goods, or its coupon, is limited by buyer. Without it two closed orders, or a closed and a new one, would not see each other.
 */
export async function lockLimitsOf(tx: Tx, outTradeNo: string): Promise<void> {
  const [limited] = await tx.$queryRaw<{ buyerId: string; phone: string }[]>`
    SELECT o.buyer_id AS "buyerId", o.receiver_phone AS phone FROM payment_attempts a JOIN orders o ON o.id = a.order_id
    WHERE a.out_trade_no = ${outTradeNo} AND (EXISTS (
      SELECT 1 FROM order_lines l JOIN variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id
      WHERE l.order_id = o.id AND p.limit_per_buyer IS NOT NULL) OR EXISTS (
      SELECT 1 FROM order_discounts d JOIN promotions m ON m.id = d.promotion_id
      WHERE d.order_id = o.id AND d.kind = 'coupon' AND m.per_buyer IS NOT NULL))`;
  if (limited) for (const lock of lockLimits(limited)) await tx.$queryRaw(lock);
}

/** A product of which a buyer would have more than its owner sells to one; `bought`: in other orders. */
export type OverLate = { title: string; most: number; bought: number };

/**
 * Whether a closed order may still become a paid one: null, or what there would be too much of. The caller has called
 * `lockLimitsOf`. What one order may hold was asked when it was placed.
 */
export async function checkLateLimits(tx: Tx, orderId: string): Promise<OverLate | null> {
  const wanted = await tx.$queryRaw<{ id: number; title: string; most: number; quantity: number; buyerId: string; phone: string }[]>`
    SELECT p.id, p.title, p.limit_per_buyer AS most, sum(l.quantity)::int AS quantity, o.buyer_id AS "buyerId", o.receiver_phone AS phone
    FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id
    WHERE o.id = ${orderId}::uuid AND p.limit_per_buyer IS NOT NULL GROUP BY p.id, o.id ORDER BY p.id`;
  for (const { id, title, most, quantity, ...buyer } of wanted) {
    const bought = await countBought(tx, id, { ...buyer, except: [orderId] });
    if (bought + quantity > most) return { title, most, bought };
  }
  return null;
}
