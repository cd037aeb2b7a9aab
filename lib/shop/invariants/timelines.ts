import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { ALLOWED_MOVES, type OrderStatus } from "@/lib/shop/orders/order";
import type { OrderEventKind } from "@/lib/shop/orders/order-event";
import type { FindOffenders } from "./invariant";
import { isPlacedIn } from "./span";

/** What the order is after a line of its timeline; other lines change no status. */
const STATUS_AFTER = {
  placed: "PENDING",
  paid: "PAID",
  paid_late: "PAID",
  closed: "CLOSED",
  shipped: "SHIPPED",
  shipping_taken_back: "PAID",
  completed: "COMPLETED",
} as const satisfies Partial<Record<OrderEventKind, OrderStatus>>;

const AFTER = Prisma.join(Object.entries(STATUS_AFTER).map(([kind, status]) => Prisma.sql`(${kind}, ${status})`));
const MOVES = Prisma.join(
  Object.entries(ALLOWED_MOVES).flatMap(([from, moves]) => moves.map((to) => Prisma.sql`(${from}::text, ${to}::text)`)),
);

/** Each order has come to its status by the moves that are allowed, one after the other. */
export const TIMELINES = {
  /** Indexes: orders_created_at_id_idx, order_events_order_id_id_idx. */
  timeline_ends_elsewhere: ({ placed }) => Prisma.sql`
    SELECT o.no AS "orderNo", o.status, last.status AS "timelineStatus" FROM orders o LEFT JOIN LATERAL (
      SELECT after.status FROM order_events e JOIN (VALUES ${AFTER}) AS after (kind, status) ON after.kind = e.kind
      WHERE e.order_id = o.id ORDER BY e.id DESC LIMIT 1
    ) last ON TRUE
    WHERE ${isPlacedIn(placed)} AND last.status IS DISTINCT FROM o.status::text`,

  /** The first line says that it was placed. Indexes: orders_created_at_id_idx, order_events_order_id_id_idx. */
  forbidden_move: ({ placed }) => Prisma.sql`
    SELECT move.no AS "orderNo", move.before AS "from", move.status AS "to" FROM (
      SELECT o.no, after.status, lag(after.status) OVER (PARTITION BY e.order_id ORDER BY e.id) AS before
      FROM orders o JOIN order_events e ON e.order_id = o.id JOIN (VALUES ${AFTER}) AS after (kind, status) ON after.kind = e.kind
      WHERE ${isPlacedIn(placed)}
    ) move
    WHERE CASE WHEN move.before IS NULL THEN move.status <> 'PENDING' ELSE (move.before, move.status) NOT IN (VALUES ${MOVES}) END`,
} satisfies Record<string, FindOffenders>;
