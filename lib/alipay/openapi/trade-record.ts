import { formatAmount } from "../amount";
import { formatTime } from "../time";
import type { ApiFields } from "./response";
import { successFields } from "./response";
import type { Params } from "./sign";

/** A trade in the gateway's own books: what its notices and answers are written from. */
export type OpenApiTradeRecord = {
  appId: string;
  outTradeNo: string;
  tradeNo: string;
  subject: string;
  /** WAIT_BUYER_PAY, TRADE_SUCCESS, … */
  status: string;
  totalFen: number;
  sellerId: string;
  sellerEmail: string;
  buyerId: string;
  /** Masked, as Alipay gives it: 138****8000. */
  buyerLogonId: string;
  createdAt: Date;
  paidAt: Date | null;
  closedAt: Date | null;
  /** The refund that this message is about; `feeFen` is the sum of all refunds so far. */
  refund: { outRequestNo: string; feeFen: number; at: Date } | null;
};

/** The parameters of a notice (docs/wire/alipay-openapi.md §3); a refund's last. */
export function noticeParams(trade: OpenApiTradeRecord, notice: { notifyId: string; notifyTime: Date }): Params {
  const total = formatAmount(trade.totalFen);
  return [
    ["gmt_create", formatTime(trade.createdAt)],
    ["charset", "utf-8"],
    ["seller_email", trade.sellerEmail],
    ["subject", trade.subject],
    ["buyer_id", trade.buyerId],
    ["notify_id", notice.notifyId],
    ["notify_type", "trade_status_sync"],
    ["trade_status", trade.status],
    ["app_id", trade.appId],
    ["auth_app_id", trade.appId],
    ["seller_id", trade.sellerId],
    ["notify_time", formatTime(notice.notifyTime)],
    ["version", "1.0"],
    ["out_trade_no", trade.outTradeNo],
    ["total_amount", total],
    ["trade_no", trade.tradeNo],
    ["buyer_logon_id", trade.buyerLogonId],
    ...(trade.paidAt ? paymentParams(total, trade.paidAt) : []),
    ...time("gmt_close", trade.closedAt),
    ...(trade.refund ? refundParams(trade.refund) : []),
  ];
}

function paymentParams(total: string, paidAt: Date): Params {
  return [
    ["invoice_amount", total],
    ["receipt_amount", total],
    ["buyer_pay_amount", total],
    ["point_amount", "0.00"],
    ["fund_bill_list", JSON.stringify([{ amount: total, fundChannel: "ALIPAYACCOUNT" }])],
    ["gmt_payment", formatTime(paidAt)],
  ];
}

/** The time of a refund comes with milliseconds (docs/wire/alipay-openapi.md §3). */
function refundParams(refund: { outRequestNo: string; feeFen: number; at: Date }): Params {
  return [
    ["refund_fee", formatAmount(refund.feeFen)],
    ["gmt_refund", `${formatTime(refund.at)}.${String(refund.at.getUTCMilliseconds()).padStart(3, "0")}`],
    ["out_biz_no", refund.outRequestNo],
  ];
}

/** The fields that answer alipay.trade.query (docs/wire/alipay-openapi.md §1.2): no seller, no refund. */
export function queryFields(trade: OpenApiTradeRecord): ApiFields {
  const total = formatAmount(trade.totalFen);
  return successFields({
    buyer_logon_id: trade.buyerLogonId,
    buyer_pay_amount: trade.paidAt ? total : "0.00",
    buyer_user_id: trade.buyerId,
    invoice_amount: trade.paidAt ? total : "0.00",
    out_trade_no: trade.outTradeNo,
    point_amount: "0.00",
    receipt_amount: trade.paidAt ? total : "0.00",
    ...(trade.paidAt && { send_pay_date: formatTime(trade.paidAt), fund_bill_list: [{ amount: total, fund_channel: "ALIPAYACCOUNT" }] }),
    total_amount: total,
    trade_no: trade.tradeNo,
    trade_status: trade.status,
  });
}

function time(name: string, at: Date | null): Params {
  return at ? [[name, formatTime(at)]] : [];
}
