import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { GIVE_UP_MS } from "@/lib/shop/alerts/end-alerts";
import { STUCK_KINDS, type StuckKind } from "@/lib/shop/discrepancies/discrepancy";
import { later } from "@/lib/shop/due/review-due";
import type { FindOffenders } from "./invariant";
import { LONGEST_LEASE_MS, OVERDUE_DAY_MS, OVERDUE_MS, RECORD_WITHIN_MS } from "./patience";
import { hasBills, isUnseen, UNFINISHED } from "./unfinished";

/** What has not ended in its time is before the owner; unfinished.ts names the indexes. */
const unseen =
  (kind: StuckKind): FindOffenders =>
  (world) => {
    const { from, since, subject, refs } = UNFINISHED[kind];
    return Prisma.sql`
      SELECT it.subject, o.no AS "orderNo", it."tradeNo", it.since FROM (
        SELECT ${subject} AS subject, ${since} AS since, ${refs} FROM ${from} WHERE ${isUnseen(world, kind, { graceMs: RECORD_WITHIN_MS })}
      ) it LEFT JOIN orders o ON o.id = it."orderId"`;
  };

type Unseen = Record<`${StuckKind}_unseen`, FindOffenders>;

/** Nothing waits for ever: what has not ended in its time is before the owner, and the worker does what is due. */
export const LIVENESS = {
  ...(Object.fromEntries(STUCK_KINDS.map((kind) => [`${kind}_unseen`, unseen(kind)])) as Unseen),

  /** Rows whose time came long ago. Alerts and words are given up after a day. Indexes: orders_due, order_changes_due, refunds_due_at_idx,
   * reported_refunds_due_at_idx, alerts_waiting_idx, buyer_words_waiting_idx. */
  overdue: (world) => {
    const lies = (longestMs: number) => Prisma.sql`it.due_at < ${later(world.now(), -longestMs)}
      AND (it.locked_until IS NULL OR it.locked_until <= ${world.now()} OR it.locked_until > ${later(world.now(), LONGEST_LEASE_MS)})`;
    return Prisma.sql`
      SELECT 'orders' AS table, it.id::text AS key, it.no AS "orderNo", it.due_at AS "dueAt" FROM orders it WHERE ${lies(OVERDUE_MS)}
      UNION ALL
      SELECT 'order_changes', it.id::text, o.no, it.due_at FROM order_changes it JOIN orders o ON o.id = it.order_id WHERE ${lies(OVERDUE_MS)}
      UNION ALL
      SELECT 'refunds', it.out_request_no, o.no, it.due_at FROM refunds it LEFT JOIN orders o ON o.id = it.order_id WHERE ${lies(OVERDUE_MS)}
      UNION ALL
      SELECT 'reported_refunds', it.trade_no, o.no, it.due_at FROM reported_refunds it
        JOIN payments p ON p.trade_no = it.trade_no LEFT JOIN orders o ON o.id = p.order_id WHERE ${lies(OVERDUE_MS)}
      UNION ALL
      SELECT 'day_reports', it.day, NULL, it.due_at FROM day_reports it WHERE ${hasBills(world)} AND ${lies(OVERDUE_DAY_MS)}
      UNION ALL
      SELECT 'alerts', it.id::text, NULL, it.due_at FROM alerts it
        WHERE it.status = 'waiting' AND it.waiting_since < ${later(world.now(), -GIVE_UP_MS - OVERDUE_MS)}
      UNION ALL
      SELECT 'buyer_words', it.id::text, o.no, it.due_at FROM buyer_words it LEFT JOIN orders o ON o.id = it.order_id
        WHERE it.status = 'waiting' AND it.waiting_since < ${later(world.now(), -GIVE_UP_MS - OVERDUE_MS)}`;
  },
} satisfies Record<string, FindOffenders>;
