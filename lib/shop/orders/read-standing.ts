import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { runOn } from "@/lib/server/sql";
import { readTogether } from "@/lib/server/together";
import type { Shop } from "@/lib/shop/shop";
import { markOf, phaseOf, type StandingRow } from "./get-order";
import { type OrderStatusAnswer, type RefundStatus, standingOf } from "./order";

type Pool = Shop["pool"];
/** Times come as PostgreSQL writes them in JSON. */
type Row = Omit<StandingRow, "attempts"> & {
  id: string;
  parcelChanges: number;
  termChanges: number;
  refunds: { status: RefundStatus }[];
  attempts: (Pick<StandingRow["attempts"][number], "status"> & Record<"returnedAt" | "unansweredSince" | "withheldSince", string | null>)[];
};

const readers = new WeakMap<Pool, (id: string) => Promise<Row | undefined>>();

/**
 * How an order stands now. All that ask at the same moment are one statement, since a poll reads little and there may be a thousand
 * of them; who may see the order was asked before, for each on its own.
 * @throws where there is no such order
 */
export async function readStanding(shop: Shop, orderId: string): Promise<OrderStatusAnswer> {
  const row = await readerOf(shop.pool)(orderId);
  if (!row) throw new Error(`there is no order ${orderId}`);
  const now = shop.now();
  const attempts = row.attempts.map(({ status, ...times }) => ({
    status,
    returnedAt: toDate(times.returnedAt),
    unansweredSince: toDate(times.unansweredSince),
    withheldSince: toDate(times.withheldSince),
  }));
  const standing = standingOf({ ...row, phase: phaseOf({ ...row, attempts }, now), ...markOf(row.payments, row.refunds) });
  return { ...standing, expiresAt: row.expiresAt.toISOString(), now: now.toISOString() };
}

function toDate(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function readerOf(pool: Pool): (id: string) => Promise<Row | undefined> {
  const reader = readers.get(pool) ?? readTogether((ids: string[]) => readRows(pool, ids));
  readers.set(pool, reader);
  return reader;
}

async function readRows(pool: Pool, ids: string[]): Promise<Map<string, Row>> {
  const rows = await runOn(pool)<Row>(Prisma.sql`
    SELECT o.id, o.status, o.expires_at AS "expiresAt", o.close_wanted AS "closeWanted", o.close_reason AS "closeReason",
      o.parcel_changes AS "parcelChanges", o.term_changes AS "termChanges",
      ${listOf(Prisma.sql`'status', a.status, 'returnedAt', a.returned_at, 'unansweredSince', a.unanswered_since, 'withheldSince', a.withheld_since`, Prisma.sql`payment_attempts a WHERE a.order_id = o.id`)} AS attempts,
      ${listOf(Prisma.sql`'tradeNo', p.trade_no, 'disposition', p.disposition, 'amountFen', p.amount_fen, 'refundingFen', p.refunding_fen, 'refundedFen', p.refunded_fen`, Prisma.sql`payments p WHERE p.order_id = o.id`)} AS payments,
      ${listOf(Prisma.sql`'tradeNo', d.trade_no`, Prisma.sql`discrepancies d WHERE d.order_id = o.id AND d.keep_money`)} AS discrepancies,
      ${listOf(Prisma.sql`'status', r.status`, Prisma.sql`refunds r WHERE r.order_id = o.id`, Prisma.sql` ORDER BY r.id`)} AS refunds
    FROM orders o WHERE o.id = ANY(${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

function listOf(fields: Prisma.Sql, from: Prisma.Sql, order = Prisma.empty): Prisma.Sql {
  return Prisma.sql`(SELECT COALESCE(json_agg(json_build_object(${fields})${order}), '[]') FROM ${from})`;
}
