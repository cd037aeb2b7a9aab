import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { usesOf } from "./read-promotions";

/** A coupon that has no use left for an order whose buyer gave it up: it may be used `mostUses` times, by one buyer or by all. */
export type OverUsed = { coupon: string; mostUses: number };

type Taken = { id: number; held: boolean; buyerId: string; phone: string };

/**
 * Whether money that comes for an order which its buyer had given up may still have its coupon: null, or what there would be too much
 * of. Giving an order up leaves its cashier page open, so that who does it again and again would use a coupon as often. An order whose
 * time was over, or that its owner closed, keeps what was agreed (docs/decisions/0028), and so does one that was paid before it was given up,
 * `paidAt` by Alipay's clock, of which only the news is late. The caller has called `lockLimitsOf`, and holds
 * the order and its goods.
 */
export async function checkLateCoupon(tx: Tx, orderId: string, paidAt: Date | null): Promise<OverUsed | null> {
  const [taken] = await tx.$queryRaw<Taken[]>`
    SELECT d.promotion_id AS id, d.held, o.buyer_id AS "buyerId", o.receiver_phone AS phone
    FROM orders o JOIN order_discounts d ON d.order_id = o.id AND d.kind = 'coupon'
    WHERE o.id = ${orderId}::uuid AND (o.close_wanted = 'buyer' OR o.close_reason = 'buyer')
      AND COALESCE((SELECT min(e.created_at) FROM order_events e WHERE e.order_id = o.id AND e.kind IN ('close_asked', 'closed'))
        <= ${paidAt}::timestamptz, TRUE)`;
  if (!taken) return null;
  const { id, held, ...buyer } = taken;
  await tx.$queryRaw`SELECT 1 FROM promotions WHERE id = ${id}::int FOR NO KEY UPDATE`;
  // Others that were given up and have not closed yet are asked the same when their money comes.
  const others = Prisma.sql`o.id <> ${orderId}::uuid AND (o.status <> 'PENDING' OR o.close_wanted IS DISTINCT FROM 'buyer')`;
  const [now] = await tx.$queryRaw<{ name: string; total: number | null; perBuyer: number | null; used: number; uses: number }[]>`
    SELECT m.name, m.total, m.per_buyer AS "perBuyer", m.used, ${usesOf(buyer, others)} AS uses FROM promotions m WHERE m.id = ${id}::int`;
  if (!now) throw new Error(`the coupon of order ${orderId} is gone`);
  const { name: coupon, total, perBuyer } = now;
  if (perBuyer !== null && now.uses >= perBuyer) return { coupon, mostUses: perBuyer };
  return total !== null && now.used - (held ? 1 : 0) >= total ? { coupon, mostUses: total } : null;
}
