import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { type DueKind, reviewDue } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { reviewOrder } from "./review-order";

const ORDERS = {
  table: "orders",
  key: { column: "id", type: "uuid" },
  leaseMs: 60_000,
  retryMs: 60_000,
  review: reviewOrder,
} as const satisfies Partial<DueKind>;

/** Nobody has asked about the buyer's last way to the cashier, and nothing else is wanted of the order. */
const isFirst = Prisma.sql`it.status = 'PENDING' AND it.checks = 0 AND it.close_wanted IS NULL AND it.due_at < it.expires_at`;
const wasStarted = Prisma.sql`EXISTS (SELECT 1 FROM payment_attempts a WHERE a.order_id = it.id AND a.started_at IS NOT NULL)`;

/**
 * A buyer who has just been to the cashier most likely paid. The first question has places of its own, so that no number of
 * silent orders, each waiting for the gateway, comes before it.
 */
export const FIRST_QUESTIONS: DueKind = { ...ORDERS, name: "first_questions", when: isFirst, atOnce: 20 };

/** Orders that the gateway must be asked about again. */
export const ORDERS_AT_CASHIER: DueKind = { ...ORDERS, name: "orders", when: Prisma.sql`NOT (${isFirst}) AND ${wasStarted}`, atOnce: 10 };

/** Orders that nobody went to pay: they end without the gateway. */
export const UNTRIED_ORDERS: DueKind = {
  ...ORDERS,
  name: "untried_orders",
  when: Prisma.sql`NOT (${isFirst}) AND NOT ${wasStarted}`,
  atOnce: 5,
};

/**
 * Looks at the orders that are due, of all three kinds.
 * @returns how many were looked at
 */
export async function reviewDueOrders(shop: Shop): Promise<number> {
  const looked = await Promise.all([FIRST_QUESTIONS, ORDERS_AT_CASHIER, UNTRIED_ORDERS].map((kind) => reviewDue(shop, kind)));
  return looked.reduce((sum, count) => sum + count, 0);
}
