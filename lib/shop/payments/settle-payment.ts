import "server-only";
import type { Trade, TradeRefund } from "@/lib/alipay/gateway";
import type { Tx } from "@/lib/server/db";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import type { Shop } from "@/lib/shop/shop";
import { moveStock } from "@/lib/shop/stock/move-stock";
import { type DiscrepancyKind, recordDiscrepancy } from "./discrepancy";
import { maskLogon } from "./mask-logon";
import { noteToldRefund } from "./note-told-refund";

/** How the shop learnt of the trade; both are the gateway's own signed words. */
export type TradeSource = "notify" | "query";

export type Settlement =
  /** This call made the order paid. */
  | { kind: "paid"; orderId: string }
  /** The trade was booked before; nothing changed. */
  | { kind: "repeat"; orderId: string | null }
  /** The message pays nothing and asks for nothing (waiting for the buyer, closed unpaid). */
  | { kind: "no_change"; orderId: string | null }
  /** The message tells of a refund, which is written down for lib/shop/refunds; it pays nothing. */
  | { kind: "refund"; orderId: string | null }
  /** Booked, held and shown to the owner. */
  | { kind: "discrepancy"; orderId: string | null; discrepancy: DiscrepancyKind };

/**
 * The one place where money becomes a paid order: notify, return, poll, worker and the owner's check all end here.
 * Idempotent, whatever the order and number of calls: the order's row is locked, the trade is booked once by its trade_no,
 * the order moves by conditional write, and stock, ledger and timeline move in the same transaction. What does not fit is
 * booked as held money with a discrepancy; nothing is dropped and nothing is retried for ever.
 * `alongside` runs in the same transaction, so that a notice's inbox row tells of exactly what was committed.
 */
export async function settlePayment(
  shop: Shop,
  trade: Trade,
  source: TradeSource,
  alongside?: (tx: Tx, settlement: Settlement) => Promise<void>,
): Promise<Settlement> {
  return shop.db.$transaction(async (tx) => {
    const settlement = await settle(tx, shop, trade, source);
    await alongside?.(tx, settlement);
    return settlement;
  });
}

type Attempt = { id: string; orderId: string; amountFen: number };
type Order = { id: string; status: string };
type Booking = { tx: Tx; at: Date; trade: Trade; source: TradeSource; attempt: Attempt | null; order: Order | null };

async function settle(tx: Tx, shop: Shop, trade: Trade, source: TradeSource): Promise<Settlement> {
  const booking: Booking = { tx, at: shop.now(), trade, source, ...(await lockTrade(tx, trade)) };
  if (trade.sellerId !== shop.gateway.sellerId) return tellOwner(booking, "seller_mismatch", { sellerId: trade.sellerId });
  if (trade.status === null) return tellOwner(booking, "unknown_status", { status: trade.rawStatus });
  if (trade.refund) return hearOfRefund(booking, trade.refund);
  if (trade.status === "TRADE_CLOSED") return hearOfClosing(booking);
  if (trade.status === "TRADE_SUCCESS" || trade.status === "TRADE_FINISHED") return bookMoney(booking);
  return { kind: "no_change", orderId: booking.order?.id ?? null };
}

/**
 * Whoever books this trade, or settles or closes its order, takes turns: first on the trade_no, then on the order's row. NO KEY,
 * so that a line written into the order's timeline meanwhile, whose foreign key only looks at the row, does not wait for it.
 */
