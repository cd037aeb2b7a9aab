import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { FindOffenders } from "./invariant";

/** The counters of payments are caches of the ledger (docs/decisions/0016). */
export const LEDGER = {
  /**
   * Recomputed from the ledger, a payment has other sums. What it has promised is what left its own account and did not come back;
   * what it has returned is what left Alipay. Reads all payments and all transfers once.
   */
  counters_differ_from_ledger: () => Prisma.sql`
    SELECT p.trade_no AS "tradeNo", o.no AS "orderNo", p.amount_fen AS "amountFen", p.refunding_fen AS "refundingFen",
      p.refunded_fen AS "refundedFen", COALESCE(l.paid, 0) AS "ledgerFen", COALESCE(l.promised, 0) AS "ledgerRefundingFen",
      COALESCE(l.returned, 0) AS "ledgerRefundedFen"
    FROM payments p LEFT JOIN (
      SELECT payment_id, sum(amount_fen) FILTER (WHERE cause = 'payment') AS paid,
        sum(CASE cause WHEN 'promise' THEN amount_fen WHEN 'release' THEN -amount_fen ELSE 0 END) AS promised,
        sum(amount_fen) FILTER (WHERE cause = 'refund') AS returned
      FROM ledger_transfers GROUP BY payment_id
    ) l ON l.payment_id = p.id LEFT JOIN orders o ON o.id = p.order_id
    WHERE p.amount_fen <> COALESCE(l.paid, 0) OR p.refunding_fen <> COALESCE(l.promised, 0) OR p.refunded_fen <> COALESCE(l.returned, 0)`,
} satisfies Record<string, FindOffenders>;
