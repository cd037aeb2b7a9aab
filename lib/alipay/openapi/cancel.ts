import type { UnknownAnswer } from "../gateway";
import { describeFailure, explainApiError, isAbout } from "./errors";
import { type ApiAnswer, type ApiFields, fieldText, successFields } from "./response";
import { failed, unread } from "./trade-query";

export const CANCEL_METHOD = "alipay.trade.cancel";

/** What became of a payment that was given up: nothing was there · closed · paid, and refunded whole · ask once more. */
export type CancelAnswer =
  | { kind: "nothing" }
  | { kind: "closed" }
  | { kind: "refunded" }
  | { kind: "try_again"; detail: string }
  | { kind: "refused"; code: string; detail: string }
  | UnknownAnswer;

/** `biz_content` of the request that gives a payment up (docs/wire/alipay-openapi.md §1.4). */
export function cancelContent(outTradeNo: string): Record<string, string> {
  return { out_trade_no: outTradeNo };
}

/** `retry_flag=Y` says that nothing is settled yet; without an `action` no trade was found. */
export function readCancelAnswer(answer: ApiAnswer, outTradeNo: string): CancelAnswer {
  if (answer.kind !== "success" && answer.kind !== "failure") return unread(answer);
  if (!isAbout(answer.fields, { out_trade_no: outTradeNo })) return { kind: "unknown", detail: "the answer is about another trade" };
  if (answer.kind === "failure") {
    if (explainApiError(answer.code).action === "same_again") return failed(answer);
    return { kind: "refused", code: answer.code, detail: describeFailure(answer) };
  }
  const action = fieldText(answer.fields, "action");
  if (fieldText(answer.fields, "retry_flag") === "Y") return { kind: "try_again", detail: `retry_flag Y, action ${action || "none"}` };
  if (action === "close") return { kind: "closed" };
  if (action === "refund") return { kind: "refunded" };
  return action === "" ? { kind: "nothing" } : { kind: "unknown", detail: `action ${action}` };
}

/** The gateway's side: what was done; `action` is null where no trade was found. */
export function cancelFields(
  trade: { outTradeNo: string; tradeNo: string | null },
  { action, retry = false }: { action: "close" | "refund" | null; retry?: boolean },
): ApiFields {
  return successFields({
    out_trade_no: trade.outTradeNo,
    ...(trade.tradeNo !== null && { trade_no: trade.tradeNo }),
    retry_flag: retry ? "Y" : "N",
    ...(action && { action }),
  });
}
