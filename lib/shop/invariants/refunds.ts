import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { FindOffenders } from "./invariant";

/** Never more goes back than came, and each refund is counted once. */
export const REFUNDS = {
  /** A payment's two sums are those of its refunds. Reads all payments and all refunds once. */
  refund_sums_differ: () => Prisma.sql`
    SELECT p.trade_no AS "tradeNo", o.no AS "orderNo", p.refunding_fen AS "refundingFen", p.refunded_fen AS "refundedFen",
      COALESCE(r.promised, 0) AS "promisedFen", COALESCE(r.done, 0) AS "doneFen"
    FROM payments p LEFT JOIN (
      SELECT payment_id, sum(amount_fen) FILTER (WHERE status IN ('PENDING', 'DONE')) AS promised,
        sum(amount_fen) FILTER (WHERE status = 'DONE') AS done
      FROM refunds GROUP BY payment_id
    ) r ON r.payment_id = p.id LEFT JOIN orders o ON o.id = p.order_id
    WHERE p.refunding_fen <> COALESCE(r.promised, 0) OR p.refunded_fen <> COALESCE(r.done, 0)`,

  /** Reads all payments once. */
  more_refunded_than_paid: () => Prisma.sql`
    SELECT p.trade_no AS "tradeNo", o.no AS "orderNo", p.amount_fen AS "amountFen", p.refunding_fen AS "refundingFen"
    FROM payments p LEFT JOIN orders o ON o.id = p.order_id
    WHERE p.refunding_fen > p.amount_fen OR p.refunded_fen > p.refunding_fen OR p.refunded_fen < 0`,

  /**
   * What goes back as an order's freight is at most its freight, and part of a refund; money that paid no order has none. Reads all
   * refunds once.
   */
  more_freight_refunded_than_paid: () => Prisma.sql`
    SELECT p.trade_no AS "tradeNo", o.no AS "orderNo", COALESCE(o.shipping_fen, 0) AS "shippingFen", r.freight AS "freightFen"
    FROM (
      SELECT payment_id, COALESCE(sum(freight_fen) FILTER (WHERE status IN ('PENDING', 'DONE')), 0) AS freight,
        bool_or(freight_fen > amount_fen) AS is_more
      FROM refunds WHERE freight_fen <> 0 GROUP BY payment_id
    ) r JOIN payments p ON p.id = r.payment_id LEFT JOIN orders o ON o.id = p.order_id AND p.disposition = 'settled'
    WHERE r.freight > COALESCE(o.shipping_fen, 0) OR r.is_more`,

  /** Somebody looks after each refund that is under way, and after no other. Reads all refunds once. */
  refund_unwatched: () => Prisma.sql`
    SELECT r.out_request_no AS "refundNo", o.no AS "orderNo", r.status
    FROM refunds r LEFT JOIN orders o ON o.id = r.order_id WHERE (r.status = 'PENDING') <> (r.due_at IS NOT NULL)`,

  /** Money that has left belongs to a day, or the books of all days together would have more than Alipay's account. Index: refunds_ended_at_idx. */
  refund_of_no_day: () => Prisma.sql`
    SELECT r.out_request_no AS "refundNo", o.no AS "orderNo", r.amount_fen AS "amountFen"
    FROM refunds r LEFT JOIN orders o ON o.id = r.order_id WHERE r.ended_at IS NULL AND r.status = 'DONE'`,
} satisfies Record<string, FindOffenders>;
