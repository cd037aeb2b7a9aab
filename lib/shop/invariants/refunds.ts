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

  /** Somebody looks after each refund that is under way, and after no other. Reads all refunds once. */
  refund_unwatched: () => Prisma.sql`
    SELECT r.out_request_no AS "refundNo", o.no AS "orderNo", r.status
    FROM refunds r LEFT JOIN orders o ON o.id = r.order_id WHERE (r.status = 'PENDING') <> (r.due_at IS NOT NULL)`,
} satisfies Record<string, FindOffenders>;
