import { formatAmount, parseAmount } from "../amount";
import { splitsOneWay } from "../canonical";
import { encodeForm } from "../form";
import type { DepositBack, DepositBackResult, RejectReason } from "../gateway";
import { formatTime, parseTime } from "../time";
import { decryptAes, encryptAes } from "./aes";
import { callbackBytes, parseCallbackForm } from "./callback-form";
import { type AppContract, keysOf } from "./contract";
import { parseJsonObject } from "./json";
import type { CallbackKeys } from "./notification";
import { callbackStrings, requestString, SIGN_TYPE, signRsa2, verifyRsa2 } from "./sign";

export const DEPOSIT_BACK_METHOD = "alipay.trade.refund.depositback.completed";

const MAX_BYTES = 65_536;
const OUTCOMES: ReadonlyMap<string, DepositBack["outcome"]> = new Map([
  ["S", "done"],
  ["F", "failed"],
]);
const REQUIRED = ["msg_method", "notify_id", "app_id", "biz_content", "sign", "sign_type"];

/**
 * Verifies and reads the message that a refund has reached the buyer's card, or not (docs/wire/alipay-openapi.md §3.1). Alipay
 * POSTs it to the app's own address (应用网关), not to a payment's, and only about refunds that asked for it. It is no notice of
 * a trade: it moves nothing. Whether `sign_type` is signed is read both ways.
 */
export function parseDepositBack(
  body: Uint8Array,
  contentType: string | null,
  { appId, findKey, bareKeys = false, aesKey }: CallbackKeys & { aesKey: Buffer | null },
): DepositBackResult {
  if (!/x-www-form-urlencoded/i.test(contentType ?? "")) return refuse("content_type", "not a form");
  const form = parseCallbackForm(body, { maxBytes: MAX_BYTES, contentType });
  if (!form.ok) return refuse(form.reason, form.detail);
  const { params, isGbk } = form;
  const missing = REQUIRED.filter((name) => !params.get(name));
  if (missing.length > 0) return refuse("missing_field", missing.join(", "));
  if (params.get("msg_method") !== DEPOSIT_BACK_METHOD) return refuse("wrong_service", "not a message about a refund to a card");
  if (params.get("sign_type") !== SIGN_TYPE) return refuse("wrong_sec_id", `not ${SIGN_TYPE}`);
  const keys = keysOf(findKey(params.get("alipay_cert_sn") || null));
  if (keys.length === 0) return refuse("unknown_certificate", "signed under a certificate that is not held");
  const texts = splitsOneWay(params) ? [requestString(params), ...callbackStrings(params, { bareKeys })] : [];
  const sign = params.get("sign") ?? "";
  const spellings = texts.flatMap((text) => callbackBytes(text, isGbk));
  const isSigned = spellings.some((bytes) => keys.some((key) => verifyRsa2(bytes, sign, key)));
  if (!isSigned) return refuse("bad_signature", "the signature does not verify");
  if (params.get("app_id") !== appId) return refuse("wrong_app", "of another app");
  const content = contentOf(params, aesKey);
  return content ? readContent(content, params.get("notify_id") ?? "") : refuse("undecryptable", "biz_content cannot be read");
}

/** The gateway's side: the form body of such a message; encrypted where the contract encrypts. */
export function buildDepositBack(
  { outTradeNo, tradeNo, outRequestNo, outcome, amountFen, at, expectedAt }: DepositBack,
  notice: { notifyId: string; notifyTime: Date },
  { appId, alipayPrivateKey, aesKey }: AppContract,
  { encrypted = false }: { encrypted?: boolean } = {},
): string {
  const plain = JSON.stringify({
    trade_no: tradeNo,
    out_trade_no: outTradeNo,
    out_request_no: outRequestNo,
    dback_status: outcome === "done" ? "S" : "F",
    ...(amountFen !== null && { dback_amount: formatAmount(amountFen) }),
    ...(at && { bank_ack_time: formatTime(at) }),
    ...(expectedAt && { est_bank_receipt_time: formatTime(expectedAt) }),
  });
  const sealed = encrypted && aesKey ? encryptAes(plain, aesKey) : null;
  const params = new Map([
    ["notify_id", notice.notifyId],
    ["utc_timestamp", String(notice.notifyTime.getTime())],
    ["msg_method", DEPOSIT_BACK_METHOD],
    ["app_id", appId],
    ["version", "1.1"],
    ["charset", "UTF-8"],
    ["sign_type", SIGN_TYPE],
    ...(sealed ? [["encrypt_type", "AES"] as [string, string]] : []),
    ["biz_content", sealed ?? plain],
  ]);
  return encodeForm(params.set("sign", signRsa2(requestString(params), alipayPrivateKey)));
}

function contentOf(params: ReadonlyMap<string, string>, aesKey: Buffer | null): Record<string, unknown> | null {
  const sent = params.get("biz_content") ?? "";
  if (!params.get("encrypt_type")) return parseJsonObject(sent);
  const plain = params.get("encrypt_type") === "AES" && aesKey ? decryptAes(sent, aesKey) : null;
  return plain === null ? null : parseJsonObject(plain);
}

function readContent(content: Record<string, unknown>, notifyId: string): DepositBackResult {
  const text = (name: string) => {
    const value = content[name];
    return typeof value === "string" ? value : "";
  };
  const missing = ["trade_no", "out_trade_no", "out_request_no", "dback_status"].filter((name) => !text(name));
  if (missing.length > 0) return refuse("missing_field", missing.join(", "));
  const outcome = OUTCOMES.get(text("dback_status"));
  if (!outcome) return refuse("malformed", `dback_status ${text("dback_status")}`);
  const sum = text("dback_amount");
  const amountFen = sum ? parseAmount(sum) : null;
  if (sum && amountFen === null && outcome === "done") return refuse("malformed_amount", "dback_amount");
  const badTime = ["bank_ack_time", "est_bank_receipt_time"].find((name) => text(name) && parseTime(text(name)) === null);
  if (badTime) return refuse("malformed_time", badTime);
  const numbers = { outTradeNo: text("out_trade_no"), tradeNo: text("trade_no"), outRequestNo: text("out_request_no") };
  const times = { at: parseTime(text("bank_ack_time")), expectedAt: parseTime(text("est_bank_receipt_time")) };
  return { ok: true, notifyId, depositBack: { ...numbers, outcome, amountFen, ...times } };
}

function refuse(reason: RejectReason, detail: string): { ok: false; reason: RejectReason; detail: string } {
  return { ok: false, reason, detail };
}
