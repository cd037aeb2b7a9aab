import type { ContractRefusal, TradeAnswer } from "../../gateway";
import { escapeXml, onlyChild, textChildren, writeElements } from "../../xml";
import { mapiSignType, type Params, type SecurityKeys, signSorted, verifySorted } from "../signing/security";
import { readTrade } from "../trade/trade";
import { queryFields, type TradeRecord } from "../trade/trade-record";
import { buildMapiSuccess, mapiFailed, parseMapiAnswer } from "./answer";
import { signMapiRequest } from "./request";

export const QUERY_SERVICE = "single_trade_query";

/** The signed parameters that ask for a trade by the merchant's number (docs/wire/alipay-wap.md §1.3). */
export function buildTradeQuery(contract: { partner: string; mapiKeys: SecurityKeys }, outTradeNo: string): Promise<Params> {
  return signMapiRequest(
    [
      ["service", QUERY_SERVICE],
      ["partner", contract.partner],
      ["_input_charset", "utf-8"],
      ["out_trade_no", outTradeNo],
    ],
    contract.mapiKeys,
  );
}

/**
 * Reads the answer. A trade counts only when it is the one that was asked for and its signature verifies, over the sorted
 * `name=value` of its elements (docs/wire/alipay-wap.md §1.3; that rule was not seen in a real answer). Anything else is
 * unknown, never paid and never unpaid.
 */
export function parseTradeAnswer(text: string, outTradeNo: string, keys: SecurityKeys): TradeAnswer {
  const answer = parseMapiAnswer(text);
  if (answer.kind === "broken") return unknown(answer.detail);
  if (answer.kind === "failure") return answer.code === "TRADE_NOT_EXIST" ? { kind: "not_exist" } : mapiFailed(answer.code);
  const trade = onlyChild(onlyChild(answer.root, "response"), "trade");
  const fields = trade ? textChildren(trade) : null;
  if (!fields) return unknown("the answer holds no trade, or an element of it twice");
  const signType = onlyChild(answer.root, "sign_type")?.text || mapiSignType(keys.secId);
  if (signType !== mapiSignType(keys.secId)) return unknown("the answer is signed in another way than the contract says");
  const sign = onlyChild(answer.root, "sign")?.text ?? "";
  if (!verifySorted(new Map(fields).set("sign", sign), keys))
    return unknown("the answer's signature does not verify", { kind: "unverified", code: "", evidence: text });
  const read = readTrade(fields);
  if (!read.ok) return unknown(`the trade cannot be read: ${read.reason} ${read.detail}`);
  if (read.trade.outTradeNo !== outTradeNo) return unknown("the answer is about another trade");
  return { kind: "trade", trade: read.trade };
}

/** The gateway's side: the signed answer; `asked` are the request's own parameters, which it repeats. */
export function buildTradeAnswer(record: TradeRecord, asked: Iterable<readonly [string, string]>, keys: SecurityKeys): string {
  const fields = queryFields(record);
  const repeated = [...asked]
    .filter(([name]) => name !== "sign" && name !== "sign_type")
    .map(([name, value]) => `<param name="${escapeXml(name).replaceAll('"', "&quot;")}">${escapeXml(value)}</param>`)
    .join("");
  const [, sign = ""] = signSorted(fields, keys).at(-1) ?? [];
  const signature = writeElements([
    ["sign", sign],
    ["sign_type", mapiSignType(keys.secId)],
  ]);
  return buildMapiSuccess(`<request>${repeated}</request><response><trade>${writeElements(fields)}</trade></response>${signature}`);
}

function unknown(detail: string, refusal?: ContractRefusal): TradeAnswer {
  return { kind: "unknown", detail, ...(refusal && { refusal }) };
}
