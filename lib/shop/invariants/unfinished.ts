import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { StuckKind } from "@/lib/shop/discrepancies/discrepancy";
import { dedupeKeySql } from "@/lib/shop/discrepancies/key-sql";
import { later } from "@/lib/shop/due/review-due";
import { hasBill } from "@/lib/shop/gateways";
import type { World } from "./invariant";
import { NOTE_HOLDS_MS, OVERDUE_MS, PATIENCE_MS } from "./patience";

/** A kind of row that must come to an end, in SQL about a row `it`. */
type Unfinished = {
  from: Prisma.Sql;
  /** It is not at its end. Must find its rows by an index, since all finished rows stay in the table. */
  isOpen: Prisma.Sql;
  /** Since when it should have ended. */
  since: Prisma.Sql;
  /** What subjectOf of lib/shop/discrepancies makes of it; a test holds the two together. */
  subject: Prisma.Sql;
  /** Discrepancies of these kinds about the same subject tell the owner as much. */
  saidBy: Prisma.Sql;
  /** Its time has come, and the worker can look at it. */
  isDue: (world: World) => Prisma.Sql;
  refs: Prisma.Sql;
};

const NO_REFS = Prisma.sql`NULL::uuid AS "orderId", NULL::text AS "outTradeNo", NULL::text AS "tradeNo", NULL::bigint AS "amountFen"`;
const dueNow = ({ now }: World) => Prisma.sql`it.due_at <= ${now()}`;

/** Whether days are compared at all. */
export const hasBills = ({ gateways }: World): boolean => hasBill(gateways);

/** The rows of each kind that are not at their end. PATIENCE_MS says how long they may be. */
export const UNFINISHED: Record<StuckKind, Unfinished> = {
  /** An unpaid order, and a closed one whose last look is not over. Indexes: orders_status_created_at_id_idx, orders_due. */
  order_stuck: {
    from: Prisma.sql`orders it`,
    isOpen: Prisma.sql`(it.status = 'PENDING' OR (it.status = 'CLOSED' AND it.due_at IS NOT NULL))`,
    since: Prisma.sql`GREATEST(it.expires_at, it.closed_at)`,
    subject: Prisma.sql`it.id::text`,
    saidBy: Prisma.sql`ARRAY['order_stuck']`,
    isDue: dueNow,
    refs: Prisma.sql`it.id AS "orderId", NULL::text AS "tradeNo", it.total_fen AS "amountFen", (SELECT a.out_trade_no
      FROM payment_attempts a WHERE a.order_id = it.id ORDER BY a.created_at DESC LIMIT 1) AS "outTradeNo"`,
  },
  /** A refund under way. A buyer's request is the owner's to answer, and stands on the dashboard. Index: refunds_under_way. */
  refund_stuck: {
    from: Prisma.sql`refunds it JOIN payments p ON p.id = it.payment_id`,
    isOpen: Prisma.sql`it.status = 'PENDING'`,
    since: Prisma.sql`COALESCE(it.started_at, it.created_at)`,
    subject: Prisma.sql`it.out_request_no`,
    saidBy: Prisma.sql`ARRAY['refund_stuck']`,
    isDue: dueNow,
    refs: Prisma.sql`it.order_id AS "orderId", p.trade_no AS "tradeNo", p.out_trade_no AS "outTradeNo", it.amount_fen AS "amountFen"`,
  },
  /** What Alipay reported and nobody could match; one without its trade in our books is not looked at. Index: reported_refunds_open. */
  reported_refund_stuck: {
    from: Prisma.sql`reported_refunds it LEFT JOIN payments p ON p.trade_no = it.trade_no`,
    isOpen: Prisma.sql`it.due_at IS NOT NULL`,
    since: Prisma.sql`it.created_at`,
    subject: Prisma.sql`'reported:' || it.id`,
    saidBy: Prisma.sql`ARRAY['reported_refund_stuck']`,
    isDue: (world) => Prisma.sql`(${dueNow(world)} AND p.id IS NOT NULL)`,
    refs: Prisma.sql`p.order_id AS "orderId", it.trade_no AS "tradeNo", it.out_trade_no AS "outTradeNo", it.fee_fen AS "amountFen"`,
  },
  /** A day that still waits for its bill. The table has one row a day. */
  report_stuck: {
    from: Prisma.sql`day_reports it`,
    isOpen: Prisma.sql`it.status = 'waiting'`,
    since: Prisma.sql`it.created_at`,
    subject: Prisma.sql`it.day`,
    saidBy: Prisma.sql`ARRAY['report_stuck', 'bill_missing']`,
    isDue: (world) => (hasBills(world) ? dueNow(world) : Prisma.sql`FALSE`),
    refs: NO_REFS,
  },
};

/** The key of the discrepancy about a row. */
export function keyOf(kind: StuckKind): Prisma.Sql {
  return dedupeKeySql(kind, UNFINISHED[kind].subject);
}

type Manner = {
  /** Beyond what the kind allows. */
  graceMs?: number;
  /** The worker has been at work since then. */
  since?: Date;
};

/**
 * The condition on a row `it` that its time is over and that the owner does not see it. What waits for the worker is left to it,
 * so that after a standstill nothing is held against rows that it is about to look at; but not for long when it has been at
 * work all the while. Index: discrepancies_dedupe_key_key.
 */
export function isUnseen(world: World, kind: StuckKind, { graceMs = 0, since: workingSince }: Manner = {}): Prisma.Sql {
  const { isOpen, since, subject, saidBy, isDue } = UNFINISHED[kind];
  const now = world.now();
  const holdsMs = NOTE_HOLDS_MS[kind];
  const noteHolds = Number.isFinite(holdsMs) ? Prisma.sql`d.resolved_at > ${later(now, -holdsMs - graceMs)}` : Prisma.sql`TRUE`;
  const waitsSince = later(now, -OVERDUE_MS);
  const isLeftLying = workingSince && workingSince < waitsSince ? Prisma.sql`it.due_at < ${waitsSince}` : Prisma.sql`FALSE`;
  return Prisma.sql`${isOpen} AND ${since} < ${later(now, -PATIENCE_MS[kind] - graceMs)}
    AND ((${isDue(world)}) IS NOT TRUE OR ${isLeftLying}) AND NOT EXISTS (
      SELECT 1 FROM discrepancies d
      WHERE d.dedupe_key IN (SELECT ${dedupeKeySql(Prisma.sql`said`, subject)} FROM unnest(${saidBy}) AS said)
        AND (d.resolved_at IS NULL OR (d.resolved_as IS NULL AND ${noteHolds})))`;
}
