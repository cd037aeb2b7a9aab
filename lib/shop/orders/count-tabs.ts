import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { type Count, MOST_FOUND, MOST_LISTED, toCount } from "@/lib/shop/count";
import type { Moments } from "@/lib/shop/day-range";
import type { Shop } from "@/lib/shop/shop";
import type { Condition } from "./find-orders";
import type { OrderStatus } from "./order";
import { IN_REFUND, IN_TROUBLE, isPlacedWithin, type OwnerOrderTab, STATUS_OF, type StatusTab } from "./owner-order-tab";

/** How many orders each tab holds; null where that was not counted. */
export type TabCounts = Record<OwnerOrderTab, Count | null>;

const STATUS_TABS = Object.keys(STATUS_OF) as StatusTab[];

/** Of all orders that were placed then: up to 999 in each tab, which an index gives without a look at any order. */
export async function countListed({ db }: Shop, placed: Moments): Promise<TabCounts> {
  const most = MOST_LISTED + 1;
  // In the order of the index, so that it is read and not the table.
  const ofStatus = (tab: StatusTab) =>
    Prisma.sql`(SELECT count(*) FROM (SELECT 1 FROM orders o WHERE o.status = ${STATUS_OF[tab]}::"OrderStatus" AND ${isPlacedWithin(placed)} ORDER BY o.created_at DESC LIMIT ${most}) it)::int`;
  const isAnyDay = !placed.from && !placed.to;
  const ofOrders = (orders: Prisma.Sql) =>
    isAnyDay
      ? Prisma.sql`(SELECT count(*) FROM (SELECT DISTINCT it.order_id FROM (${orders}) it WHERE it.order_id IS NOT NULL LIMIT ${most}) it)::int`
      : Prisma.sql`(SELECT count(*) FROM (SELECT 1 FROM orders o WHERE o.id IN (${orders}) AND ${isPlacedWithin(placed)} LIMIT ${most}) it)::int`;
  const columns = [
    ...STATUS_TABS.map((tab) => Prisma.sql`${ofStatus(tab)} AS ${Prisma.raw(tab)}`),
    Prisma.sql`${ofOrders(IN_REFUND)} AS refund`,
    Prisma.sql`${ofOrders(IN_TROUBLE)} AS trouble`,
  ];
  const [row] = await db.$queryRaw<Record<Exclude<OwnerOrderTab, "all">, number>[]>`SELECT ${Prisma.join(columns)}`;
  if (!row) throw new Error("a row of counts is always one");
  const all = STATUS_TABS.reduce((sum, tab) => sum + row[tab], 0);
  const counts = Object.entries({ all, ...row }).map(([tab, counted]) => [tab, toCount(counted)]);
  return Object.fromEntries(counts) as TabCounts;
}

type Found = { status: OrderStatus; refund: boolean; trouble: boolean };

/**
 * Of the orders that were placed then and for which one of the conditions holds. What finds more than 99 is not told apart by tabs: that
 * would be to look at all of them.
 */
export async function countFound({ db }: Shop, found: readonly Condition[], placed: Moments): Promise<TabCounts> {
  // Of all days it is known; of some, the many may be few.
  if (!placed.from && !placed.to && found.some(({ isMany }) => isMany)) return tabCounts(MOST_FOUND + 1, () => null);
  const newest = found.map(
    ({ sql }) =>
      Prisma.sql`(SELECT o.id, o.status FROM orders o WHERE ${sql} AND ${isPlacedWithin(placed)} ORDER BY o.created_at DESC LIMIT ${MOST_FOUND + 1})`,
  );
  const rows =
    newest.length === 0
      ? []
      : await db.$queryRaw<Found[]>`
          SELECT o.status::text AS status, EXISTS (${IN_REFUND} AND r.order_id = o.id) AS refund,
            EXISTS (${IN_TROUBLE} AND d.order_id = o.id) AS trouble
          FROM (${Prisma.join(newest, " UNION ")}) o LIMIT ${MOST_FOUND + 1}`;
  const isMany = rows.length > MOST_FOUND;
  return tabCounts(rows.length, (isIn) => (isMany ? null : rows.filter(isIn).length));
}

function tabCounts(all: number, count: (isIn: (order: Found) => boolean) => number | null): TabCounts {
  const ofStatus = STATUS_TABS.map((tab) => [tab, count(({ status }) => status === STATUS_OF[tab])]);
  return {
    all: toCount(all, MOST_FOUND),
    ...(Object.fromEntries(ofStatus) as Record<StatusTab, number | null>),
    refund: count(({ refund }) => refund),
    trouble: count(({ trouble }) => trouble),
  };
}
