import "server-only";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { ORDER_VIEW_SELECT, toOrderView } from "./get-order";
import { olderThan } from "./older-than";
import type { OrderStatus, OrderView } from "./order";

/** after_sale: 售后, whatever came of it. */
export type OrderTab = "all" | "to_pay" | "to_ship" | "to_receive" | "after_sale" | "completed";

const PAGE_SIZE = 10;
export const STATUS_OF_TAB: Record<OrderTab, OrderStatus | undefined> = {
  all: undefined,
  to_pay: "PENDING",
  to_ship: "PAID",
  to_receive: "SHIPPED",
  after_sale: undefined,
  completed: "COMPLETED",
};

/** A refund that is asked for, or under way. */
export const AFTER_SALE_OPEN = ["REQUESTED", "PENDING"] as const;
/** What a buyer took back is as if nobody had asked. */
const AFTER_SALE = { refunds: { some: { status: { not: "WITHDRAWN" } } } } satisfies Prisma.OrderWhereInput;

/**
 * A buyer's own orders, newest first, ten at a time. `before` is the `next` of the page before: an order number, so that
 * orders placed meanwhile shift nothing; one that is not the buyer's is ignored.
 */
export async function listOrders(
  shop: Shop,
  buyerId: string,
  { tab, before }: { tab: OrderTab; before?: string | undefined },
): Promise<{ orders: OrderView[]; next: string | null }> {
  const status = STATUS_OF_TAB[tab];
  const cursor = before ? await shop.db.order.findFirst({ where: { no: before, buyerId }, select: { createdAt: true, id: true } }) : null;
  const where: Prisma.OrderWhereInput = {
    buyerId,
    ...(status && { status }),
    ...(tab === "after_sale" && AFTER_SALE),
    ...(cursor && olderThan(cursor)),
  };
  const rows = await shop.db.order.findMany({
    where,
    select: ORDER_VIEW_SELECT,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: PAGE_SIZE + 1,
  });
  const page = rows.slice(0, PAGE_SIZE);
  return { orders: page.map((row) => toOrderView(row, shop.now())), next: rows.length > PAGE_SIZE ? (page.at(-1)?.no ?? null) : null };
}
