import "server-only";
import { type DueKind, reviewDue } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { reviewOrder } from "./review-order";

/** The lease is longer than a few timeouts of the gateway. */
const ORDERS: DueKind = {
  name: "order",
  table: "orders",
  key: { column: "id", type: "uuid" },
  batch: 10,
  atOnce: 10,
  leaseMs: 60_000,
  retryMs: 60_000,
  review: reviewOrder,
};

/**
 * The worker's turn with orders whose payment is open.
 * @returns how many orders were looked at
 */
export function reviewDueOrders(shop: Shop): Promise<number> {
  return reviewDue(shop, ORDERS);
}
