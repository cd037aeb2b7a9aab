import "server-only";
import type { Tx } from "@/lib/server/db";
import { ourBooks } from "./our-books";
import type { Day } from "./report";

/** `unreadableTrades` are those that the bill has in lines which cannot be read. */
type Compared = { day: Day; run: string; unreadableTrades: readonly string[] };

/**
 * Lays the staged bill beside our books, line by line, in the order of time, and writes the day's lines anew. An entry that the
 * bill has twice counts with its sum, so that a doubled one does not pass. Other business stands apart.
 */
export async function writeReport(tx: Tx, { day, run, unreadableTrades }: Compared): Promise<void> {
  await tx.reportLine.deleteMany({ where: { day: day.day } });
  await tx.$executeRaw`
    WITH bill AS (
      SELECT type, trade_no, COALESCE(out_request_no, '') AS request, min(out_request_no) AS out_request_no,
        min(out_trade_no) AS out_trade_no, sum(amount_fen)::bigint AS fen, min(at) AS at, bool_or(is_missing) AS is_missing
      FROM bill_lines WHERE run = ${run}::uuid AND NOT is_foreign GROUP BY type, trade_no, request
    ), ours AS (${ourBooks(day, run)}), lines AS (
      SELECT COALESCE(bill.type, ours.type) AS type, COALESCE(bill.trade_no, ours.trade_no) AS trade_no,
        COALESCE(bill.out_trade_no, ours.out_trade_no) AS out_trade_no, COALESCE(bill.out_request_no, ours.out_request_no) AS out_request_no,
        ours.order_id, bill.fen AS bill_fen, ours.fen AS our_fen, COALESCE(bill.at, ours.at) AS at,
        CASE
          WHEN bill.fen IS NULL AND ours.trade_no = ANY(${[...unreadableTrades]}) THEN 'unreadable'
          WHEN bill.fen IS NULL THEN 'only_here'
          WHEN ours.fen IS NULL THEN 'only_there'
          WHEN bill.fen <> ours.fen THEN 'amount_differs'
          WHEN bill.is_missing THEN 'restored'
          ELSE 'same'
        END AS verdict
      FROM bill FULL JOIN ours ON ours.type = bill.type AND ours.trade_no = bill.trade_no AND ours.request = bill.request
      UNION ALL
      SELECT type, trade_no, out_trade_no, out_request_no, NULL, amount_fen, NULL, at, 'foreign'
      FROM bill_lines WHERE run = ${run}::uuid AND is_foreign
    )
    INSERT INTO report_lines (day, type, verdict, trade_no, out_trade_no, out_request_no, order_no, bill_fen, our_fen, at)
    SELECT ${day.day}, l.type, l.verdict, l.trade_no, l.out_trade_no, l.out_request_no, o.no, l.bill_fen, l.our_fen, l.at
    FROM lines l LEFT JOIN orders o ON o.id = l.order_id ORDER BY l.at, l.trade_no, l.out_request_no NULLS FIRST`;
}

/** Counts and sums of a day's lines, in fen. */
export async function totalsOf(tx: Tx, day: string): Promise<Totals> {
  const [totals] = await tx.$queryRaw<Totals[]>`
    SELECT
      count(*) FILTER (WHERE l.type = 'payment' AND l.is_own AND l.bill_fen IS NOT NULL)::int AS "billPayments",
      COALESCE(sum(l.bill_fen) FILTER (WHERE l.type = 'payment' AND l.is_own), 0)::bigint AS "billPaymentsFen",
      count(*) FILTER (WHERE l.type = 'refund' AND l.is_own AND l.bill_fen IS NOT NULL)::int AS "billRefunds",
      COALESCE(sum(l.bill_fen) FILTER (WHERE l.type = 'refund' AND l.is_own), 0)::bigint AS "billRefundsFen",
      count(*) FILTER (WHERE l.type = 'payment' AND l.our_fen IS NOT NULL)::int AS "ourPayments",
      COALESCE(sum(l.our_fen) FILTER (WHERE l.type = 'payment'), 0)::bigint AS "ourPaymentsFen",
      count(*) FILTER (WHERE l.type = 'refund' AND l.our_fen IS NOT NULL)::int AS "ourRefunds",
      COALESCE(sum(l.our_fen) FILTER (WHERE l.type = 'refund'), 0)::bigint AS "ourRefundsFen",
      count(*) FILTER (WHERE l.type = 'payment' AND NOT l.is_own)::int AS "otherPayments",
      COALESCE(sum(l.bill_fen) FILTER (WHERE l.type = 'payment' AND NOT l.is_own), 0)::bigint AS "otherPaymentsFen",
      count(*) FILTER (WHERE l.type = 'refund' AND NOT l.is_own)::int AS "otherRefunds",
      COALESCE(sum(l.bill_fen) FILTER (WHERE l.type = 'refund' AND NOT l.is_own), 0)::bigint AS "otherRefundsFen",
      count(*) FILTER (WHERE l.verdict = 'restored')::int AS restored,
      count(*) FILTER (WHERE l.verdict IN ('amount_differs', 'only_there', 'only_here'))::int AS differences
    FROM (SELECT *, verdict <> 'foreign' AS is_own FROM report_lines WHERE day = ${day}) l`;
  if (!totals) throw new Error("a count has no row");
  return totals;
}

type Side = "bill" | "our" | "other";
export type Totals = Record<
  `${Side}${"Payments" | "Refunds"}` | `${Side}${"Payments" | "Refunds"}Fen` | "restored" | "differences",
  number
>;
