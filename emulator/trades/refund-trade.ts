import type { Refund, Trade } from "../ledger/types";
import type { World } from "../world/world";
import { raiseDepositBack, raiseNotice } from "./raise-notice";
import { settleBatch } from "./settle-batch";

export type RefundOrder = Pick<Refund, "requestNo" | "amountFen" | "reason" | "by" | "outBizNo" | "depositBack">;

/** How the refund ends: `afterMs` later by the clock, and with the code `failsWith` if it is to fail. */
export type RefundCourse = { afterMs?: number; failsWith?: string | null };

/**
 * Begins a refund. Null when the trade cannot be refunded, when a refund that has not failed already uses the number, or
 * when the sum is more than what is left. Refunds under way count as paid back.
 */
export function refundTrade(world: World, trade: Trade, requested: RefundOrder, course: RefundCourse = {}): Refund | null {
  const { outTradeNo } = trade;
  const { afterMs = 0, failsWith = null } = course;
  const known = refundOf(world, outTradeNo, requested.requestNo);
  const isUsed = known !== undefined && known.status !== "failed";
  if (isUsed || trade.status !== "TRADE_SUCCESS" || requested.amountFen < 1 || requested.amountFen > refundableFen(world, trade))
    return null;
  const now = world.now();
  const refund: Refund = { ...requested, outTradeNo, status: "processing", failsWith, requestedAt: now, refundedAt: null };
  const key = keyOf(outTradeNo, requested.requestNo);
  world.ledger.put("refund", key, refund);
  if (afterMs === 0) return settleRefund(world, refund, now);
  world.ledger.put("due", `refund:${key}`, { kind: "refund", key, dueAt: new Date(now.getTime() + afterMs) });
  return refund;
}

/**
 * Ends a refund that is under way. A partial refund leaves the status of the trade, a full one closes the trade; both are
 * notified to the notify_url of the payment (docs/wire/alipay-wap.md §4, docs/wire/alipay-openapi.md §3). A failed refund is
 * not notified there.
 */
export function settleRefund(world: World, refund: Refund, at: Date): Refund {
  const { ledger } = world;
  const trade = ledger.get("trade", refund.outTradeNo);
  const order = ledger.get("order", refund.outTradeNo);
  if (!trade || !order) throw new Error("a refund without its trade");
  const settled: Refund = refund.failsWith ? { ...refund, status: "failed" } : { ...refund, status: "refunded", refundedAt: at };
  ledger.put("refund", keyOf(refund.outTradeNo, refund.requestNo), settled);
  if (settled.status === "refunded") {
    const refundedFen = trade.refundedFen + refund.amountFen;
    const isWhole = refundedFen === order.totalFen;
    const closing = isWhole ? ({ status: "TRADE_CLOSED", closedAt: at } as const) : {};
    const refunded: Trade = { ...trade, ...closing, refundedFen, refundedAt: at, modifiedAt: at };
    ledger.put("trade", trade.outTradeNo, refunded);
    if (isWhole) ledger.remove("due", `finish:${trade.outTradeNo}`);
    raiseNotice(world, { trade: refunded, event: "refunded", at, outBizNo: refund.outBizNo });
    if (settled.depositBack) raiseDepositBack(world, { trade: refunded, requestNo: refund.requestNo, at });
  }
  if (refund.by === "batch") settleBatch(world, settled, at);
  return settled;
}

/** How much of a trade can still be refunded. */
export function refundableFen(world: World, { outTradeNo, refundedFen }: Trade): number {
  const totalFen = world.ledger.get("order", outTradeNo)?.totalFen ?? 0;
  const underWay = refundsOf(world, outTradeNo).filter(({ status }) => status === "processing");
  return underWay.reduce((left, { amountFen }) => left - amountFen, totalFen - refundedFen);
}

/** Every refund of a trade, oldest first. */
export function refundsOf(world: World, outTradeNo: string): Refund[] {
  return world.ledger.find("refund", "outTradeNo", outTradeNo);
}

/** A refund by its number, which is unique within its trade only. */
export function refundOf(world: World, outTradeNo: string, requestNo: string): Refund | undefined {
  return world.ledger.get("refund", keyOf(outTradeNo, requestNo));
}

// The length says where the first number ends, whatever characters the two numbers hold.
function keyOf(outTradeNo: string, requestNo: string): string {
  return `${outTradeNo.length}:${outTradeNo}:${requestNo}`;
}
