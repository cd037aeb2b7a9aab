import { parseAmount } from "../amount";
import type { RejectReason, ReportedTrade, TradeRefund, TradeStatus } from "../gateway";
import { parseTime } from "../time";

export type ReadTrade = { ok: true; trade: ReportedTrade } | { ok: false; reason: RejectReason; detail: string };
type Get = (name: string) => string;

const STATUSES: readonly TradeStatus[] = ["WAIT_BUYER_PAY", "TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED"];
const TIMES = ["gmt_payment", "send_pay_date", "gmt_refund"];
const REFUND_SUMS = ["refund_fee", "refund_amount"];

/**
 * Reads the fields that a notice and the answer to a query share (docs/wire/alipay-openapi.md §1.2, §3), verified by the
 * caller. The answer to a query names no seller: it was asked under the app's own key, so `sellerId` is the app's.
 */
export function readTrade(get: Get, { sellerId }: { sellerId: string | null }): ReadTrade {
  const required = ["out_trade_no", "trade_no", "trade_status", "total_amount", ...(sellerId === null ? ["seller_id"] : [])];
  const missing = required.filter((name) => !get(name));
  if (missing.length > 0) return { ok: false, reason: "missing_field", detail: missing.join(", ") };
  const totalFen = parseAmount(get("total_amount"));
  if (totalFen === null) return { ok: false, reason: "malformed_amount", detail: "total_amount" };
  const badSum = REFUND_SUMS.find((name) => get(name) && !isZero(get(name)) && parseAmount(get(name)) === null);
  if (badSum) return { ok: false, reason: "malformed_amount", detail: badSum };
  const badTime = TIMES.find((name) => get(name) && parseTime(get(name)) === null);
  if (badTime) return { ok: false, reason: "malformed_time", detail: badTime };
  const paidAt = parseTime(get("gmt_payment") || get("send_pay_date"));
  const reported = readStatus(get);
  return {
    ok: true,
    trade: {
      outTradeNo: get("out_trade_no"),
      tradeNo: get("trade_no"),
      ...reported,
      totalFen,
      sellerId: get("seller_id") || sellerId || "",
      sellerEmail: get("seller_email") || null,
      buyerLogon: get("buyer_logon_id") || null,
      paidAt,
      refund: readRefund(get) ?? refundOfClosed(reported.status, { isQuery: sellerId !== null, paidAt, totalFen }),
    },
  };
}

/**
 * A success is not paid while the money has not reached the seller, nor with an unknown `credit_pay_mode`
 * (docs/wire/alipay-openapi.md §1.2).
 */
function readStatus(get: Get): { status: TradeStatus | null; rawStatus: string } {
  const rawStatus = get("trade_status");
  const status = STATUSES.find((known) => known === rawStatus) ?? null;
  const isPaid = status === "TRADE_SUCCESS" || status === "TRADE_FINISHED";
  const additional = get("additional_status");
  const credit = get("credit_pay_mode");
  if (isPaid && additional) return { status: "TRADE_PENDING", rawStatus: `${rawStatus} ${additional}` };
  if (isPaid && credit && credit !== "creditAdvanceV2") return { status: null, rawStatus: `${rawStatus} credit_pay_mode=${credit}` };
  return { status, rawStatus };
}

/**
 * A refunded sum above zero, a refund's time or its status make it a refund; refund_fee=0.00 also comes with payments
 * (docs/wire/alipay-openapi.md §3).
 */
function readRefund(get: Get): TradeRefund | null {
  const status = get("refund_status");
  const feeFen = parseAmount(get("refund_fee"));
  const isRefund = feeFen !== null || parseAmount(get("refund_amount")) !== null || get("gmt_refund") !== "" || status !== "";
  const outRequestNo = get("out_biz_no") || get("out_request_no") || null;
  return isRefund ? { status, feeFen, at: parseTime(get("gmt_refund")), outRequestNo } : null;
}

/**
 * The answer to a query names no refund, but a trade that was paid and is closed has been refunded in full
 * (docs/wire/alipay-openapi.md §1.2, trade_status).
 */
function refundOfClosed(
  status: TradeStatus | null,
  { isQuery, paidAt, totalFen }: { isQuery: boolean; paidAt: Date | null; totalFen: number },
): TradeRefund | null {
  return isQuery && status === "TRADE_CLOSED" && paidAt ? { status: "", feeFen: totalFen, at: null, outRequestNo: null } : null;
}

function isZero(text: string): boolean {
  return /^0(\.0{1,2})?$/.test(text);
}
