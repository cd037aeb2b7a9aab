import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { Day } from "./report";

/**
 * The payments of our books that belong beside a day's bill, whose lines are staged as `run`: those of the day that it can list, and those that
 * the bill names, whatever day we dated them. One that another day's bill has is not missing from this one's.
 */
export function ourPayments({ day, from, to, contracts }: Day, run: string): Prisma.Sql {
  const columns = Prisma.sql`'payment' AS type, p.trade_no, '' AS request, NULL::text AS out_request_no, p.out_trade_no,
    p.amount_fen AS fen, p.paid_at AS at, p.order_id`;
  return Prisma.sql`(
    SELECT ${columns} FROM payments p
    WHERE p.trade_no IN (SELECT b.trade_no FROM bill_lines b WHERE b.run = ${run}::uuid AND b.type = 'payment')
    UNION SELECT ${columns} FROM payments p
    WHERE p.paid_at >= ${from} AND p.paid_at < ${to} AND p.contract = ANY(${contracts}) AND NOT EXISTS (
      SELECT 1 FROM report_lines l WHERE l.trade_no = p.trade_no AND l.type = 'payment' AND ${isBilledElsewhere(day)}))`;
}

/** Of a line `l`: it stands in another day's bill. */
export function isBilledElsewhere(day: string): Prisma.Sql {
  return Prisma.sql`l.bill_fen IS NOT NULL AND l.verdict <> 'foreign' AND l.day <> ${day}`;
}
