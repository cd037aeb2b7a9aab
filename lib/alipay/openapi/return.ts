import { formatAmount, parseAmount } from "../amount";
import { encodeForm } from "../form";
import type { ReturnResult } from "../gateway";
import { formatTime } from "../time";
import { parseCallbackForm } from "./callback-form";
import type { AppContract } from "./contract";
import { type CallbackKeys, signCallback, verifyCallback } from "./notification";
import { PAGES } from "./page-pay";
import type { OpenApiTradeRecord } from "./trade-record";

const REQUIRED = ["out_trade_no", "trade_no", "total_amount", "app_id", "sign", "sign_type", "method"];
/** The page for computers returns under its own method name; it belongs to the same app and means the same. */
const METHODS = [`${PAGES.phone.method}.return`, `${PAGES.computer.method}.return`];

/**
 * Verifies the query string with which a buyer's browser comes back (docs/wire/alipay-openapi.md §1.1). It names no status,
 * so it proves a visit and not a payment; a notice, which does name one, is never taken for a return.
 */
export function parseReturn(search: string, keys: CallbackKeys): ReturnResult {
  const form = parseCallbackForm(search.startsWith("?") ? search.slice(1) : search, { maxBytes: 8_192 });
  if (!form.ok) return { ok: false, reason: form.reason };
  const { params } = form;
  const text = (name: string) => params.get(name) ?? "";
  if (REQUIRED.some((name) => !text(name))) return { ok: false, reason: "missing_field" };
  const isNotice = ["trade_status", "notify_type", "notify_id"].some((name) => params.has(name));
  if (isNotice || !METHODS.includes(text("method"))) return { ok: false, reason: "wrong_service" };
  const verified = verifyCallback(form, keys);
  if (!verified.ok) return { ok: false, reason: verified.reason };
  if (parseAmount(text("total_amount")) === null) return { ok: false, reason: "malformed_amount" };
  return { ok: true, outTradeNo: text("out_trade_no"), tradeNo: text("trade_no") };
}

/** The gateway's side: the query string of a return from one of the two pages. */
export function buildReturn(
  trade: Pick<OpenApiTradeRecord, "appId" | "outTradeNo" | "tradeNo" | "totalFen" | "sellerId">,
  at: Date,
  contract: AppContract,
  page: "phone" | "computer" = "phone",
): string {
  const params = new Map([
    ["charset", "utf-8"],
    ["out_trade_no", trade.outTradeNo],
    ["method", `${PAGES[page].method}.return`],
    ["total_amount", formatAmount(trade.totalFen)],
    ["trade_no", trade.tradeNo],
    ["auth_app_id", trade.appId],
    ["version", "1.0"],
    ["app_id", trade.appId],
    ["seller_id", trade.sellerId],
    ["timestamp", formatTime(at)],
  ]);
  return encodeForm(signCallback(params, contract));
}
