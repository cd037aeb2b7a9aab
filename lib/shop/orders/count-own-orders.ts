import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { AFTER_SALE_OPEN, type OrderTab, STATUS_OF_TAB } from "./list-orders";

/** In how many orders something is still to come, by the tab that they are in; 0 is left out. */
export type OpenCounts = Partial<Record<OrderTab, number>>;

const COUNTED = ["to_pay", "to_ship", "to_receive"] as const;

/** What waits in each tab of a buyer's own orders: to be paid, to be sent, to arrive, and an answer or money to come back. */
export async function countOwnOrders(shop: Shop, buyerId: string): Promise<OpenCounts> {
  const [byStatus, afterSale] = await Promise.all([
    shop.db.order.groupBy({ by: ["status"], where: { buyerId, status: { in: ["PENDING", "PAID", "SHIPPED"] } }, _count: true }),
    shop.db.order.count({ where: { buyerId, refunds: { some: { status: { in: [...AFTER_SALE_OPEN] } } } } }),
  ]);
  const counts: OpenCounts = afterSale > 0 ? { after_sale: afterSale } : {};
  for (const tab of COUNTED) {
    const found = byStatus.find(({ status }) => status === STATUS_OF_TAB[tab]);
    if (found) counts[tab] = found._count;
  }
  return counts;
}
