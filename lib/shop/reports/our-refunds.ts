import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { isBilledElsewhere } from "./our-payments";
import type { Day } from "./report";

/**
 * The refunds of our books that belong beside a day's bill, whose lines are staged as `run`: those of the day that it can list, and
 * those that the bill names, whatever day we dated them. One that another day's bill has is not missing from this one's.
 */
export function ourRefunds({ day, from, to, contracts }: Day, run: string): Prisma.Sql {
  const columns = Prisma.sql`'refund' AS type, p.trade_no, r.out_request_no AS request, r.out_request_no, p.out_trade_no,
    r.amount_fen AS fen, COALESCE(r.ended_at, r.created_at) AS at, r.order_id`;
  return Prisma.sql`(
    SELECT ${columns} FROM refunds r JOIN payments p ON p.id = r.payment_id
    WHERE r.status = 'DONE' AND (p.trade_no, r.out_request_no) IN (
      SELECT b.trade_no, b.out_request_no FROM bill_lines b WHERE b.run = ${run}::uuid AND b.type = 'refund')
    UNION SELECT ${columns} FROM refunds r JOIN payments p ON p.id = r.payment_id
    WHERE r.status = 'DONE' AND r.ended_at >= ${from} AND r.ended_at < ${to} AND p.contract = ANY(${contracts}) AND NOT EXISTS (
      SELECT 1 FROM report_lines l WHERE l.trade_no = p.trade_no AND l.type = 'refund' AND l.out_request_no = r.out_request_no
        AND ${isBilledElsewhere(day)}))`;
}
