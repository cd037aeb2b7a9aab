import { encodeForm, parseForm } from "../form";
import type { ReturnResult } from "../gateway";
import { type SecurityKeys, signSorted, verifySorted } from "./signing/security";

/**
 * Verifies the query string with which a buyer's browser comes back (docs/wire/alipay-wap.md §4): sorted, without sign and
 * sign_type. It names no amount and no status, so it proves a visit and not a payment. `sign_type`, absent in the oldest
 * samples, must be the contract's where it is present.
 */
export function parseReturn(search: string, keys: SecurityKeys): ReturnResult {
  const form = parseForm(search.startsWith("?") ? search.slice(1) : search, { maxBytes: 8_192 });
  if (!form.ok) return { ok: false, reason: form.reason };
  const { params } = form;
  const { out_trade_no: outTradeNo, trade_no: tradeNo, result, sign } = Object.fromEntries(params);
  if (!outTradeNo || !tradeNo || !result || !sign) return { ok: false, reason: "missing_field" };
  if ((params.get("sign_type") || keys.secId) !== keys.secId) return { ok: false, reason: "wrong_sec_id" };
  if (!verifySorted(params, keys)) return { ok: false, reason: "bad_signature" };
  if (result !== "success") return { ok: false, reason: "malformed" };
  return { ok: true, outTradeNo, tradeNo };
}

/** The gateway's side: the query string of a return. request_token is the literal `requestToken` in every real one (docs/wire/alipay-wap.md §4). */
export function buildReturn(trade: { outTradeNo: string; tradeNo: string }, keys: SecurityKeys): string {
  const signed = signSorted(
    [
      ["out_trade_no", trade.outTradeNo],
      ["request_token", "requestToken"],
      ["result", "success"],
      ["trade_no", trade.tradeNo],
    ],
    keys,
  );
  return encodeForm([...signed, ["sign_type", keys.secId]]);
}
