import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { FindOffenders } from "./invariant";
import { isPlacedIn } from "./span";

/** What the owner changed of an order is what it costs, and no change waits for what is over. */
export const CHANGES = {
  /** The last change that took effect says the order's total, and each follows from the one before. Index: order_changes_order_id_created_at_idx. */
  terms_differ_from_changes: ({ placed }) => Prisma.sql`
    SELECT o.no AS "orderNo", o.total_fen AS "totalFen", c.total_fen AS "changedFen" FROM orders o CROSS JOIN LATERAL (
      SELECT total_fen, lead(from_total_fen, 1, o.total_fen) OVER (ORDER BY ended_at, created_at) AS next_fen
      FROM order_changes WHERE order_id = o.id AND state = 'applied'
    ) c WHERE ${isPlacedIn(placed)} AND o.term_changes > 0 AND c.total_fen <> c.next_fen`,

  /** An order that says it is being changed has the one change that waits, and is unpaid. Indexes: order_changes_one_waiting, orders_status_created_at_id_idx. */
  change_of_settled_order_waits: () => Prisma.sql`
    SELECT o.no AS "orderNo", o.status::text AS status, o.changing AS "isChanging", count(c.id)::int AS waiting
    FROM (
      SELECT order_id AS id FROM order_changes WHERE state = 'waiting' UNION SELECT id FROM orders WHERE status = 'PENDING' AND changing
    ) it JOIN orders o ON o.id = it.id LEFT JOIN order_changes c ON c.order_id = o.id AND c.state = 'waiting' GROUP BY o.id
    HAVING o.status <> 'PENDING' OR NOT o.changing OR count(c.id) <> 1`,
} satisfies Record<string, FindOffenders>;
