import { Prisma } from "@/lib/server/prisma/client";
import type { Moments } from "@/lib/shop/day-range";
import type { OrderStatus } from "./order";

/** The tabs of the owner's list of orders, from left to right. */
export const OWNER_ORDER_TABS = ["all", "pending", "paid", "shipped", "completed", "closed", "refund", "trouble"] as const;
export type OwnerOrderTab = (typeof OWNER_ORDER_TABS)[number];

/** The tabs that hold the orders of one status. */
export const STATUS_OF = {
  pending: "PENDING",
  paid: "PAID",
  shipped: "SHIPPED",
  completed: "COMPLETED",
  closed: "CLOSED",
} as const satisfies Partial<Record<OwnerOrderTab, OrderStatus>>;
export type StatusTab = keyof typeof STATUS_OF;

/** Orders with a refund that has not ended. Index: refunds_not_ended. */
export const IN_REFUND = Prisma.sql`SELECT r.order_id FROM refunds r WHERE r.status IN ('REQUESTED', 'PENDING')`;
/** Orders with an open discrepancy. Index: discrepancies_open_newest. */
export const IN_TROUBLE = Prisma.sql`SELECT d.order_id FROM discrepancies d WHERE d.resolved_at IS NULL`;

/** The condition on an order `o` that it is in this tab. */
export function isInTab(tab: OwnerOrderTab): Prisma.Sql {
  if (tab === "all") return Prisma.sql`TRUE`;
  if (tab === "refund") return Prisma.sql`o.id IN (${IN_REFUND})`;
  if (tab === "trouble") return Prisma.sql`o.id IN (${IN_TROUBLE})`;
  return Prisma.sql`o.status = ${STATUS_OF[tab]}::"OrderStatus"`;
}

/** The condition on an order `o` that it was placed then. */
export function isPlacedWithin({ from, to }: Moments): Prisma.Sql {
  return Prisma.sql`${from ? Prisma.sql`o.created_at >= ${from}` : Prisma.sql`TRUE`} AND ${to ? Prisma.sql`o.created_at < ${to}` : Prisma.sql`TRUE`}`;
}
