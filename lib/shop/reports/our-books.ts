import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { ourPayments } from "./our-payments";
import { ourRefunds } from "./our-refunds";
import type { Day } from "./report";

/**
 * What our books have beside a day's bill, whose lines are staged as `run`. Columns: type, trade_no, request (the refund's number,
 * empty for a payment), out_request_no, out_trade_no, fen, at, order_id.
 */
export function ourBooks(day: Day, run: string): Prisma.Sql {
  return Prisma.sql`${ourPayments(day, run)} UNION ALL ${ourRefunds(day, run)}`;
}

/** Whether our books know of nothing on a day. */
export async function isQuietDay(shop: Shop, day: Day): Promise<boolean> {
  const noBill = "00000000-0000-0000-0000-000000000000";
  const rows = await shop.db.$queryRaw<object[]>`SELECT 1 AS one FROM (${ourBooks(day, noBill)}) ours LIMIT 1`;
  return rows.length === 0;
}
