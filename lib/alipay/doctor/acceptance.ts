import type { KeyObject } from "node:crypto";
import { parseForm } from "../form";
import { trimLineBreaks } from "../line-breaks";
import type { AppContract, FindKey } from "../openapi/contract";
import { splitMembers } from "../openapi/json";
import { parseNotification as parseOpenApiNotification } from "../openapi/notification";
import { pageOf, readPayOrder } from "../openapi/page-pay";
import { parseRequest } from "../openapi/request";
import { parseResponse } from "../openapi/response";
import { parseReturn as parseOpenApiReturn } from "../openapi/return";
import { parseAuthRequest } from "../wap/auth-request";
import { parseRefundNotification } from "../wap/mapi/refund-notification";
import { verifyMapiRequest } from "../wap/mapi/request";
import { parseTradeAnswer } from "../wap/mapi/single-trade-query";
import { parseNotification } from "../wap/notification";
import { parseReturn } from "../wap/return";
import { type SecurityKeys, unseal, verifySorted } from "../wap/signing/security";
import { parseTokenRequest } from "../wap/token-request";
import type { Captured } from "./captured";
import type { MessageKind } from "./finding";
import type { Keyring } from "./keyring";
import type { DoctorSettings } from "./settings";

const FORM = "application/x-www-form-urlencoded";

/** `reason` is the reader's own; null where the keys that it needs are not configured. */
export type Verdict = { taken: true } | { taken: false; reason: string } | null;

/**
 * What whoever gets the message makes of it, by the very reader that gets it: the shop's for notices, returns and answers, the
 * gateway's (which the emulator runs) for requests. Nothing is repaired here: this alone says "taken".
 */
export function judge(kind: MessageKind, captured: Captured, settings: DoctorSettings, ring: Keyring): Verdict {
  const { message } = captured;
  if (kind === "openapi.request") return judgeRequest(captured, settings, ring);
  if (kind === "openapi.response") return judgeAnswer(captured, ring);
  if (kind.startsWith("openapi")) return judgeCallback(kind, captured, settings, ring);
  const secId = /(?:^|&)sec_id=MD5|(?:^|&)sign_type=MD5|(?:^|&)sign=[0-9a-fA-F]{32}(?:&|$)|<sign_type>MD5</.test(message) ? "MD5" : "0001";
  if (kind.endsWith("request")) return judgeOldRequest(kind, captured, mirroredKeys(ring, secId), settings);
  const keys = keysFor(ring, secId, kind.startsWith("mapi") ? "mapi" : "wap");
  return keys && judgeOld(kind, captured, keys);
}

function verdict(result: { ok: boolean; reason?: string; detail?: string }): Verdict {
  return result.ok ? { taken: true } : { taken: false, reason: [result.reason, result.detail].filter(Boolean).join(": ") };
}

/** Without a configured app or partner nobody can say that a message belongs to another one. */
function named(name: string, message: string): string {
  return new RegExp(`(?:^|[&?])${name}=(\\w+)`).exec(message)?.[1] ?? "";
}

function judgeCallback(kind: MessageKind, { message, http }: Captured, settings: DoctorSettings, ring: Keyring): Verdict {
  const appId = settings.openapi.appId ?? named("app_id", message);
  if (!keyFor(ring, "openapi")) return null;
  const keys = { appId, findKey: finder(ring), bareKeys: ring.serials.alipay === null };
  if (kind === "openapi.return") return verdict(parseOpenApiReturn((http?.query || message).trim(), keys));
  return verdict(parseOpenApiNotification(Buffer.from((http?.body || message).trim(), "utf8"), http?.contentType ?? FORM, keys));
}

function judgeAnswer({ message, isGbk }: Captured, ring: Keyring): Verdict {
  if (!keyFor(ring, "openapi")) return null;
  const names = splitMembers(message)?.map(({ name }) => name) ?? [];
  // An error answer names no method, so any method will do.
  const name = names.find((known) => known.endsWith("_response") && known !== "error_response")?.replace(/_response$/, "") ?? "any";
  const read = parseResponse(message, { method: name.replaceAll("_", "."), findKey: finder(ring), aesKey: ring.aesKey, isGbk });
  if (read.kind === "unknown_certificate") return { taken: false, reason: "unknown_certificate" };
  return read.kind === "unknown" ? { taken: false, reason: read.detail } : { taken: true };
}

/** A message that names a certificate is checked with that one alone, as the shop does; of bare keys Alipay's former one counts too. */
function finder(ring: Keyring): FindKey {
  const held = ring.serials.alipay;
  return (sn) => (sn !== null && held !== null && sn !== held ? null : keysOfAlipay(ring, "openapi"));
}

