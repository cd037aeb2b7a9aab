import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { DayFigures } from "@/lib/shop/books/figures";
import { listScarce, type Scarce } from "@/lib/shop/books/list-scarce";
import { readDays } from "@/lib/shop/books/read-days";
import { type Count, MOST_LISTED, toCount } from "@/lib/shop/count";
import { dayOf } from "@/lib/shop/day";
import { quickDays } from "@/lib/shop/day-range";
import type { Shop } from "@/lib/shop/shop";

/** Work that has been due for longer than this shows that the worker stands still, in ms. */
const OVERDUE_MS = 3 * 60_000;
const MOST = 8;

export type Overview = {
  /** The last thirty days, oldest first; the last one is today. */
  days: DayFigures[];
  toShip: Count;
  toPay: Count;
  openDiscrepancies: Count;
  /** Refunds that wait for the owner: a buyer's request to answer, or a page of Alipay to confirm on. */
  waitingRefunds: Count;
  nextToShip: { no: string; receiverName: string; totalFen: number; paidAt: Date | null }[];
  scarce: Scarce;
  /** How many orders have a late review, which shows that the worker stands still. */
  worker: { overdue: Count };
};

/**
 * What the owner wants to know first. The one read that crosses all nouns of the shop, so it may import any of them and none
 * may import it. Days are those of Asia/Shanghai.
 */
export async function getOverview(shop: Shop): Promise<Overview> {
  const now = shop.now();
  const [days, counts, nextToShip, scarce] = await Promise.all([
    readDays(shop, quickDays("month", dayOf(now))),
    readCounts(shop, now),
    readNextToShip(shop),
    listScarce(shop, MOST),
  ]);
  const { overdue, ...waiting } = counts;
  return { days, ...waiting, nextToShip, scarce, worker: { overdue } };
}

/** Index: orders_to_send, which PostgreSQL takes where the status is written out, and not where Prisma's client casts it from a text. */
async function readNextToShip({ db }: Shop): Promise<Overview["nextToShip"]> {
  return db.$queryRaw`
    SELECT no, receiver_name AS "receiverName", total_fen AS "totalFen", paid_at AS "paidAt" FROM orders
    WHERE status = 'PAID' ORDER BY paid_at LIMIT ${MOST}`;
}

type Counts = Pick<Overview, "toShip" | "toPay" | "openDiscrepancies" | "waitingRefunds"> & Overview["worker"];

/** Each is counted up to a limit, in the order of an index that has those rows and no other. */
async function readCounts({ db }: Shop, now: Date): Promise<Counts> {
  const count = (rows: Prisma.Sql) => Prisma.sql`(SELECT count(*) FROM (${rows} LIMIT ${MOST_LISTED + 1}) it)::int`;
  const late = new Date(now.getTime() - OVERDUE_MS);
  const [row] = await db.$queryRaw<Record<keyof Counts, number>[]>`SELECT
    ${count(Prisma.sql`SELECT 1 FROM orders WHERE status = 'PAID' ORDER BY paid_at`)} AS "toShip",
    ${count(Prisma.sql`SELECT 1 FROM orders WHERE status = 'PENDING' ORDER BY created_at DESC`)} AS "toPay",
    ${count(Prisma.sql`SELECT 1 FROM discrepancies WHERE resolved_at IS NULL ORDER BY created_at DESC`)} AS "openDiscrepancies",
    ${count(Prisma.sql`SELECT 1 FROM refunds WHERE status = 'REQUESTED' OR confirm_url IS NOT NULL ORDER BY id`)} AS "waitingRefunds",
    ${count(Prisma.sql`SELECT 1 FROM orders WHERE due_at < ${late} ORDER BY due_at`)} AS overdue`;
  if (!row) throw new Error("a row of counts is always one");
  return Object.fromEntries(Object.entries(row).map(([name, counted]) => [name, toCount(counted)])) as Counts;
}
