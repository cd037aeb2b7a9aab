import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { runOn } from "@/lib/server/sql";
import type { Shop } from "@/lib/shop/shop";

/** A payment whose counters are not what the ledger says, in fen. */
export type Imbalance = {
  tradeNo: string;
  booked: { amountFen: number; refundingFen: number; refundedFen: number };
  ledger: { amountFen: number; refundingFen: number; refundedFen: number };
};

type Row = { tradeNo: string } & Record<"amountFen" | "refundingFen" | "refundedFen" | "paidFen" | "promisedFen" | "returnedFen", number>;

/**
 * Recomputes the counters of all payments from the ledger, and names those that differ, `most` at the most. What a payment
 * has promised is what left its own account and did not come back; what it has returned is what left Alipay. One pass over
 * both tables, by the index on payment_id.
 */
export async function findImbalances(shop: Shop, most = 20): Promise<Imbalance[]> {
  const rows = await runOn(shop.pool)<Row>(Prisma.sql`
    SELECT p.trade_no AS "tradeNo", p.amount_fen AS "amountFen", p.refunding_fen AS "refundingFen", p.refunded_fen AS "refundedFen",
      coalesce(l.paid, 0) AS "paidFen", coalesce(l.promised, 0) AS "promisedFen", coalesce(l.returned, 0) AS "returnedFen"
    FROM payments p LEFT JOIN (
      SELECT payment_id,
        sum(amount_fen) FILTER (WHERE cause = 'payment')::bigint AS paid,
        (sum(CASE cause WHEN 'promise' THEN amount_fen WHEN 'release' THEN -amount_fen ELSE 0 END))::bigint AS promised,
        sum(amount_fen) FILTER (WHERE cause = 'refund')::bigint AS returned
      FROM ledger_transfers GROUP BY payment_id
    ) l ON l.payment_id = p.id
    WHERE p.amount_fen <> coalesce(l.paid, 0) OR p.refunding_fen <> coalesce(l.promised, 0) OR p.refunded_fen <> coalesce(l.returned, 0)
    ORDER BY p.id LIMIT ${most}`);
  return rows.map(({ tradeNo, amountFen, refundingFen, refundedFen, paidFen, promisedFen, returnedFen }) => ({
    tradeNo,
    booked: { amountFen, refundingFen, refundedFen },
    ledger: { amountFen: paidFen, refundingFen: promisedFen, refundedFen: returnedFen },
  }));
}