function judgeRequest({ message, http }: Captured, settings: DoctorSettings, ring: Keyring): Verdict {
  const own = ring.keys.find(({ side, protocol }) => side === "own" && protocol === "openapi");
  const [privateKey] = ring.privateKeys;
  if (!own || !privateKey) return null;
  const { app: appCertSn, root: rootCertSn, alipay } = ring.serials;
  const contract: AppContract = {
    appId: settings.openapi.appId ?? named("app_id", message),
    appPublicKey: own.key,
    // Nothing is signed here: a stand-in.
    alipayPrivateKey: privateKey,
    certificates: appCertSn && rootCertSn ? { appCertSn, rootCertSn, alipayCertSn: alipay ?? "" } : null,
    aesKey: ring.aesKey,
  };
  const parsed = parseRequest(http?.query ?? "", (http ? http.body : message).trim(), (id) => (id === contract.appId ? contract : null));
  if (!parsed.ok) return { taken: false, reason: `${parsed.subCode}: ${parsed.detail}` };
  const order = pageOf(parsed.method) ? readPayOrder(parsed) : null;
  return order && !order.ok ? { taken: false, reason: `${order.subCode}: ${order.problem}` } : { taken: true };
}

function judgeOldRequest(kind: MessageKind, { message, http }: Captured, keys: SecurityKeys | null, settings: DoctorSettings): Verdict {
  if (!keys) return null;
  const partner = settings.wap.partner ?? named("partner", message);
  const find = (asked: string, secId: string) => (asked === partner && secId === keys.secId ? keys : null);
  const text = (http ? http.body || http.query : message).trim();
  const refused = (read: { ok: boolean; code?: string; detail?: string }) => verdict({ ...read, reason: read.code });
  if (kind === "wap.token_request") return refused(parseTokenRequest(text, find));
  if (kind === "wap.auth_request") return refused(parseAuthRequest(text, find));
  const form = parseForm(text);
  if (!form.ok) return { taken: false, reason: `ILLEGAL_ARGUMENT: ${form.detail}` };
  if (!/^utf-?8$/i.test(form.params.get("_input_charset") ?? "")) return { taken: false, reason: "ILLEGAL_CHARSET" };
  const read = verifyMapiRequest(form.params, find);
  return read.ok ? { taken: true } : { taken: false, reason: read.error };
}

function judgeOld(kind: MessageKind, { message, http }: Captured, keys: SecurityKeys): Verdict {
  const body = Buffer.from((http?.body || message).trim(), "utf8");
  const contentType = http?.contentType ?? FORM;
  if (kind === "wap.notify") return verdict(parseNotification(body, contentType, keys));
  if (kind === "wap.return") return verdict(parseReturn((http?.query || message).trim(), keys));
  if (kind === "mapi.refund_notify") return verdict(parseRefundNotification(body, contentType, keys));
  if (kind === "wap.token_response") return judgeToken(message, keys);
  const outTradeNo = /<out_trade_no>([^<]*)</.exec(message)?.[1] ?? "";
  const read = parseTradeAnswer(message, outTradeNo, keys);
  return read.kind === "unknown" ? { taken: false, reason: read.detail } : { taken: true };
}

/** The reader of token answers decrypts wherever it is told to and answers later; here it is done on the spot. */
function judgeToken(message: string, keys: SecurityKeys): Verdict {
  const form = parseForm(trimLineBreaks(message));
  if (!form.ok) return verdict(form);
  const plain = unseal(form.params.get("res_data") ?? "", keys);
  if (!plain.ok) return { taken: false, reason: "undecryptable" };
  return verifySorted(new Map(form.params).set("res_data", plain.text), keys) ? { taken: true } : { taken: false, reason: "bad_signature" };
}

function keyFor(ring: Keyring, protocol: "wap" | "mapi" | "openapi"): KeyObject | null {
  return keysOfAlipay(ring, protocol)[0] ?? null;
}

function keysOfAlipay(ring: Keyring, protocol: "wap" | "mapi" | "openapi"): KeyObject[] {
  return ring.keys.filter((one) => one.side === "alipay" && one.protocol === protocol).map(({ key }) => key);
}

function keysFor(ring: Keyring, secId: "MD5" | "0001", protocol: "wap" | "mapi"): SecurityKeys | null {
  const [privateKey] = ring.privateKeys;
  const peerPublicKey = keyFor(ring, protocol);
  if (secId === "MD5") return ring.md5Key ? { secId, md5Key: ring.md5Key } : null;
  return privateKey && peerPublicKey ? { secId, privateKey, peerPublicKey } : null;
}

/** The keys by which the gateway checks what the shop signed. It decrypts and signs nothing here, so its private key is a stand-in. */
function mirroredKeys(ring: Keyring, secId: "MD5" | "0001"): SecurityKeys | null {
  const [privateKey] = ring.privateKeys;
  const own = ring.keys.find(({ side, protocol }) => side === "own" && protocol === "wap");
  if (secId === "MD5") return ring.md5Key ? { secId, md5Key: ring.md5Key } : null;
  return privateKey && own ? { secId, privateKey, peerPublicKey: own.key } : null;
}
