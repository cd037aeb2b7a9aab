import { splitsOneWay } from "../canonical";
import { encodeForm } from "../form";
import type { NotificationResult, RejectReason } from "../gateway";
import { callbackBytes, parseCallbackForm } from "./callback-form";
import { type AppContract, type FindKey, keysOf } from "./contract";
import { callbackStrings, SIGN_TYPE, signRsa2, verifyRsa2 } from "./sign";
import { readTrade } from "./trade";
import { noticeParams, type OpenApiTradeRecord } from "./trade-record";

/** Well above the longest notice: about 3 kB. */
const MAX_BYTES = 65_536;
const REQUIRED = ["notify_type", "notify_id", "app_id", "sign", "sign_type"];

/** `bareKeys` is true where the contract has no certificates, and so no message of it signs a certificate's serial. */
export type CallbackKeys = { appId: string; findKey: FindKey; bareKeys?: boolean };

/**
 * Verifies and reads a notice from the bytes as they came (docs/wire/alipay-openapi.md §2.3, §3): decoded once, each name
 * once, all parameters sorted except `sign` and `sign_type`, and `alipay_cert_sn` with or without. The contract sets the algorithm: a message
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
  { appId, findKey, bareKeys = false }: CallbackKeys,
): { ok: true } | { ok: false; reason: RejectReason; detail: string } {
  if (params.get("sign_type") !== SIGN_TYPE) return refuse("wrong_sec_id", `not ${SIGN_TYPE}`);
  const keys = keysOf(findKey(params.get("alipay_cert_sn") || null));
  if (keys.length === 0) return refuse("unknown_certificate", "signed under a certificate that is not held");
  const sign = params.get("sign") ?? "";
  const texts = splitsOneWay(params) ? callbackStrings(params, { bareKeys }) : [];
  const spellings = texts.flatMap((text) => callbackBytes(text, isGbk));
  const isSigned = spellings.some((bytes) => keys.some((key) => verifyRsa2(bytes, sign, key)));
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

/**
 * The gateway's side: parameters with `sign_type` and `sign` behind them, and in certificate mode, where the contract says so, the
 * certificate's serial, signed or not (docs/wire/alipay-openapi.md §2.3).
 */
export function signCallback(params: ReadonlyMap<string, string>, { alipayPrivateKey, certificates }: AppContract): Map<string, string> {
  const where = certificates?.inCallbacks ?? "absent";
  const named = new Map(params);
  if (certificates && where !== "absent") named.set("alipay_cert_sn", certificates.alipayCertSn);
  const strings = callbackStrings(named);
  const text = (where === "signed" ? strings.at(-1) : strings[0]) ?? "";
  return named.set("sign_type", SIGN_TYPE).set("sign", signRsa2(text, alipayPrivateKey));
}

function refuse(reason: RejectReason, detail: string): { ok: false; reason: RejectReason; detail: string } {
  return { ok: false, reason, detail };
}
