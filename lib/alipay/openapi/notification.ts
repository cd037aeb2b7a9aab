import type { KeyObject } from "node:crypto";
import { splitsOneWay } from "../canonical";
import { encodeForm } from "../form";
import type { NotificationResult, RejectReason } from "../gateway";
import { callbackBytes, parseCallbackForm } from "./callback-form";
import type { AppContract } from "./contract";
import { callbackStrings, SIGN_TYPE, signRsa2, verifyRsa2 } from "./sign";
import { readTrade } from "./trade";
import { noticeParams, type OpenApiTradeRecord } from "./trade-record";

/** Well above the longest notice: about 3 kB. */
const MAX_BYTES = 65_536;
const REQUIRED = ["notify_type", "notify_id", "app_id", "sign", "sign_type"];

export type CallbackKeys = { appId: string; findKey: (alipayCertSn: string | null) => KeyObject | null };

/**
 * Verifies and reads a notice from the bytes as they came (docs/wire/alipay-openapi.md §2.3, §3): decoded once, each name
 * once, all parameters sorted except `sign`, `sign_type` and `alipay_cert_sn`. The contract sets the algorithm: a message
 * that names another is refused. A return (it has `method`) is never taken for a notice.
 * Answer each refusal in the same way: its reason is for the owner alone.
 */
export function parseNotification(body: Uint8Array, contentType: string | null, keys: CallbackKeys): NotificationResult {
  if (!/x-www-form-urlencoded/i.test(contentType ?? "")) return refuse("content_type", "not a form");
  const form = parseCallbackForm(body, { maxBytes: MAX_BYTES, contentType });
  if (!form.ok) return refuse(form.reason, form.detail);
  const { params } = form;
  const missing = REQUIRED.filter((name) => !params.get(name));
  if (missing.length > 0) return refuse("missing_field", missing.join(", "));
  if (params.get("notify_type") !== "trade_status_sync" || params.has("method")) return refuse("wrong_service", "not a notice of a trade");
  const verified = verifyCallback(form, keys);
  if (!verified.ok) return verified;
  const notifyId = params.get("notify_id") ?? "";
  const read = readTrade((name) => params.get(name) ?? "", { sellerId: null });
  return read.ok ? { ok: true, notifyId, trade: read.trade } : read;
}

/** The checks that notices and returns share, in this order: algorithm, certificate, signature, app. */
export function verifyCallback(
  { params, isGbk }: { params: ReadonlyMap<string, string>; isGbk: boolean },
  { appId, findKey }: CallbackKeys,
): { ok: true } | { ok: false; reason: RejectReason; detail: string } {
  if (params.get("sign_type") !== SIGN_TYPE) return refuse("wrong_sec_id", `not ${SIGN_TYPE}`);
  const key = findKey(params.get("alipay_cert_sn") || null);
  if (!key) return refuse("unknown_certificate", "signed under a certificate that is not held");
  const sign = params.get("sign") ?? "";
  const texts = splitsOneWay(params) ? callbackStrings(params) : [];
  const isSigned = texts.flatMap((text) => callbackBytes(text, isGbk)).some((bytes) => verifyRsa2(bytes, sign, key));
  if (!isSigned) return refuse("bad_signature", "the signature does not verify");
  return params.get("app_id") === appId ? { ok: true } : refuse("wrong_app", "of another app");
}

/** The gateway's side: the form body of a notice. */
export function buildNotification(
  trade: OpenApiTradeRecord,
  notice: { notifyId: string; notifyTime: Date },
  contract: AppContract,
): string {
  return encodeForm(signCallback(new Map(noticeParams(trade, notice)), contract));
}

/** The gateway's side: parameters with `sign_type`, `sign` and, in certificate mode, the certificate's serial behind them. */
export function signCallback(params: ReadonlyMap<string, string>, { alipayPrivateKey, certificates }: AppContract): Map<string, string> {
  const [text = ""] = callbackStrings(params);
  const signed = new Map(params).set("sign_type", SIGN_TYPE).set("sign", signRsa2(text, alipayPrivateKey));
  return certificates ? signed.set("alipay_cert_sn", certificates.alipayCertSn) : signed;
}

function refuse(reason: RejectReason, detail: string): { ok: false; reason: RejectReason; detail: string } {
  return { ok: false, reason, detail };
}
