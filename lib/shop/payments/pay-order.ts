import "server-only";
import type { Trade } from "@/lib/alipay/gateway";
import { Prisma } from "@/lib/server/prisma/client";
import type { RunSql } from "@/lib/server/sql";
import { alertsOf, lowStockAlerts } from "@/lib/shop/alerts/outbox/queue-alerts";
import { resolveAwaiting } from "@/lib/shop/discrepancies/resolve-discrepancies";
import { storedNames } from "@/lib/shop/gateways";
import type { InboxEntry } from "@/lib/shop/inbox/inbox";
import { paymentTransfers } from "@/lib/shop/ledger/post-transfer";
import { ORDER_CHANNEL } from "@/lib/shop/orders/signal-order";
import { changeOf } from "@/lib/shop/stock/move-stock";
import type { TradeSource } from "./hold-money";
import { maskLogon } from "./mask-logon";

/** What an order may be before it is paid, what then becomes of its goods, and how its timeline tells it. */
const WAYS = {
  PENDING: { move: "sell", event: "paid" },
  CLOSED: { move: "retake", event: "paid_late" },
} as const;

type Paying = {
  trade: Trade;
  source: TradeSource;
  from: keyof typeof WAYS;
  /** Also an order whose closing was asked for. */
  evenIfGivenUp?: boolean;
  at: Date;
  entry?: InboxEntry | undefined;
  /** Who takes it for paid, by what proof; the gateway's own word needs none. */
  proof?: { by: string; note: string } | undefined;
};

/**
 * Makes an order paid by one conditional statement: the order, its attempt, the ledger, stock, timeline, inbox row and wake-up
 * call change together or not at all. It matches no order, and changes nothing, when the number is unknown, the amount is not
 * the attempt's, the order is no longer what it was (`from`), or the trade is booked already; a trade that is being booked at
 * the same moment is a unique violation. For a CLOSED order the caller has made sure that the goods are there.
 * @returns the order's id, or null when the trade matches none
 */
export async function payOrder(
  run: RunSql,
  { trade, source, from, evenIfGivenUp = true, at, entry, proof }: Paying,
): Promise<string | null> {
  const { tradeNo, outTradeNo, totalFen, rawStatus, contract } = trade;
  const { move, event } = WAYS[from];
  const paidAt = trade.paidAt ?? at;
  const logon = trade.buyerLogon && maskLogon(trade.buyerLogon);
  const kept = entry
    ? Prisma.sql`, kept AS (${entry({ verdict: "paid", answer: "success" }, Prisma.sql`SELECT id FROM paid`)})`
    : Prisma.empty;
  // Goods are locked in one order by everyone (move-stock.ts); one that was deleted meanwhile stops no payment.
  const rows = await run<{ id: string }>(Prisma.sql`
    WITH paid AS (
      UPDATE orders o SET status = 'PAID', paid_at = ${paidAt}, due_at = NULL, close_wanted = NULL, closed_at = NULL,
        close_reason = NULL, updated_at = ${at}
      FROM payment_attempts a
      WHERE a.out_trade_no = ${outTradeNo} AND a.amount_fen = ${totalFen}::bigint AND a.contract = ANY(${storedNames(contract)}) AND o.id = a.order_id AND o.status = ${from}::"OrderStatus"
        AND (${evenIfGivenUp} OR o.close_wanted IS NULL) AND NOT EXISTS (SELECT 1 FROM payments WHERE trade_no = ${tradeNo})
      RETURNING o.id, a.id AS attempt_id
    ), attempt AS (
      UPDATE payment_attempts a SET status = 'PAID', trade_no = ${tradeNo}, last_answer = ${rawStatus}
      FROM paid WHERE a.id = paid.attempt_id
    ), booked AS (
      INSERT INTO payments (trade_no, out_trade_no, contract, attempt_id, order_id, amount_fen, disposition, buyer_logon, paid_at, source, created_at)
      SELECT ${tradeNo}, ${outTradeNo}, ${contract}, attempt_id, id, ${totalFen}, 'settled', ${logon}, ${paidAt}, ${source}, ${at} FROM paid
      RETURNING id, amount_fen
    ), posted AS (
      ${paymentTransfers(Prisma.sql`SELECT id, amount_fen FROM booked`, "settled", at)}
    ), goods AS (
      SELECT v.id, l.quantity AS q FROM paid JOIN order_lines l ON l.order_id = paid.id JOIN variants v ON v.id = l.variant_id
      ORDER BY v.id FOR UPDATE OF v
    ), moved AS (
      UPDATE variants v SET ${changeOf(move)} FROM goods l WHERE v.id = l.id RETURNING v.id, l.q, v.stock
    ), movements AS (
      INSERT INTO stock_movements (variant_id, order_id, kind, quantity, created_at)
      SELECT moved.id, paid.id, ${move}, moved.q, ${at} FROM moved, paid
    ), timeline AS (
      INSERT INTO order_events (order_id, kind, actor, detail, created_at)
      SELECT id, ${event}, ${proof ? "owner" : "alipay"}, ${JSON.stringify({ tradeNo, source, ...proof })}::jsonb, ${at} FROM paid
    ), told AS (
      ${alertsOf("order_paid", Prisma.sql`SELECT id::text AS subject, id::text AS about FROM paid`, at)}
    ), scarce AS (
      ${lowStockAlerts(Prisma.sql`SELECT id, stock FROM moved`, at)}
    ), answered AS (
      ${resolveAwaiting(Prisma.sql`order_id IN (SELECT id FROM paid) AND (kind <> 'notice_unconfirmed' OR trade_no = ${tradeNo})`, at)}
    )${kept}
    SELECT id, pg_notify(${ORDER_CHANNEL}, id::text)::text FROM paid`);
  return rows[0]?.id ?? null;
}
