import { parseAmount } from "../../amount";
import type { RejectReason, ReportedTrade, TradeStatus } from "../../gateway";
import { parseTime } from "../../time";

export type ReadTrade = { ok: true; trade: ReportedTrade } | { ok: false; reason: RejectReason; detail: string };

const STATUSES: readonly TradeStatus[] = ["WAIT_BUYER_PAY", "TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED", "TRADE_PENDING"];
const REQUIRED = ["out_trade_no", "trade_no", "trade_status", "total_fee", "seller_id"];
const TIMES = ["gmt_payment", "gmt_refund"];

/**
 * Reads the elements that a notice and the answer to a query share (docs/wire/alipay-wap.md §1.3, §4). The caller has
 * verified them. Without a number, amount or seller there is nothing to compare an order with, so a message that lacks one
 * is refused. An unknown status is not refused: it is passed on as null, with its text.
 */
export function readTrade(fields: ReadonlyMap<string, string>): ReadTrade {
  const missing = REQUIRED.filter((name) => !fields.get(name));
  if (missing.length > 0) return { ok: false, reason: "missing_field", detail: missing.join(", ") };
  const text = (name: string) => fields.get(name) ?? "";
  const totalFen = parseAmount(text("total_fee"));
  if (totalFen === null) return { ok: false, reason: "malformed_amount", detail: "total_fee" };
  const badTime = TIMES.find((name) => text(name) !== "" && parseTime(text(name)) === null);
  if (badTime) return { ok: false, reason: "malformed_time", detail: badTime };
  const refund = readRefund(fields);
  if (refund === "malformed") return { ok: false, reason: "malformed_amount", detail: "refund_fee" };
  const rawStatus = text("trade_status");
  return {
    ok: true,
    trade: {
      outTradeNo: text("out_trade_no"),
      tradeNo: text("trade_no"),
      status: STATUSES.find((status) => status === rawStatus) ?? null,
      rawStatus,
      totalFen,
      sellerId: text("seller_id"),
      sellerEmail: text("seller_email") || null,
      buyerLogon: text("buyer_email") || null,
      paidAt: parseTime(text("gmt_payment")),
      refund,
    },
  };
}

/** Any sign of a refund makes the message one about a refund, which must never count as a payment. A fee of zero is no sign. */
function readRefund(fields: ReadonlyMap<string, string>): ReportedTrade["refund"] | "malformed" {
  const status = fields.get("refund_status") ?? "";
  const at = fields.get("gmt_refund") ?? "";
  const fee = fields.get("refund_fee") ?? "";
  const isZero = /^0(\.0{1,2})?$/.test(fee);
  const feeFen = parseAmount(fee);
  if (fee !== "" && !isZero && feeFen === null) return "malformed";
  return status || at || feeFen ? { status, feeFen, at: parseTime(at) } : null;
}
