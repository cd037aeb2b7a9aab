import "server-only";
import type { Trade } from "@/lib/alipay/gateway";
import { Prisma } from "@/lib/server/prisma/client";
import { alertsOf, lowStockAlerts } from "@/lib/shop/alerts/outbox/queue-alerts";
import { resolveAwaiting } from "@/lib/shop/discrepancies/resolve-discrepancies";
import { storedNames } from "@/lib/shop/gateways";
import { paymentTransfers } from "@/lib/shop/ledger/post-transfer";
import { changesPaidBefore } from "@/lib/shop/orders/changes/end-change";
import { ORDER_CHANNEL } from "@/lib/shop/orders/signal-order";
import { changeOf } from "@/lib/shop/stock/move-stock";
import { wordsOf } from "@/lib/shop/word/outbox/queue-words";
import type { TradeSource } from "./hold-money";
import { maskLogon } from "./mask-logon";

/** What an order may be before it is paid, what then becomes of its goods, and how its timeline tells it. */
const WAYS = {
  PENDING: { move: "sell", event: "paid" },
  CLOSED: { move: "retake", event: "paid_late" },
} as const;

/** Who takes it for paid, by what proof; the gateway's own word needs none. */
export type OwnersProof = { by: string; note: string };
export type Reported = { trade: Trade; source: TradeSource; at: Date; proof?: OwnersProof | undefined };

/** A trade as PAYING_COLUMNS reads it. */
export function tradeRow({ trade, source, at, proof }: Reported): Record<string, unknown> {
  const { tradeNo, outTradeNo, totalFen, rawStatus, contract, buyerLogon } = trade;
  return {
    trade_no: tradeNo,
    out_trade_no: outTradeNo,
    amount_fen: totalFen,
    contract,
    contracts: storedNames(contract),
    buyer_logon: buyerLogon && maskLogon(buyerLogon),
    paid_at: trade.paidAt ?? at,
    raw_status: rawStatus,
    source,
    actor: proof ? "owner" : "alipay",
    detail: { tradeNo, source, ...proof },
  };
}

/** The columns of a `json_to_recordset` of trades. */
export const PAYING_COLUMNS = Prisma.sql`trade_no text, out_trade_no text, amount_fen bigint, contract text, contracts text[], buyer_logon text,
  paid_at timestamptz, raw_status text, source text, actor text, detail jsonb`;

type Way = {
  from: keyof typeof WAYS;
  at: Date;
  /** Also an order whose closing was asked for: another may have taken its place, so that its money may be over a limit. */
  evenIfGivenUp: boolean;
  /** Leaves an order alone that somebody holds, where else it would wait for them. */
  skipHeld?: boolean;
};

/**
 * Parts of a statement: makes the orders paid that the trades in `reported` pay (its columns: n, and PAYING_COLUMNS). Each order, its
 * attempt, the ledger, stock, timeline, alerts, words to its buyer and what was open about it change together or not at all. `paid` has a row for each of
 * these orders, with the trade's n. A trade pays nothing when its number is unknown, its amount is not the attempt's, the order is not
 * what it was (`from`), or costs something else by now, or the trade is booked already; of two that pay one order the first does. A trade that is being booked
 * at the same moment is a unique violation. A trade is looked for by itself among the booked (`OFFSET 0`,
 * docs/decisions/0038). Locks are taken in everybody's order: orders by their id, then goods by theirs.
 */
