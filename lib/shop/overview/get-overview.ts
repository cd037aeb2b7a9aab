import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { LOW_STOCK } from "@/lib/shop/catalog/product";
import { type Count, MOST_LISTED, toCount } from "@/lib/shop/count";
import { boundsAround } from "@/lib/shop/day";
import type { Shop } from "@/lib/shop/shop";

/** Work that has been due for longer than this shows that the worker stands still, in ms. */
const OVERDUE_MS = 3 * 60_000;
const MOST = 8;

export type Overview = {
  today: { orders: number; sumFen: number };
  toShip: Count;
  toPay: Count;
  openDiscrepancies: Count;
  /** Refunds that wait for the owner: a buyer's request to answer, or a page of Alipay to confirm on. */
  waitingRefunds: Count;
  nextToShip: { no: string; receiverName: string; totalFen: number; paidAt: Date | null }[];
  lowStock: { productId: number; title: string; variantName: string; stock: number }[];
  /** How many orders have a late review, which shows that the worker stands still. */
  worker: { overdue: Count };
};

/**
 * What the owner wants to know first. The one read that crosses all nouns of the shop, so it may import any of them and none
 * may import it. "Today" is the day in Asia/Shanghai on which an order was paid.
 */
export async function getOverview(shop: Shop): Promise<Overview> {
  const now = shop.now();
  const [today, counts, nextToShip, lowStock] = await Promise.all([
    readToday(shop, now),
    readCounts(shop, now),
    shop.db.order.findMany({
      where: { status: "PAID" },
      select: { no: true, receiverName: true, totalFen: true, paidAt: true },
      orderBy: { paidAt: "asc" },
      take: MOST,
    }),
    readLowStock(shop),
  ]);
  const { overdue, ...waiting } = counts;
  return { today, ...waiting, nextToShip, lowStock, worker: { overdue } };
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

async function readToday(shop: Shop, now: Date): Promise<Overview["today"]> {
  const { from, to } = boundsAround(now);
  const { _count, _sum } = await shop.db.order.aggregate({
    where: { status: { in: ["PAID", "SHIPPED", "COMPLETED"] }, paidAt: { gte: from, lt: to } },
    _count: true,
    _sum: { totalFen: true },
  });
  return { orders: _count, sumFen: _sum.totalFen ?? 0 };
}

async function readLowStock(shop: Shop): Promise<Overview["lowStock"]> {
  const rows = await shop.db.variant.findMany({
    where: { active: true, stock: { lte: LOW_STOCK }, product: { onSale: true } },
    select: { productId: true, name: true, stock: true, product: { select: { title: true } } },
    orderBy: [{ stock: "asc" }, { id: "asc" }],
    take: MOST,
  });
  return rows.map(({ name, product, ...row }) => ({ ...row, variantName: name, title: product.title }));
}
