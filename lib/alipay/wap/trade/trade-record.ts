import { formatAmount } from "../../amount";
import { formatTime } from "../../time";
import type { Params } from "../signing/security";

/** A trade in the gateway's own books: what its notices and its answers to queries are written from. */
export type TradeRecord = {
  outTradeNo: string;
  tradeNo: string;
  subject: string;
  /** WAIT_BUYER_PAY, TRADE_SUCCESS, … */
  status: string;
  totalFen: number;
  sellerId: string;
  sellerEmail: string;
  buyerId: string;
  /** May be a phone number. */
  buyerEmail: string;
  createdAt: Date;
  paidAt: Date | null;
  closedAt: Date | null;
  refund: { status: string; feeFen: number; at: Date } | null;
};

/** The elements of a notice in the order of real ones (docs/wire/alipay-wap.md §4); a refund's two come last. */
export function noticeFields(trade: TradeRecord, notice: { notifyId: string; notifyTime: Date }): Params {
  return [
    ["payment_type", "1"],
    ["subject", trade.subject],
    ["trade_no", trade.tradeNo],
    ["buyer_email", trade.buyerEmail],
    ["gmt_create", formatTime(trade.createdAt)],
    ["notify_type", "trade_status_sync"],
    ["quantity", "1"],
    ["out_trade_no", trade.outTradeNo],
    ["notify_time", formatTime(notice.notifyTime)],
    ["seller_id", trade.sellerId],
    ["trade_status", trade.status],
    ["is_total_fee_adjust", "N"],
    ["total_fee", formatAmount(trade.totalFen)],
    ...time("gmt_payment", trade.paidAt),
    ["seller_email", trade.sellerEmail],
    ...time("gmt_close", trade.closedAt),
    ["price", formatAmount(trade.totalFen)],
    ["buyer_id", trade.buyerId],
    ["notify_id", notice.notifyId],
    ["use_coupon", "N"],
    ...(trade.refund ? ([["refund_status", trade.refund.status]] satisfies Params) : []),
    ...time("gmt_refund", trade.refund?.at ?? null),
  ];
}

/** The elements of `<trade>` in the answer to single_trade_query (docs/wire/alipay-wap.md §1.3). */
export function queryFields(trade: TradeRecord): Params {
  return [
    ["buyer_email", trade.buyerEmail],
    ["buyer_id", trade.buyerId],
    ["discount", "0.00"],
    ["flag_trade_locked", "0"],
    ...time("gmt_close", trade.closedAt),
    ["gmt_create", formatTime(trade.createdAt)],
    ["gmt_last_modified_time", formatTime(trade.refund?.at ?? trade.closedAt ?? trade.paidAt ?? trade.createdAt)],
    ...time("gmt_payment", trade.paidAt),
    ...time("gmt_refund", trade.refund?.at ?? null),
    ["is_total_fee_adjust", "F"],
    ["operator_role", "B"],
    ["out_trade_no", trade.outTradeNo],
    ["payment_type", "1"],
    ["price", formatAmount(trade.totalFen)],
    ["quantity", "1"],
    ...(trade.refund
      ? ([
          ["refund_fee", formatAmount(trade.refund.feeFen)],
          ["refund_status", trade.refund.status],
        ] satisfies Params)
      : []),
    ["seller_email", trade.sellerEmail],
    ["seller_id", trade.sellerId],
    ["subject", trade.subject],
    ["total_fee", formatAmount(trade.totalFen)],
    ["trade_no", trade.tradeNo],
    ["trade_status", trade.status],
    ["use_coupon", "F"],
  ];
}

function time(name: string, at: Date | null): Params {
  return at ? [[name, formatTime(at)]] : [];
}
