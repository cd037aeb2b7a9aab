import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { boundsOf, dayOf } from "@/lib/shop/day";
import type { Shop } from "@/lib/shop/shop";
import type { DayFigures } from "./figures";

/** The first and the last of some days. */
export type Days = { from: string; to: string };

/**
 * What each day from the first to the last brought, oldest first, days without anything among them. Money is dated by Alipay's times: a
 * payment by when it was paid and a refund by when it was done, whenever the shop learnt of it, so that a day's sums are those of its
 * report and of Alipay's bill. Each payment has one transfer in the ledger, and the refunds of a payment that are done have those that
 * left Alipay (docs/decisions/0016, 0027): all days together are what the ledger's account `gateway` holds, but for what happens between its
 * three statements.
 */
export async function readDays({ db }: Pick<Shop, "db">, days: Days): Promise<DayFigures[]> {
  const [first, last] = [boundsOf(days.from), boundsOf(days.to)];
  if (!first || !last) throw new RangeError(`not days: ${days.from}, ${days.to}`);
  // A day is asked for by itself: its rows stand side by side in an index that has all that is added up, and none is dated or sorted.
  // China has no summer time, and the session's time zone must not bring its own: 24 hours, and not a day.
  const eachDay = <Row>(figures: Prisma.Sql) =>
    db.$queryRaw<(Row & { at: Date })[]>`
      SELECT d.at, it.* FROM generate_series(${first.from}::timestamptz, ${last.from}::timestamptz, interval '24 hours') AS d (at)
      CROSS JOIN LATERAL (${figures}) it ORDER BY d.at`;
  // At the same time, on connections of their own: where many were sold, the three take about as long as each other.
  const [payments, refunds, orders] = await Promise.all([
    eachDay<Pick<DayFigures, "payments" | "paidFen" | "held" | "heldFen">>(PAYMENTS),
    eachDay<Pick<DayFigures, "refunds" | "refundedFen" | "heldRefundedFen">>(REFUNDS),
    eachDay<Pick<DayFigures, "placed" | "placedAndPaid">>(ORDERS),
  ]);
  return payments.map((paid, n) => {
    const [refunded, placed] = [refunds[n], orders[n]];
    if (!refunded || !placed) throw new Error("the same days have as many rows each time");
    const { at, ...figures } = { ...paid, ...refunded, ...placed };
    return { day: dayOf(at), ...figures };
  });
}

const isOfDay = (column: string) => Prisma.raw(`${column} >= d.at AND ${column} < d.at + interval '24 hours'`);

/** Index: payments_paid_at_idx, which has what is added up. */
const PAYMENTS = Prisma.sql`
  SELECT count(*)::int AS payments, COALESCE(sum(amount_fen), 0)::bigint AS "paidFen",
    (count(*) FILTER (WHERE disposition = 'held'))::int AS held, COALESCE(sum(amount_fen) FILTER (WHERE disposition = 'held'), 0)::bigint AS "heldFen"
  FROM payments WHERE ${isOfDay("paid_at")}`;

/** Index: refunds_ended_at_idx. */
const REFUNDS = Prisma.sql`
  SELECT count(*)::int AS refunds, COALESCE(sum(done.amount_fen), 0)::bigint AS "refundedFen",
    COALESCE(sum(done.amount_fen) FILTER (WHERE paid.disposition = 'held'), 0)::bigint AS "heldRefundedFen"
  FROM refunds done JOIN payments paid ON paid.id = done.payment_id WHERE done.status = 'DONE' AND ${isOfDay("done.ended_at")}`;

/** Index: orders_created_at_id_idx, which has when they were paid. */
const ORDERS = Prisma.sql`
  SELECT count(*)::int AS placed, count(paid_at)::int AS "placedAndPaid" FROM orders WHERE ${isOfDay("created_at")}`;
