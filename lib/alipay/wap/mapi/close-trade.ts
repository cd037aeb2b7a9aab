import type { CloseAnswer } from "../../gateway";
import type { Params, SecurityKeys } from "../signing/security";
import { mapiFailed, parseMapiAnswer } from "./answer";
import { signMapiRequest } from "./request";

export const CLOSE_SERVICE = "close_trade";

/** The signed parameters that close an unpaid trade; here the number is called out_order_no (docs/wire/alipay-wap.md §1.3). */
export function buildCloseTrade(contract: { partner: string; mapiKeys: SecurityKeys }, outTradeNo: string): Promise<Params> {
  return signMapiRequest(
    [
      ["service", CLOSE_SERVICE],
      ["partner", contract.partner],
      ["_input_charset", "utf-8"],
      ["out_order_no", outTradeNo],
    ],
    contract.mapiKeys,
  );
}

/** Reads the answer, which is unsigned: query the trade again before anything depends on it. */
export function parseCloseAnswer(text: string): CloseAnswer {
  const answer = parseMapiAnswer(text);
  if (answer.kind === "success") return { kind: "closed" };
  if (answer.kind === "broken") return { kind: "unknown", detail: answer.detail };
  if (answer.code === "TRADE_NOT_EXIST") return { kind: "not_exist" };
  if (answer.code === "TRADE_STATUS_NOT_AVAILD") return { kind: "not_closable" };
  return mapiFailed(answer.code);
}
