import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { DiscrepancyKind } from "@/lib/shop/discrepancies/discrepancy";
import type { FindOffenders } from "./invariant";
import { AUTOMATIC_REFUND_WITHIN_MS } from "./patience";
import { isPlacedIn } from "./span";

/** Of an order `o`: it was paid, and has not given all of it back before shipping. `refunded` orders were paid too. */
const IS_PAID = Prisma.sql`(o.status IN ('PAID', 'SHIPPED', 'COMPLETED') OR o.close_reason IS NOT DISTINCT FROM 'refunded')`;

/** A person's note does not settle these: their money goes back by itself (lib/shop/refunds/requested/refund-unusable-payments.ts). */
const GO_BACK_BY_THEMSELVES = [
  "late_payment_no_stock",
  "late_payment_over_limit",
  "second_trade",
  "old_price",
] as const satisfies DiscrepancyKind[];

/** Every yuan is an order's, on its way back, or shown to the owner. */
export const MONEY = {
  /** One settled payment, of the order's total. Reads all paid orders beside payments_one_settled. */
  paid_order_without_its_money: () => Prisma.sql`
    SELECT o.no AS "orderNo", o.status, o.total_fen AS "totalFen", COALESCE(sum(p.amount_fen), 0) AS "settledFen"
    FROM orders o LEFT JOIN payments p ON p.order_id = o.id AND p.disposition = 'settled'
    WHERE ${IS_PAID} GROUP BY o.id HAVING count(p.id) <> 1 OR sum(p.amount_fen) <> o.total_fen`,

  /** Reads all settled payments beside orders_pkey. */
  settled_money_of_unpaid_order: () => Prisma.sql`
    SELECT p.trade_no AS "tradeNo", o.no AS "orderNo", o.status, p.amount_fen AS "amountFen"
    FROM payments p LEFT JOIN orders o ON o.id = p.order_id
    WHERE p.disposition = 'settled' AND (o.id IS NULL OR NOT ${IS_PAID})`,

  /** Index: orders_status_created_at_id_idx, then payments_one_settled. */
  refunded_order_with_money_left: () => Prisma.sql`
    SELECT o.no AS "orderNo", o.total_fen AS "totalFen", COALESCE(p.refunded_fen, 0) AS "refundedFen"
    FROM orders o LEFT JOIN payments p ON p.order_id = o.id AND p.disposition = 'settled'
    WHERE o.status = 'CLOSED' AND o.close_reason = 'refunded' AND p.refunded_fen IS DISTINCT FROM o.total_fen`,

  /** Index: orders_status_created_at_id_idx. */
  unpaid_order_with_time_of_payment: () => Prisma.sql`
    SELECT o.no AS "orderNo" FROM orders o WHERE o.status = 'PENDING' AND o.paid_at IS NOT NULL`,

  /**
   * Held money has a discrepancy; and as long as any of it is not on its way back, one that is open or that a person has dealt
   * with. Of money that goes back by itself a refund must have begun, whatever was noted. Indexes: payments_held,
   * discrepancies_trade_no_idx, refunds_payment_id_out_request_no_key.
   */
  held_money_unseen: ({ now }) => Prisma.sql`
    SELECT p.trade_no AS "tradeNo", o.no AS "orderNo", p.amount_fen - p.refunding_fen AS "leftFen"
    FROM payments p LEFT JOIN orders o ON o.id = p.order_id
    WHERE p.disposition = 'held' AND NOT EXISTS (
      SELECT 1 FROM discrepancies d WHERE d.trade_no = p.trade_no AND (
        p.refunding_fen = p.amount_fen OR d.resolved_at IS NULL OR (d.resolution IS NOT NULL AND (
          d.kind <> ALL(${[...GO_BACK_BY_THEMSELVES]}) OR p.created_at > ${new Date(now().getTime() - AUTOMATIC_REFUND_WITHIN_MS)}
          OR EXISTS (SELECT 1 FROM refunds r WHERE r.payment_id = p.id)))))`,

  /** Index: payment_attempts_one_open. */
  two_open_attempts: () => Prisma.sql`
    SELECT o.no AS "orderNo", open.attempts
    FROM (SELECT order_id, count(*) AS attempts FROM payment_attempts WHERE status = 'OPEN' GROUP BY order_id HAVING count(*) > 1) open
    JOIN orders o ON o.id = open.order_id`,

  /**
   * An attempt that was paid has its money booked, be it held, and one that can still be paid has none: of money that came by it the owner
   * would never read. Indexes: orders_created_at_id_idx, payment_attempts_order_id_created_at_idx, payments_order_id_idx.
   */
  attempt_differs_from_payments: ({ placed }) => Prisma.sql`
    SELECT o.no AS "orderNo", a.out_trade_no AS "outTradeNo", a.status::text AS "attemptStatus", p.payments
    FROM orders o JOIN payment_attempts a ON a.order_id = o.id CROSS JOIN LATERAL (
      SELECT count(*)::int AS payments FROM payments p WHERE p.order_id = o.id AND p.attempt_id = a.id
    ) p
    WHERE ${isPlacedIn(placed)} AND CASE a.status WHEN 'PAID' THEN p.payments = 0 WHEN 'OPEN' THEN p.payments > 0 ELSE FALSE END`,

  /**
   * An order's lines make its goods, goods less discounts, as the owner changed them and with freight its total, that is what a payment of
   * it asks for unless its owner has changed it since, and its freight is what it keeps the counting of. Indexes:
   * orders_created_at_id_idx, order_lines_order_id_idx, payment_attempts_order_id_created_at_idx.
   */
  order_sum_differs: ({ placed }) => Prisma.sql`
    SELECT o.no AS "orderNo", o.items_fen AS "itemsFen", o.discount_fen AS "discountFen", o.shipping_fen AS "shippingFen",
      o.adjust_fen AS "adjustFen", o.total_fen AS "totalFen", l.fen AS "linesFen", l.adjust AS "linesAdjustFen"
    FROM orders o CROSS JOIN LATERAL (
      SELECT COALESCE(sum(price_fen * quantity), 0) AS fen, COALESCE(sum(adjust_fen), 0) AS adjust FROM order_lines WHERE order_id = o.id
    ) l
    WHERE ${isPlacedIn(placed)} AND (o.items_fen <> l.fen OR o.adjust_fen <> l.adjust
      OR o.items_fen - o.discount_fen + o.adjust_fen + o.shipping_fen <> o.total_fen OR o.shipping_fen < 0
      OR (o.freight ->> 'feeFen')::bigint <> o.shipping_fen
      OR EXISTS (SELECT 1 FROM payment_attempts a WHERE a.order_id = o.id AND a.amount_fen <> o.total_fen
        AND (a.status = 'OPEN' OR NOT EXISTS (
          SELECT 1 FROM order_changes c WHERE c.order_id = o.id AND c.state = 'applied' AND c.from_total_fen = a.amount_fen))))`,
} satisfies Record<string, FindOffenders>;