async function lockTrade(tx: Tx, trade: Trade): Promise<{ attempt: Attempt | null; order: Order | null }> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${trade.tradeNo}, 0))`;
  const rows = await tx.$queryRaw<{ id: string; orderId: string; amountFen: number; status: string }[]>`
    SELECT a.id, a.order_id AS "orderId", a.amount_fen AS "amountFen", o.status::text
    FROM payment_attempts a JOIN orders o ON o.id = a.order_id WHERE a.out_trade_no = ${trade.outTradeNo} FOR NO KEY UPDATE OF o`;
  const row = rows[0];
  return row ? { attempt: row, order: { id: row.orderId, status: row.status } } : { attempt: null, order: null };
}

async function bookMoney(booking: Booking): Promise<Settlement> {
  const { tx, trade, attempt, order } = booking;
  const known = await tx.payment.findUnique({ where: { tradeNo: trade.tradeNo }, select: { outTradeNo: true, amountFen: true } });
  if (known) return isSame(known, trade) ? { kind: "repeat", orderId: order?.id ?? null } : tellOwner(booking, "trade_no_reused");
  if (!attempt || !order) return hold(booking, "unknown_order");
  if (trade.totalFen !== attempt.amountFen) return hold(booking, "amount_mismatch", { expectedFen: attempt.amountFen });
  if (order.status === "PENDING") return payOrder(booking, order, attempt);
  if (order.status === "CLOSED" && !(await wasPaidBefore(tx, order))) return payClosedOrder(booking, order, attempt);
  return hold(booking, "second_trade");
}

function isSame(known: { outTradeNo: string; amountFen: bigint }, trade: Trade): boolean {
  return known.outTradeNo === trade.outTradeNo && known.amountFen === BigInt(trade.totalFen);
}

/** An order that was paid and then refunded as a whole: what comes now is a second trade. */
async function wasPaidBefore(tx: Tx, { id }: Order): Promise<boolean> {
  return (await tx.payment.count({ where: { orderId: id, disposition: "settled" } })) > 0;
}

async function payOrder(booking: Booking, order: Order, attempt: Attempt): Promise<Settlement> {
  await moveToPaid(booking, order, attempt);
  await moveStock(booking.tx, "sell", order.id, await linesOf(booking.tx, order.id), booking.at);
  await recordEvent(booking.tx, { orderId: order.id, kind: "paid", actor: "alipay", detail: told(booking), at: booking.at });
  return { kind: "paid", orderId: order.id };
}

/** Late money is taken if the goods are still there (the order had given them back), otherwise it is held for a refund. */
async function payClosedOrder(booking: Booking, order: Order, attempt: Attempt): Promise<Settlement> {
  const { tx, at, trade } = booking;
  const lines = await linesOf(tx, order.id);
  if (!(await isStillThere(tx, lines))) return hold(booking, "late_payment_no_stock");
  await moveToPaid(booking, order, attempt);
  await moveStock(tx, "retake", order.id, lines, at);
  await recordEvent(tx, { orderId: order.id, kind: "paid_late", actor: "alipay", detail: told(booking), at });
  await recordDiscrepancy(
    tx,
    { ...refs(booking), kind: "late_payment", key: trade.tradeNo, resolution: "订单关闭后到账，库存仍在，已恢复为已付款" },
    at,
  );
  return { kind: "paid", orderId: order.id };
}

async function moveToPaid({ tx, at, trade, source }: Booking, order: Order, attempt: Attempt): Promise<void> {
  const { count } = await tx.order.updateMany({
    where: { id: order.id, status: order.status as "PENDING" | "CLOSED" },
    data: { status: "PAID", paidAt: trade.paidAt ?? at, dueAt: null, closeWanted: null, closedAt: null, closeReason: null },
  });
  if (count !== 1) throw new Error(`order ${order.id} moved although its row was locked`);
  await tx.paymentAttempt.update({
    where: { id: attempt.id },
    data: { status: "PAID", tradeNo: trade.tradeNo, lastAnswer: trade.rawStatus },
  });
  await book({ tx, at, trade, source, attempt, order }, "settled");
  await signalOrder(tx, order.id);
}

async function isStillThere(tx: Tx, lines: { variantId: number; quantity: number }[]): Promise<boolean> {
  const ids = lines.map((line) => line.variantId);
  const rows = await tx.$queryRaw<{ id: number; stock: number }[]>`
    SELECT id, stock FROM variants WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
  const stockOf = new Map(rows.map((row) => [row.id, row.stock]));
  return lines.every((line) => (stockOf.get(line.variantId) ?? 0) >= line.quantity);
}

