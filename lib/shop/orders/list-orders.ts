import "server-only";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { ORDER_VIEW_SELECT, toOrderView } from "./get-order";
import { olderThan } from "./older-than";
import type { OrderStatus, OrderView } from "./order";

export type OrderTab = "all" | "to_pay" | "to_ship" | "to_receive" | "completed";

const PAGE_SIZE = 10;
const STATUS_OF_TAB: Record<OrderTab, OrderStatus | undefined> = {
  all: undefined,
  to_pay: "PENDING",
  to_ship: "PAID",
  to_receive: "SHIPPED",
  completed: "COMPLETED",
};

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
  const where: Prisma.OrderWhereInput = { buyerId, ...(status && { status }), ...(cursor && olderThan(cursor)) };
  const rows = await shop.db.order.findMany({
    where,
    select: ORDER_VIEW_SELECT,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: PAGE_SIZE + 1,
  });
  const page = rows.slice(0, PAGE_SIZE);
  return { orders: page.map((row) => toOrderView(row, shop.now())), next: rows.length > PAGE_SIZE ? (page.at(-1)?.no ?? null) : null };
}