export function payingParts(reported: Prisma.Sql, { from, at, evenIfGivenUp, skipHeld = false }: Way): Prisma.Sql {
  const { move, event } = WAYS[from];
  const isOpen = Prisma.sql`o.status = ${from}::"OrderStatus" AND (${evenIfGivenUp} OR o.close_wanted IS NULL)`;
  return Prisma.sql`attempts AS (
      SELECT it.*, a.id AS attempt_id, a.order_id, row_number() OVER (PARTITION BY a.order_id ORDER BY it.n) AS nth
      FROM ${reported} AS it CROSS JOIN LATERAL (SELECT * FROM payment_attempts WHERE out_trade_no = it.out_trade_no OFFSET 0) a
      WHERE a.amount_fen = it.amount_fen AND a.contract = ANY(it.contracts)
        AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.trade_no = it.trade_no OFFSET 0)
    ), held AS (
      SELECT a.* FROM attempts a JOIN orders o ON o.id = a.order_id WHERE a.nth = 1 AND o.total_fen = a.amount_fen AND ${isOpen}
      ORDER BY o.id FOR NO KEY UPDATE OF o ${skipHeld ? Prisma.sql`SKIP LOCKED` : Prisma.empty}
    ), paid AS (
      UPDATE orders o SET status = 'PAID', paid_at = held.paid_at, due_at = NULL, close_wanted = NULL, closed_at = NULL,
        close_reason = NULL, changing = FALSE, updated_at = ${at}
      FROM held WHERE o.id = held.order_id AND ${isOpen}
      RETURNING o.id, held.*
    ), attempt AS (
      UPDATE payment_attempts a SET status = 'PAID', trade_no = paid.trade_no, last_answer = paid.raw_status
      FROM paid WHERE a.id = paid.attempt_id
    ), booked AS (
      INSERT INTO payments (trade_no, out_trade_no, contract, attempt_id, order_id, amount_fen, disposition, buyer_logon, paid_at, source, created_at)
      SELECT trade_no, out_trade_no, contract, attempt_id, id, amount_fen, 'settled', buyer_logon, paid_at, source, ${at} FROM paid
      ORDER BY trade_no RETURNING id, amount_fen
    ), posted AS (
      ${paymentTransfers(Prisma.sql`SELECT id, amount_fen FROM booked`, "settled", at)}
    ), lines AS (
      SELECT l.variant_id, l.order_id, sum(l.quantity)::int AS quantity FROM paid JOIN order_lines l ON l.order_id = paid.id
      GROUP BY l.variant_id, l.order_id
    ), ${goodsParts(move, at)}, ${changesPaidBefore(Prisma.sql`paid`, at)}, timeline AS (
      INSERT INTO order_events (order_id, kind, actor, detail, created_at)
      SELECT id, ${event}, actor, detail, ${at} FROM paid
    ), alerted AS (
      ${alertsOf("order_paid", Prisma.sql`SELECT id::text AS subject, id::text AS about FROM paid`, at)}
    ), told AS (
      ${wordsOf("paid", Prisma.sql`SELECT id AS order_id, id::text AS subject, NULL::bigint AS amount_fen FROM paid`, at)}
    ), scarce AS (
      ${lowStockAlerts(Prisma.sql`SELECT id, stock, low_stock_at FROM moved`, at)}
    ), answered AS (
      ${resolveAwaiting(
        // What is not known of another way to pay this order is not answered by this one: that money may have come as well.
        Prisma.sql`(order_id, out_trade_no) IN (SELECT id, out_trade_no FROM paid)
          AND (kind <> 'notice_unconfirmed' OR (order_id, trade_no) IN (SELECT id, trade_no FROM paid))`,
        at,
      )}
    )`;
}

/** Goods are locked in one order by everyone (move-stock.ts); one that was deleted meanwhile stops no payment. */
function goodsParts(move: (typeof WAYS)[keyof typeof WAYS]["move"], at: Date): Prisma.Sql {
  return Prisma.sql`goods AS (
      SELECT v.id FROM variants v WHERE v.id IN (SELECT variant_id FROM lines) ORDER BY v.id FOR UPDATE OF v
    ), moved AS (
      UPDATE variants v SET ${changeOf(move)}
      FROM (SELECT goods.id, sum(lines.quantity)::int AS q FROM goods JOIN lines ON lines.variant_id = goods.id GROUP BY goods.id) l
      WHERE v.id = l.id RETURNING v.id, v.stock, v.low_stock_at
    ), movements AS (
      INSERT INTO stock_movements (variant_id, order_id, kind, quantity, created_at)
      SELECT lines.variant_id, lines.order_id, ${move}, lines.quantity, ${at} FROM lines JOIN moved ON moved.id = lines.variant_id
    )`;
}

/** Wakes the pages that wait for an order: a column of the statement's answer, of the table or part `paid`. */
export const WAKE_PAGE = Prisma.sql`CASE WHEN paid.id IS NOT NULL THEN pg_notify(${ORDER_CHANNEL}, paid.id::text)::text END`;