/** A close notice never pays. Of a paid trade it is news that only a person can judge. */
async function hearOfClosing(booking: Booking): Promise<Settlement> {
  const { tx, at, trade, attempt } = booking;
  const paid = await tx.payment.findUnique({ where: { tradeNo: trade.tradeNo }, select: { id: true } });
  if (paid) return tellOwner(booking, "closed_after_paid");
  if (!attempt) return { kind: "no_change", orderId: null };
  const { count } = await tx.paymentAttempt.updateMany({
    where: { id: attempt.id, status: "OPEN" },
    data: { status: "CLOSED", closedAt: at, tradeNo: trade.tradeNo, lastAnswer: trade.rawStatus },
  });
  if (count === 0) return { kind: "no_change", orderId: attempt.orderId };
  const detail = { outTradeNo: trade.outTradeNo };
  await recordEvent(tx, { orderId: attempt.orderId, kind: "attempt_closed", actor: "alipay", detail, at });
  await signalOrder(tx, attempt.orderId);
  return { kind: "no_change", orderId: attempt.orderId };
}

/** A refund pays nothing, whatever status comes with it. Of a trade that is not booked it fits nothing yet, and the owner is told. */
async function hearOfRefund(booking: Booking, refund: TradeRefund): Promise<Settlement> {
  const { tx, at, trade, order } = booking;
  const { isBooked } = await noteToldRefund(tx, { ...trade, refund }, at);
  return isBooked ? { kind: "refund", orderId: order?.id ?? null } : tellOwner(booking, "refund_seen", { refundStatus: refund.status });
}

/** Money that pays no order: in the ledger as held, with a discrepancy that says why. */
async function hold(booking: Booking, kind: DiscrepancyKind, detail: Record<string, number> = {}): Promise<Settlement> {
  const { tx, at, trade, order, attempt } = booking;
  await book(booking, "held");
  await recordDiscrepancy(tx, { ...refs(booking), kind, key: trade.tradeNo, detail }, at);
  if (order && attempt) {
    // The attempt has been used up; a new one may start.
    await tx.paymentAttempt.updateMany({
      where: { id: attempt.id, status: "OPEN" },
      data: { status: "PAID", tradeNo: trade.tradeNo, lastAnswer: trade.rawStatus },
    });
    await recordEvent(tx, {
      orderId: order.id,
      kind: "payment_held",
      actor: "alipay",
      detail: { ...told(booking), discrepancy: kind },
      at,
    });
    await signalOrder(tx, order.id);
  }
  return { kind: "discrepancy", orderId: order?.id ?? null, discrepancy: kind };
}

async function tellOwner(booking: Booking, kind: DiscrepancyKind, detail: Record<string, string> = {}): Promise<Settlement> {
  const { trade, order } = booking;
  const key = [trade.tradeNo, trade.outTradeNo, trade.rawStatus, trade.refund?.at?.getTime() ?? ""].join(":");
  await recordDiscrepancy(booking.tx, { ...refs(booking), kind, key, detail }, booking.at);
  return { kind: "discrepancy", orderId: order?.id ?? null, discrepancy: kind };
}

async function book({ tx, at, trade, source, attempt, order }: Booking, disposition: "settled" | "held"): Promise<void> {
  await tx.payment.create({
    data: {
      tradeNo: trade.tradeNo,
      outTradeNo: trade.outTradeNo,
      attemptId: attempt?.id ?? null,
      orderId: order?.id ?? null,
      amountFen: BigInt(trade.totalFen),
      disposition,
      buyerLogon: trade.buyerLogon && maskLogon(trade.buyerLogon),
      paidAt: trade.paidAt ?? at,
      source,
      createdAt: at,
    },
  });
}

function linesOf(tx: Tx, orderId: string) {
  return tx.orderLine.findMany({ where: { orderId }, select: { variantId: true, quantity: true } });
}

function refs({ trade, order }: Booking) {
  return { orderId: order?.id ?? null, outTradeNo: trade.outTradeNo, tradeNo: trade.tradeNo, amountFen: trade.totalFen };
}

function told({ trade, source }: Booking): Record<string, string> {
  return { tradeNo: trade.tradeNo, source };
}
