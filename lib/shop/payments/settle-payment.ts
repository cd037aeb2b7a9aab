import "server-only";
import type { Trade, TradeRefund } from "@/lib/alipay/gateway";
import { afterCommit } from "@/lib/server/after-commit";
import type { Tx } from "@/lib/server/db";
import { isUniqueViolation, runIn, runOn } from "@/lib/server/sql";
import { traced } from "@/lib/server/tracing";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { storedNames } from "@/lib/shop/gateways";
import { type InboxEntry, justOrder } from "@/lib/shop/inbox/inbox";
import { countOrderEvent, countSettlement } from "@/lib/shop/metrics";
import { checkLateLimits, lockLimitsOf } from "@/lib/shop/orders/late-limits";
import { retakeCoupon } from "@/lib/shop/promotions/hold-coupon";
import { checkLateCoupon } from "@/lib/shop/promotions/late-coupon";
import type { Shop } from "@/lib/shop/shop";
import { isForeignTrade } from "./foreign-trade";
import { type Booking, holdMoney, recordUnmatched, refsOf, type TradeSource, type Unmatched } from "./hold-money";
import { judgeMoney, saysPaid } from "./judge-money";
import { keepReportedRefund } from "./keep-reported-refund";
import { payOrder } from "./pay-order";
import { settleClosing } from "./settle-closing";
import { settlePending } from "./settle-pending";
import { compareWithProof } from "./settle-proven";

export type Settlement =
  /** This call made the order paid. */
  | { kind: "paid"; orderId: string }
  /** The trade was booked before; nothing changed. */
  | { kind: "repeat"; orderId: string | null }
  /** The message pays nothing and asks for nothing (waiting for the buyer, closed unpaid). */
  | { kind: "no_change"; orderId: string | null }
  /** The buyer has paid and the seller's account has not received it: not paid yet, and never to be paid again. */
  | { kind: "pending"; orderId: string | null }
  /** The message reports a refund, which is kept for lib/shop/refunds; it pays nothing. */
  | { kind: "refund"; orderId: string | null }
  /** A trade of other business on the same account: nothing is booked, and nobody is told. */
  | { kind: "foreign"; orderId: null }
  | Unmatched;

/**
 * The one place where money becomes a paid order: notify, return, poll, worker and the owner's check all end here.
 * Idempotent, whatever the order and number of calls. The usual case, the right sum for a waiting order, is one conditional
 * statement (payOrder). Everything else is looked at in turn, under locks: the trade is booked once by its trade_no, the order
 * moves by conditional write, and stock, ledger and timeline move in the same transaction. What matches no order is booked as
 * held money with a discrepancy, unless it is of other business; nothing is dropped and nothing is retried for ever. A trade pays
 * only what began under the contract that reports it: who knows the keys of a contract that was left cannot pay a new order.
 * `entry` is written along, so that a notice's inbox row says exactly what was committed.
 */
export async function settlePayment(shop: Shop, trade: Trade, source: TradeSource, entry?: InboxEntry): Promise<Settlement> {
  const settlement = await traced("settle payment", {}, async (note) => {
    const settled = (await settleAtOnce(shop, trade, source, entry)) ?? (await settleInTurn(shop, trade, source, entry));
    note({ "xiaopu.settlement": settled.kind });
    return settled;
  });
  const learntBy = source === "query" ? (shop.occasion ?? source) : source;
  countSettlement(learntBy, settlement.kind, { paidAt: trade.paidAt, at: shop.now() });
  return settlement;
}

async function settleAtOnce(shop: Shop, trade: Trade, source: TradeSource, entry?: InboxEntry): Promise<Settlement | null> {
  if (!saysPaid(shop, trade)) return null;
  try {
    const orderId = await payOrder(runOn(shop.pool), { trade, source, from: "PENDING", evenIfGivenUp: false, at: shop.now(), entry });
    if (orderId === null) return null;
    countOrderEvent("paid");
    return { kind: "paid", orderId };
  } catch (error) {
    if (isUniqueViolation(error)) return null; // somebody books this very trade: wait for them
    throw error;
  }
}

