import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { FindOffenders } from "./invariant";
import { isPlacedIn } from "./span";

/** What came off an order is what its discounts and its lines say, and a coupon is used as often as orders hold it. */
export const DISCOUNTS = {
  /**
   * An order's discounts and its lines' shares both add up to what came off it; one that closed unpaid holds none of them any more, and
   * all others do. Indexes: orders_created_at_id_idx, order_discounts_pkey, order_lines_order_id_idx.
   */
  order_discount_differs: ({ placed }) => Prisma.sql`
    SELECT o.no AS "orderNo", o.status::text AS status, o.discount_fen AS "discountFen", d.fen AS "partsFen", l.fen AS "sharesFen"
    FROM orders o CROSS JOIN LATERAL (
      SELECT COALESCE(sum(amount_fen), 0) AS fen, COALESCE(bool_and(held), TRUE) AS all_held, COALESCE(bool_or(held), FALSE) AS any_held
      FROM order_discounts WHERE order_id = o.id
    ) d CROSS JOIN LATERAL (
      SELECT COALESCE(sum(discount_fen), 0) AS fen FROM order_lines WHERE order_id = o.id
    ) l
    WHERE ${isPlacedIn(placed)} AND (o.discount_fen <> d.fen OR o.discount_fen <> l.fen
      OR CASE WHEN o.status = 'CLOSED' AND o.close_reason <> 'refunded' THEN d.any_held ELSE NOT d.all_held END)`,

  /** Reads all coupons, and by order_discounts_promotion_id_idx who used them. */
  coupon_uses_differ: () => Prisma.sql`
    SELECT m.code, m.used, u.held FROM promotions m CROSS JOIN LATERAL (
      SELECT count(*)::int AS held FROM order_discounts d WHERE d.promotion_id = m.id AND d.held
    ) u WHERE m.kind = 'coupon' AND m.used <> u.held`,
} satisfies Record<string, FindOffenders>;
