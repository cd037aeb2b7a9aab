import { formatAmount } from "@/lib/alipay/amount";
import type { BillEntry } from "@/lib/alipay/openapi/bill/bill-csv";
import type { FaultRule } from "../ledger/fault-rule";
import type { Delivery, Notice, Order, Refund, Trade } from "../ledger/types";
import { refundsOf } from "../trades/refund-trade";
import { standingOf } from "../trades/standing";
import type { World } from "../world/world";

/** An order and its trade, under Alipay's names; money in yuan, instants in ISO 8601. */
export function showTrade(world: World, order: Order) {
  const trade = world.ledger.get("trade", order.outTradeNo);
  return {
    out_trade_no: order.outTradeNo,
    protocol: order.protocol,
    subject: order.subject,
    total_fee: formatAmount(order.totalFen),
    standing: standingOf(world, order),
    created_at: order.createdAt,
    expires_at: order.expiresAt,
    trade_no: trade?.tradeNo ?? null,
    trade_status: trade?.status ?? null,
    buyer_email: trade?.buyer.email ?? null,
    paid_at: trade?.paidAt ?? null,
    closed_at: trade?.closedAt ?? null,
    refund_fee: trade ? yuan(trade.refundedFen) : "0.00",
    refunded_at: trade?.refundedAt ?? null,
    refunds: refundsOf(world, order.outTradeNo).map(showRefund),
    notices: noticesOf(world, order.outTradeNo).map((notice) => showNotice(world, notice)),
  };
}

function showRefund(refund: Refund) {
  return {
    out_request_no: refund.requestNo,
    amount: yuan(refund.amountFen),
    reason: refund.reason,
    by: refund.by,
    status: refund.status,
    code: refund.failsWith,
    requested_at: refund.requestedAt,
    refunded_at: refund.refundedAt,
  };
}

function noticesOf(world: World, outTradeNo: string): Notice[] {
  return world.ledger.find("notice", "outTradeNo", outTradeNo);
}

function showNotice(world: World, notice: Notice) {
  return {
    notify_id: notice.notifyId,
    event: notice.event,
    url: notice.url,
    out_biz_no: notice.outBizNo,
    batch_no: notice.batchNo,
    trade_status: notice.trade.status,
    sends: notice.sends,
    acknowledged_at: notice.acknowledgedAt,
    confirmed_at: notice.confirmedAt,
    next_send_at: world.ledger.get("due", `send:${notice.notifyId}`)?.dueAt ?? null,
  };
}

/** One attempt to deliver a notice. */
export function showDelivery(delivery: Delivery) {
  return {
    id: delivery.id,
    notify_id: delivery.notifyId,
    out_trade_no: delivery.outTradeNo,
    trade_status: delivery.tradeStatus,
    url: delivery.url,
    send: delivery.send,
    due_at: delivery.dueAt,
    sent_at: delivery.sentAt,
    outcome: delivery.outcome,
    http_status: delivery.httpStatus,
    answer: delivery.answer,
  };
}

/** A row of the bill of a day. */
export function showBillEntry(entry: BillEntry) {
  return {
    type: entry.type,
    trade_no: entry.tradeNo,
    out_trade_no: entry.outTradeNo,
    out_request_no: entry.outRequestNo,
    amount: yuan(entry.amountFen),
    completed_at: entry.completedAt,
  };
}

/** A rule as it was set, with how often it still strikes. */
export function showFault({ id, left, ...fault }: FaultRule) {
  return { id, times: left ?? "always", ...fault };
}

/** The order's latest notice, or undefined. */
export function latestNotice(world: World, { outTradeNo }: Pick<Trade, "outTradeNo">): Notice | undefined {
  return noticesOf(world, outTradeNo).at(-1);
}

function yuan(fen: number): string {
  return fen === 0 ? "0.00" : formatAmount(fen);
}