function settleInTurn(shop: Shop, trade: Trade, source: TradeSource, entry?: InboxEntry): Promise<Settlement> {
  return shop.db.$transaction(async (tx) => {
    const settlement = await settle(tx, shop, trade, source);
    const reason = settlement.kind === "discrepancy" ? settlement.discrepancy : undefined;
    if (entry) await tx.$executeRaw(entry({ verdict: settlement.kind, reason, answer: "success" }, justOrder(settlement.orderId)));
    return settlement;
  });
}

async function settle(tx: Tx, shop: Shop, trade: Trade, source: TradeSource): Promise<Settlement> {
  const booking: Booking = { tx, at: shop.now(), trade, source, ...(await lockTrade(tx, trade)) };
  if (booking.attempt && !storedNames(trade.contract).includes(booking.attempt.contract))
    return recordUnmatched(booking, "contract_mismatch", { contract: trade.contract });
  if (!booking.attempt && (await isForeignTrade(shop, tx, trade))) return { kind: "foreign", orderId: null };
  if (saysPaid(shop, trade)) return bookMoney(booking);
  if (trade.sellerId !== shop.gateways.of(trade.contract).sellerId)
    return recordUnmatched(booking, "seller_mismatch", { sellerId: trade.sellerId });
  if (trade.status === null) return recordUnmatched(booking, "unknown_status", { status: trade.rawStatus });
  if (trade.refund) return settleRefund(booking, trade.refund);
  if (trade.status === "TRADE_CLOSED") return settleClosing(booking);
  if (trade.status === "TRADE_PENDING") return settlePending(booking);
  return { kind: "no_change", orderId: booking.order?.id ?? null };
}

/**
 * Whoever books this trade, or settles or closes its order, takes turns: first on the trade_no, then on what its buyer has of limited
 * goods, then on the order's row. NO KEY, so that a line written into the order's timeline meanwhile, whose foreign key only looks at
 * the row, does not wait for it.
 */
