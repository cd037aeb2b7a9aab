import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { dedupeKeySql } from "@/lib/shop/discrepancies/key-sql";
import { later } from "@/lib/shop/due/review-due";
import type { FindOffenders } from "./invariant";
import { OVERDUE_MS } from "./patience";
import { isPlacedIn } from "./span";

/** What the owner changed of an order is what it costs, and no change waits for what is over. */
export const CHANGES = {
  /**
   * The changes that took effect lead from what the order cost when it was placed to what it costs: each sum is left as often as it was
   * come to. In what order is not asked, since the clocks of instances differ. Index: order_changes_order_id_created_at_idx.
   */
  terms_differ_from_changes: ({ placed }) => Prisma.sql`
    SELECT o.no AS "orderNo", o.total_fen AS "totalFen", c.fen AS "changedFen" FROM orders o CROSS JOIN LATERAL (
      SELECT fen FROM (
        SELECT o.items_fen - o.discount_fen + COALESCE((o.freight ->> 'placedFen')::bigint, o.shipping_fen) AS fen, 1 AS come
        UNION ALL SELECT o.total_fen, -1
        UNION ALL SELECT total_fen, 1 FROM order_changes WHERE order_id = o.id AND state = 'applied'
        UNION ALL SELECT from_total_fen, -1 FROM order_changes WHERE order_id = o.id AND state = 'applied'
      ) step GROUP BY fen HAVING sum(come) > 0
    ) c WHERE ${isPlacedIn(placed)} AND o.term_changes > 0`,

  /**
   * The same of each line and of the freight: what the changes that took effect made of them is how they differ from what was placed.
   * Indexes: orders_created_at_id_idx, order_lines_order_id_idx, order_changes_order_id_created_at_idx.
   */
  lines_differ_from_changes: ({ placed }) => Prisma.sql`
    SELECT o.no AS "orderNo", l.title, l.adjust_fen AS "adjustFen", c.fen AS "changedFen"
    FROM orders o JOIN (
      SELECT order_id, id::text AS id, title, adjust_fen FROM order_lines
      UNION ALL SELECT id, NULL, NULL, shipping_fen - COALESCE((freight ->> 'placedFen')::bigint, shipping_fen) FROM orders
    ) l ON l.order_id = o.id CROSS JOIN LATERAL (
      SELECT COALESCE(sum((part ->> 'toFen')::bigint - (part ->> 'fromFen')::bigint), 0) AS fen
      FROM order_changes c CROSS JOIN LATERAL (
        SELECT c.terms -> 'shipping' AS part WHERE l.id IS NULL
        UNION ALL SELECT line FROM jsonb_array_elements(c.terms -> 'lines') AS line WHERE line ->> 'lineId' = l.id
      ) it WHERE c.order_id = o.id AND c.state = 'applied'
    ) c WHERE ${isPlacedIn(placed)} AND l.adjust_fen <> c.fen`,

  /**
   * Money that was quicker than a change has been put before the owner, once the worker has looked at it: the buyer paid what the owner had
   * just changed. Reads all changes that ended so.
   */
  overtaken_change_unseen: () => Prisma.sql`
    SELECT o.no AS "orderNo", c.from_total_fen AS "paidFen", c.total_fen AS "wantedFen" FROM order_changes c JOIN orders o ON o.id = c.order_id
    WHERE c.state = 'paid' AND c.due_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM discrepancies d WHERE d.dedupe_key = ${dedupeKeySql("paid_before_change", Prisma.sql`c.id::text`)})`,

  /**
   * An order that says it is being changed has the one change that waits, and is unpaid. Where another version of the shop has settled
   * the order, the worker ends the change when that is due. Indexes: order_changes_one_waiting, orders_status_created_at_id_idx.
   */
  change_of_settled_order_waits: ({ now }) => Prisma.sql`
    SELECT o.no AS "orderNo", o.status::text AS status, o.changing AS "isChanging", count(c.id)::int AS waiting
    FROM (
      SELECT order_id AS id FROM order_changes WHERE state = 'waiting' UNION SELECT id FROM orders WHERE status = 'PENDING' AND changing
    ) it JOIN orders o ON o.id = it.id LEFT JOIN order_changes c ON c.order_id = o.id AND c.state = 'waiting' GROUP BY o.id
    HAVING CASE o.status WHEN 'PENDING' THEN NOT o.changing OR count(c.id) <> 1 ELSE max(c.due_at) < ${later(now(), -OVERDUE_MS)} END`,
} satisfies Record<string, FindOffenders>;
