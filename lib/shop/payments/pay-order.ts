import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { RunSql } from "@/lib/server/sql";
import type { InboxEntry } from "@/lib/shop/inbox/inbox";
import { PAYING_COLUMNS, payingParts, type Reported, tradeRow, WAKE_PAGE } from "./paying";

type Paying = Reported & {
  from: "PENDING" | "CLOSED";
  /** Also an order whose closing was asked for. */
  evenIfGivenUp?: boolean;
  entry?: InboxEntry | undefined;
};

/**
 * Makes an order paid by one conditional statement (payingParts), its inbox row and wake-up call included. It matches no order,
 * and changes nothing, when the number is unknown, the amount is not the attempt's, the order is no longer what it was (`from`),
 * or the trade is booked already; a trade that is being booked at the same moment is a unique violation. For a CLOSED order the caller
 * has made sure that the goods are there.
 * @returns the order's id, or null when the trade matches none
 */
export async function payOrder(run: RunSql, { from, evenIfGivenUp = true, entry, ...reported }: Paying): Promise<string | null> {
  const kept = entry
    ? Prisma.sql`, kept AS (${entry({ verdict: "paid", answer: "success" }, Prisma.sql`SELECT id FROM paid`)})`
    : Prisma.empty;
  const rows = await run<{ id: string }>(Prisma.sql`
    WITH reported AS (SELECT 1 AS n, it.* FROM json_to_recordset(${JSON.stringify([tradeRow(reported)])}::json) AS it (${PAYING_COLUMNS}) LIMIT 1),
    ${payingParts(Prisma.sql`reported`, { from, evenIfGivenUp, at: reported.at })}${kept}
    SELECT paid.id, ${WAKE_PAGE} FROM paid`);
  return rows[0]?.id ?? null;
}
