import type { Refund, Trade } from "../ledger/types";
import type { World } from "../world/world";
import { raiseNotice } from "./raise-notice";
import { settleBatch } from "./settle-batch";

export type RefundOrder = Pick<Refund, "requestNo" | "amountFen" | "reason" | "by" | "outBizNo">;

/** How the refund goes on: `afterMs` by the clock, to its end or to a failure. */
export type RefundCourse = { afterMs?: number; failsWith?: string | null };

/**
 * Begins to give money back. Null when the trade is not refundable, the number is used by a refund that has not
 * failed, or the sum is more than what is left; what is under way counts as given.
 */
export function refundTrade(world: World, trade: Trade, asked: RefundOrder, course: RefundCourse = {}): Refund | null {
  const { outTradeNo } = trade;
  const { afterMs = 0, failsWith = null } = course;
  const known = refundOf(world, outTradeNo, asked.requestNo);
  const isUsed = known !== undefined && known.status !== "failed";
  if (isUsed || trade.status !== "TRADE_SUCCESS" || asked.amountFen < 1 || asked.amountFen > refundableFen(world, trade)) return null;
  const now = world.now();
  const refund: Refund = { ...asked, outTradeNo, status: "processing", failsWith, requestedAt: now, refundedAt: null };
  const key = keyOf(outTradeNo, asked.requestNo);
  world.ledger.put("refund", key, refund);
  if (afterMs === 0) return settleRefund(world, refund, now);
  world.ledger.put("due", `refund:${key}`, { kind: "refund", key, dueAt: new Date(now.getTime() + afterMs) });
  return refund;
}

/**
 * Ends a refund that is under way. A part leaves the trade's status as it is, the whole closes the trade; both are notified
 * to the payment's notify_url (alipay-wap §4, alipay-openapi §3). A failure gives nothing back and is not notified there.
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
  }
  if (refund.by === "batch") settleBatch(world, settled, at);
  return settled;
}

/** What can still be given back of a trade. */
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

// The length says where the first number ends, whatever the two hold.
function keyOf(outTradeNo: string, requestNo: string): string {
  return `${outTradeNo.length}:${outTradeNo}:${requestNo}`;
}
