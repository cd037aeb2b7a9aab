import type { CloseAnswer } from "../gateway";
import { isAbout } from "./errors";
import { type ApiAnswer, type ApiFields, successFields } from "./response";
import { failed, unread } from "./trade-query";

export const CLOSE_METHOD = "alipay.trade.close";

/** Paid or closed in the meantime (docs/wire/alipay-openapi.md §1.3). */
const NOT_CLOSABLE = ["TRADE_STATUS_ERROR", "REASON_TRADE_STATUS_INVALID", "REASON_ILLEGAL_STATUS", "TRADE_HAS_SUCCESS", "TRADE_HAS_CLOSE"];

/** `biz_content` of the request that closes an unpaid trade (docs/wire/alipay-openapi.md §1.3). */
export function closeContent(outTradeNo: string): Record<string, string> {
  return { out_trade_no: outTradeNo };
}

export function readCloseAnswer(answer: ApiAnswer, outTradeNo: string): CloseAnswer {
  if (answer.kind !== "success" && answer.kind !== "failure") return unread(answer);
  if (!isAbout(answer.fields, { out_trade_no: outTradeNo })) return { kind: "unknown", detail: "the answer is about another trade" };
  if (answer.kind === "success") return { kind: "closed" };
  if (answer.code === "ACQ.TRADE_NOT_EXIST") return { kind: "not_exist" };
  if (NOT_CLOSABLE.includes(answer.code.replace(/^ACQ\./, ""))) return { kind: "not_closable" };
  return failed(answer);
}

/** The gateway's side: the fields that say a trade is closed. */
export function closeFields(trade: { outTradeNo: string; tradeNo: string }): ApiFields {
  return successFields({ out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo });
}
