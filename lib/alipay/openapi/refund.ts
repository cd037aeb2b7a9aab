import { formatAmount } from "../amount";
import type { RefundAdvice, RefundAnswer, RefundRequest } from "../gateway";
import { formatTime, parseTime } from "../time";
import { describeFailure, type ErrorAction, explainApiError, isAbout } from "./errors";
import { type ApiAnswer, type ApiFields, fieldText, successFields } from "./response";
import { unread } from "./trade-query";

export const REFUND_METHOD = "alipay.trade.refund";

const MAX_REASON = 128;
/** Named in a refund's query_options, it makes Alipay tell later what a bank made of it (docs/wire/alipay-openapi.md §3.1). */
export const DEPOSIT_BACK_OPTION = "deposit_back_info";

/** A code that leaves the outcome unknown is missing here: the identical request may then be sent again. */
const ADVICE: Partial<Record<ErrorAction, RefundAdvice>> = {
  query: "check_trade",
  new_attempt: "check_trade",
  fix_setup: "same_again_later",
  give_up: "never",
  buyer_account: "never",
};

/**
 * `biz_content` of a refund (docs/wire/alipay-openapi.md §1.5). Everything in it comes from the request, so that a retry is
 * the identical pair of number and sum, which Alipay refunds once.
 * @throws {RangeError} for a sum or number that the protocol cannot carry
 */
export function refundContent(request: RefundRequest): Record<string, unknown> {
  if (request.amountFen > request.totalFen) throw new RangeError("a refund is never more than was paid");
  if (!/^\w{1,64}$/.test(request.outRequestNo)) throw new RangeError("a refund's number is 1 to 64 letters, digits and _");
  const reason = Array.from(request.reason.replace(/[\p{Cc}\p{Cs}]+/gu, " ").trim())
    .slice(0, MAX_REASON)
    .join("");
  return {
    out_trade_no: request.outTradeNo,
    trade_no: request.tradeNo,
    refund_amount: formatAmount(request.amountFen),
    out_request_no: request.outRequestNo,
    ...(reason && { refund_reason: reason }),
    ...(request.depositBack && { query_options: [DEPOSIT_BACK_OPTION] }),
  };
}

/** 10000 says that the request was taken; only fund_change=Y says that money moved. `refund_fee` is the sum of all refunds of the trade. */
export function readRefundAnswer(answer: ApiAnswer, { outTradeNo, tradeNo }: { outTradeNo: string; tradeNo: string }): RefundAnswer {
  if (answer.kind !== "success" && answer.kind !== "failure") return unread(answer);
  if (!isAbout(answer.fields, { out_trade_no: outTradeNo, trade_no: tradeNo }))
    return { kind: "unknown", detail: "the answer is about another trade" };
  if (answer.kind === "success") {
    const isDone = fieldText(answer.fields, "fund_change") === "Y";
    return isDone ? { kind: "refunded", at: parseTime(fieldText(answer.fields, "gmt_refund_pay")) } : { kind: "accepted" };
  }
  const detail = describeFailure(answer);
  const advice = ADVICE[explainApiError(answer.code).action];
  return advice ? { kind: "refused", code: answer.code, detail, advice } : { kind: "unknown", detail };
}

/** The gateway's side: the fields that answer a refund; `totalRefundedFen` is the sum of all refunds of the trade. */
export function refundFields(
  trade: { outTradeNo: string; tradeNo: string; buyerLogonId: string; buyerId: string },
  refund: { totalRefundedFen: number; at: Date; fundChange: boolean },
): ApiFields {
  return successFields({
    buyer_logon_id: trade.buyerLogonId,
    buyer_user_id: trade.buyerId,
    fund_change: refund.fundChange ? "Y" : "N",
    gmt_refund_pay: formatTime(refund.at),
    out_trade_no: trade.outTradeNo,
    refund_fee: formatAmount(refund.totalRefundedFen),
    send_back_fee: "0.00",
    trade_no: trade.tradeNo,
  });
}
