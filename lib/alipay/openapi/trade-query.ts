import type { TradeAnswer } from "../gateway";
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
    return isMissing ? { kind: "not_exist" } : { kind: "unknown", detail: describeFailure(answer) };
  }
  if (answer.kind !== "success") return { kind: "unknown", detail: whyUnknown(answer) };
  const read = readTrade((name) => fieldText(answer.fields, name), { sellerId });
  if (!read.ok) return { kind: "unknown", detail: `the trade cannot be read: ${read.reason} ${read.detail}` };
  if (read.trade.outTradeNo !== outTradeNo) return { kind: "unknown", detail: "the answer is about another trade" };
  return { kind: "trade", trade: read.trade };
}

/** Why an answer is unknown, in words for the owner's log. */
export function whyUnknown(answer: Exclude<ApiAnswer, { kind: "success" | "failure" }>): string {
  return answer.kind === "unknown" ? answer.detail : `signed under a certificate that is not held (${answer.alipayCertSn || "none"})`;
}
