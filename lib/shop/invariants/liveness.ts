import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { STUCK_KINDS, type StuckKind } from "@/lib/shop/discrepancies/discrepancy";
import { hasBill } from "@/lib/shop/gateways";
import type { FindOffenders } from "./invariant";
import { OVERDUE_MS, RECORD_WITHIN_MS } from "./patience";
import { isUnseen, UNFINISHED } from "./unfinished";

/** What has not ended in its time is before the owner; unfinished.ts names the indexes. */
const unseen =
  (kind: StuckKind): FindOffenders =>
  (shop) => {
    const { from, since, subject, refs } = UNFINISHED[kind];
    return Prisma.sql`
      SELECT it.subject, o.no AS "orderNo", it."tradeNo", it.since FROM (
        SELECT ${subject} AS subject, ${since} AS since, ${refs} FROM ${from} WHERE ${isUnseen(shop, kind, { graceMs: RECORD_WITHIN_MS })}
      ) it LEFT JOIN orders o ON o.id = it."orderId"`;
  };

type Unseen = Record<`${StuckKind}_unseen`, FindOffenders>;

/** Nothing waits for ever: what has not ended in its time is before the owner, and the worker does what is due. */
export const LIVENESS = {
  ...(Object.fromEntries(STUCK_KINDS.map((kind) => [`${kind}_unseen`, unseen(kind)])) as Unseen),

  /** Rows whose time came long ago. Indexes: orders_due, refunds_due_at_idx, reported_refunds_due_at_idx. */
  overdue: ({ now, gateways }) => {
    const before = (table: keyof typeof OVERDUE_MS) => Prisma.sql`it.due_at < ${new Date(now().getTime() - OVERDUE_MS[table])}
      AND (it.locked_until IS NULL OR it.locked_until <= ${now()})`;
    return Prisma.sql`
      SELECT 'orders' AS table, it.id::text AS key, it.no AS "orderNo", it.due_at AS "dueAt" FROM orders it WHERE ${before("orders")}
      UNION ALL
      SELECT 'refunds', it.out_request_no, o.no, it.due_at FROM refunds it LEFT JOIN orders o ON o.id = it.order_id WHERE ${before("refunds")}
      UNION ALL
      SELECT 'reported_refunds', it.trade_no, o.no, it.due_at FROM reported_refunds it
        JOIN payments p ON p.trade_no = it.trade_no LEFT JOIN orders o ON o.id = p.order_id WHERE ${before("reported_refunds")}
      UNION ALL
      SELECT 'day_reports', it.day, NULL, it.due_at FROM day_reports it WHERE ${hasBill(gateways)} AND ${before("day_reports")}`;
  },
} satisfies Record<string, FindOffenders>;
