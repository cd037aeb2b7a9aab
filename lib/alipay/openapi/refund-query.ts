import { formatAmount, parseAmount } from "../amount";
import type { RefundQueryAnswer } from "../gateway";
import { formatTime, parseTime } from "../time";
import { describeFailure, isAbout } from "./errors";
import { type ApiAnswer, type ApiFields, fieldText, successFields } from "./response";
import { unread } from "./trade-query";

export const REFUND_QUERY_METHOD = "alipay.trade.fastpay.refund.query";

type Refund = { outTradeNo: string; tradeNo: string; outRequestNo: string };

/** `biz_content` of the query for one refund (docs/wire/alipay-openapi.md §1.6); its time comes only when it is asked for. */
export function refundQueryContent(refund: Refund): Record<string, unknown> {
  return {
    out_trade_no: refund.outTradeNo,
    trade_no: refund.tradeNo,
    out_request_no: refund.outRequestNo,
    query_options: ["gmt_refund_pay"],
  };
}

/**
 * Without refund_status the refund was not received, or failed; any status but REFUND_SUCCESS leaves the outcome unknown
 * (docs/wire/alipay-openapi.md §1.6).
 */
export function readRefundQueryAnswer(answer: ApiAnswer, refund: Refund): RefundQueryAnswer {
  if (answer.kind !== "success" && answer.kind !== "failure") return unread(answer);
  const asked = { out_trade_no: refund.outTradeNo, trade_no: refund.tradeNo, out_request_no: refund.outRequestNo };
  if (!isAbout(answer.fields, asked)) return { kind: "unknown", detail: "the answer is about another refund" };
  if (answer.kind === "failure") {
    const isMissing = /^(ACQ\.)?TRADE_NOT_EXIST$/.test(answer.code);
    return isMissing ? { kind: "not_refunded" } : { kind: "unknown", detail: describeFailure(answer) };
  }
  const status = fieldText(answer.fields, "refund_status");
  if (status === "") return { kind: "not_refunded" };
  if (status !== "REFUND_SUCCESS") return { kind: "unknown", detail: `refund_status ${status}` };
  const amountFen = parseAmount(fieldText(answer.fields, "refund_amount"));
  if (amountFen === null) return { kind: "unknown", detail: "refund_amount is no amount" };
  return { kind: "refunded", amountFen, at: parseTime(fieldText(answer.fields, "gmt_refund_pay")) };
}

/** The gateway's side: the fields that describe a refund; `null` stands for one that it does not know. */
export function refundQueryFields(refund: (Refund & { amountFen: number; totalFen: number; at: Date }) | null): ApiFields {
  if (!refund) return successFields({});
  return successFields({
    out_request_no: refund.outRequestNo,
    out_trade_no: refund.outTradeNo,
    refund_amount: formatAmount(refund.amountFen),
    refund_status: "REFUND_SUCCESS",
    total_amount: formatAmount(refund.totalFen),
    trade_no: refund.tradeNo,
    gmt_refund_pay: formatTime(refund.at),
  });
}
