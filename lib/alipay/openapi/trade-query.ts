import { contractCause } from "../contract-refusal";
import type { TradeAnswer, UnknownAnswer } from "../gateway";
import { describeFailure, isAbout } from "./errors";
import { type ApiAnswer, fieldText } from "./response";
import { readTrade } from "./trade";

export const QUERY_METHOD = "alipay.trade.query";

/** `biz_content` of the query for a trade by the merchant's number (docs/wire/alipay-openapi.md §1.2). */
export function queryContent(outTradeNo: string): Record<string, string> {
  return { out_trade_no: outTradeNo };
}

/** The trade in the answer; `sellerId` is the app's, since the answer names no seller. */
export function readQueryAnswer(answer: ApiAnswer, { outTradeNo, sellerId }: { outTradeNo: string; sellerId: string }): TradeAnswer {
  if (answer.kind === "failure") {
    const isMissing = answer.code === "ACQ.TRADE_NOT_EXIST" && isAbout(answer.fields, { out_trade_no: outTradeNo });
    return isMissing ? { kind: "not_exist" } : failed(answer);
  }
  if (answer.kind !== "success") return unread(answer);
  const read = readTrade((name) => fieldText(answer.fields, name), { sellerId });
  if (!read.ok) return { kind: "unknown", detail: `the trade cannot be read: ${read.reason} ${read.detail}` };
  if (read.trade.outTradeNo !== outTradeNo) return { kind: "unknown", detail: "the answer is about another trade" };
  return { kind: "trade", trade: read.trade };
}

/** A verified failure that leaves the outcome unknown, marked when it is the contract that is refused. */
export function failed(answer: Extract<ApiAnswer, { kind: "failure" }>): UnknownAnswer {
  const { code } = answer;
  const detail = describeFailure(answer);
  return contractCause(code) ? { kind: "unknown", detail, refusal: { kind: "refused", code, evidence: "" } } : { kind: "unknown", detail };
}

/** An answer that could not be read at all. */
export function unread(answer: Exclude<ApiAnswer, { kind: "success" | "failure" }>): UnknownAnswer {
  const { refusal } = answer;
  const detail =
    answer.kind === "unknown" ? answer.detail : `signed under a certificate that is not held (${answer.alipayCertSn || "none"})`;
  return { kind: "unknown", detail, ...(refusal && { refusal }) };
}