export async function lockTrade(tx: Tx, trade: Pick<Trade, "tradeNo" | "outTradeNo">): Promise<Pick<Booking, "attempt" | "order">> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${trade.tradeNo}, 0))`;
  await lockLimitsOf(tx, trade.outTradeNo);
  const rows = await tx.$queryRaw<{ id: string; orderId: string; contract: string; amountFen: number; status: string; totalFen: number }[]>`
    SELECT a.id, a.order_id AS "orderId", a.contract, a.amount_fen AS "amountFen", o.status::text, o.total_fen AS "totalFen"
    FROM payment_attempts a JOIN orders o ON o.id = a.order_id WHERE a.out_trade_no = ${trade.outTradeNo} FOR NO KEY UPDATE OF o`;
  const row = rows[0];
  return row ? { attempt: row, order: { id: row.orderId, status: row.status, totalFen: row.totalFen } } : { attempt: null, order: null };
}

async function bookMoney(booking: Booking): Promise<Settlement> {
  const { tx, trade, attempt, order } = booking;
  const isProven = await compareWithProof(booking);
  if (isProven) return { kind: "repeat", orderId: order?.id ?? null };
  const known = await tx.payment.findUnique({ where: { tradeNo: trade.tradeNo }, select: { outTradeNo: true, amountFen: true } });
  const standing = order && { ...order, wasPaid: order.status === "CLOSED" && (await wasPaidBefore(tx, order.id)) };
  const fate = judgeMoney({ trade, known, attempt, order: standing });
  if (fate === "repeat") return { kind: "repeat", orderId: order?.id ?? null };
  if (fate === "trade_no_reused") return recordUnmatched(booking, fate);
  if (fate === "amount_mismatch" && attempt) return holdMoney(booking, fate, { expectedFen: attempt.amountFen });
  if (fate === "pay_waiting" && order) return payWaitingOrder(booking, order.id);
  if (fate === "pay_closed" && order) return payClosedOrder(booking, order.id);
  if (fate === "old_price" && order) return holdMoney(booking, fate, { expectedFen: order.totalFen });
  return holdMoney(booking, fate === "unknown_order" ? fate : "second_trade");
}

async function wasPaidBefore(tx: Tx, orderId: string): Promise<boolean> {
  return (await tx.payment.count({ where: { orderId, disposition: "settled" } })) > 0;
}

/**
 * The money of an order that waits for it is always taken. One that its buyer or its owner has given up waits for the gateway's word
 * alone: others may have been placed in its stead, so that its money is late as regards limits. Its attempt is then used up, so that
 * whoever looks at it next can close it.
 */
async function payWaitingOrder(booking: Booking, orderId: string): Promise<Settlement> {
  const { tx, at, trade } = booking;
  const isGivenUp = (await tx.order.count({ where: { id: orderId, closeWanted: { not: null } } })) > 0;
  const over = isGivenUp && ((await checkLateLimits(tx, orderId)) ?? (await checkCoupon(tx, orderId, trade.paidAt)));
  if (!over) return moveToPaid(booking, "PENDING");
  await tx.order.update({ where: { id: orderId }, data: { dueAt: at, checks: 0 } });
  return holdMoney(booking, "late_payment_over_limit", over);
}

/**
 * Late money is taken if the goods are still there (the order had given them back) and their buyer may still have them, and the coupon
 * of an order that was given up, which other orders may have used up since; otherwise it is held for a refund.
 */
async function payClosedOrder(booking: Booking, orderId: string): Promise<Settlement> {
  const { tx, at, trade } = booking;
  const over = await checkLateLimits(tx, orderId);
  if (over) return holdMoney(booking, "late_payment_over_limit", over);
  if (!(await isStillThere(tx, orderId))) return holdMoney(booking, "late_payment_no_stock");
  const used = await checkLateCoupon(tx, orderId, trade.paidAt);
  if (used) return holdMoney(booking, "late_payment_over_limit", used);
  const settlement = await moveToPaid(booking, "CLOSED");
  await retakeCoupon(tx, orderId);
  const subject = subjectOf.trade(trade.tradeNo);
  await recordDiscrepancy(tx, { ...refsOf(booking), kind: "late_payment", subject, resolvedAs: "late_payment_taken" }, at);
  return settlement;
}

async function moveToPaid({ tx, at, trade, source }: Booking, from: "PENDING" | "CLOSED"): Promise<Settlement> {
  const orderId = await payOrder(runIn(tx), { trade, source, from, at });
  if (!orderId) throw new Error(`the order of ${trade.outTradeNo} moved although its row was locked`);
  afterCommit(tx, () => countOrderEvent(from === "PENDING" ? "paid" : "paid_late"));
  return { kind: "paid", orderId };
}

/** Its goods are locked first, as everywhere (placing-locks.ts). */
async function checkCoupon(tx: Tx, orderId: string, paidAt: Date | null): ReturnType<typeof checkLateCoupon> {
  await isStillThere(tx, orderId);
  return checkLateCoupon(tx, orderId, paidAt);
}

/** Locks the goods of an order, and says whether they can be had once more. */
async function isStillThere(tx: Tx, orderId: string): Promise<boolean> {
  const lines = await tx.orderLine.findMany({ where: { orderId }, select: { variantId: true, quantity: true } });
  const ids = lines.map((line) => line.variantId);
  const rows = await tx.$queryRaw<{ id: number; stock: number }[]>`
    SELECT id, stock FROM variants WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
  const stockOf = new Map(rows.map((row) => [row.id, row.stock]));
  return lines.every((line) => (stockOf.get(line.variantId) ?? 0) >= line.quantity);
}

/**
 * A refund pays nothing. But money that we hear of only now has been paid to us, and is booked unless it is an order's and
 * only a notice says so: then the gateway is asked first (docs/decisions/0007).
 */
async function settleRefund(booking: Booking, refund: TradeRefund): Promise<Settlement> {
  const { tx, at, trade, order, attempt, source } = booking;
  const { isBooked } = await keepReportedRefund(tx, { ...trade, refund }, at);
  if (isBooked) return { kind: "refund", orderId: order?.id ?? null };
  const isSumRight = !attempt || attempt.amountFen === trade.totalFen;
  if (isSumRight && refund.feeFen === trade.totalFen) return holdMoney(booking, "refund_seen", { feeFen: refund.feeFen });
  const isStillOurs = trade.status === "TRADE_SUCCESS" || trade.status === "TRADE_FINISHED";
  if (isStillOurs && (source === "query" || !attempt)) return bookMoney(booking);
  return recordUnmatched(booking, "refund_seen", { refundStatus: refund.status });
}
