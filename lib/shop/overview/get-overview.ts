import "server-only";
import { LOW_STOCK } from "@/lib/shop/catalog/product";
import { boundsAround } from "@/lib/shop/day";
import type { Shop } from "@/lib/shop/shop";

/** Work that has been due for longer than this shows that the worker stands still, in ms. */
const OVERDUE_MS = 3 * 60_000;
const MOST = 8;

export type Overview = {
  today: { orders: number; sumFen: number };
  toShip: number;
  toPay: number;
  openDiscrepancies: number;
  /** Refunds that wait for the owner: a buyer's request to answer, or a page of Alipay to confirm on. */
  waitingRefunds: number;
  nextToShip: { no: string; receiverName: string; totalFen: number; paidAt: Date | null }[];
  lowStock: { productId: number; title: string; variantName: string; stock: number }[];
  /** How many orders have a late review, which shows that the worker stands still. */
  worker: { overdue: number };
};

/**
 * What the owner wants to know first. The one read that crosses all nouns of the shop, so it may import any of them and none
 * may import it. "Today" is the day in Asia/Shanghai on which an order was paid.
 */
export async function getOverview(shop: Shop): Promise<Overview> {
  const now = shop.now();
  const [today, groups, openDiscrepancies, waitingRefunds, nextToShip, lowStock, overdue] = await Promise.all([
    readToday(shop, now),
    shop.db.order.groupBy({ by: ["status"], where: { status: { in: ["PENDING", "PAID"] } }, _count: true }),
    shop.db.discrepancy.count({ where: { resolvedAt: null } }),
    shop.db.refund.count({ where: { OR: [{ status: "REQUESTED" }, { confirmUrl: { not: null } }] } }),
    shop.db.order.findMany({
      where: { status: "PAID" },
      select: { no: true, receiverName: true, totalFen: true, paidAt: true },
      orderBy: { paidAt: "asc" },
      take: MOST,
    }),
    readLowStock(shop),
    shop.db.order.count({ where: { dueAt: { lt: new Date(now.getTime() - OVERDUE_MS) } } }),
  ]);
  const of = (status: string) => groups.find((group) => group.status === status)?._count ?? 0;
  return {
    today,
    toShip: of("PAID"),
    toPay: of("PENDING"),
    openDiscrepancies,
    waitingRefunds,
    nextToShip,
    lowStock,
    worker: { overdue },
  };
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
