import "server-only";
import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import type { Outside } from "@/lib/server/outside";
import { problemOf } from "@/lib/shop/alerts/send/outcome";
import type { WordAccess } from "../channels/word-channel";
import { smsParams } from "./compose-word";
import type { WordFact } from "./word-fact";
import type { WordOutcome } from "./word-outcome";

/** 阿里云短信服务 (Dysmsapi 2017-05-25): the one address for mainland China. */
const HOST = "dysmsapi.aliyuncs.com";
const VERSION = "2017-05-25";
const ALGORITHM = "ACS3-HMAC-SHA256";
const EMPTY_SHA256 = createHash("sha256").update("").digest("hex");
const MINUTE_MS = 60_000;

/** A call without a body; its parameters stand in the address. */
export type AliyunCall = { host: string; action: string; version: string; query: Record<string, string>; date: string; nonce: string };

/**
 * Signs a call by Alibaba Cloud's signature V3 (help.aliyun.com, 产品概述, V3 版本请求体与签名机制). Pure. `date`: UTC, without fractions of a
 * second; the service takes 15 minutes' difference.
 * @returns the address's query and the headers but `host`
 */
export function signAliyun(
  { keyId, keySecret }: { keyId: string; keySecret: string },
  { host, action, version, query, date, nonce }: AliyunCall,
): { query: string; headers: Record<string, string> } {
  const canonicalQuery = Object.keys(query)
    .sort()
    .map((name) => `${encode(name)}=${encode(query[name] ?? "")}`)
    .join("&");
  const headers = {
    host,
    "x-acs-action": action,
    "x-acs-content-sha256": EMPTY_SHA256,
    "x-acs-date": date,
    "x-acs-signature-nonce": nonce,
    "x-acs-version": version,
  };
  const names = Object.keys(headers).sort() as (keyof typeof headers)[];
  const signed = names.join(";");
  const canonical = ["POST", "/", canonicalQuery, ...names.map((name) => `${name}:${headers[name]}`), "", signed, EMPTY_SHA256].join("\n");
  const toSign = `${ALGORITHM}\n${createHash("sha256").update(canonical).digest("hex")}`;
  const signature = createHmac("sha256", keySecret).update(toSign).digest("hex");
  const { host: _host, ...sent } = headers;
  return {
    query: canonicalQuery,
    headers: { ...sent, authorization: `${ALGORITHM} Credential=${keyId},SignedHeaders=${signed},Signature=${signature}` },
  };
}

/** RFC 3986: what encodeURIComponent leaves alone beyond it is encoded as well. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/*
 * The codes of help.aliyun.com (短信服务, 国内消息 API 错误码), by who can do something about them. One that is not known is tried again, as
 * isp.SYSTEM_ERROR is.
 */

/** About this number or these words; another word may well be taken. */
const OF_RECEIVER = new Set([
  ...["isv.MOBILE_NUMBER_ILLEGAL", "isv.MOBILE_COUNT_OVER_LIMIT", "isv.DOMESTIC_NUMBER_NOT_SUPPORTED", "isv.SMS_CONTENT_ILLEGAL"],
  ...["isv.PARAM_LENGTH_LIMIT", "isv.PARAM_NOT_SUPPORT_URL", "isv.BLACK_KEY_CONTROL_LIMIT", "isv.INVALID_JSON_PARAM"],
]);
/** So many messages to one number in a while; the next one is for later. */
const LATER = new Set(["isv.BUSINESS_LIMIT_CONTROL"]);
/** Keys, rights, an account without money, a signature or a template that is not approved: only the owner can mend these. */
const OF_OWNER = new Set([
  ...["isv.SMS_SIGNATURE_ILLEGAL", "isv.SMS_SIGN_ILLEGAL", "isv.SMS_SIGNATURE_SCENE_ILLEGAL", "isv.SIGN_STATE_ILLEGAL"],
  ...["isv.SMS_TEMPLATE_ILLEGAL", "isv.TEMPLATE_MISSING_PARAMETERS", "isv.TEMPLATE_PARAMS_ILLEGAL"],
  ...["isv.AMOUNT_NOT_ENOUGH", "isv.OUT_OF_SERVICE", "isv.PRODUCT_UNSUBSCRIBE", "isv.PRODUCT_UN_SUBSCRIPT"],
  ...["isv.ACCOUNT_NOT_EXISTS", "isv.ACCOUNT_ABNORMAL", "isv.DENY_IP_RANGE", "isp.RAM_PERMISSION_DENY"],
]);
const BAD_KEY = /^(?:InvalidAccessKeyId|SignatureDoesNotMatch)/;
const TOO_FAST = /^Throttling/;
/** The owner has bounded how many a day or month go out; more is for tomorrow. */
const OVER_QUOTA = new Set(["isv.DAY_LIMIT_CONTROL", "isv.MONTH_LIMIT_CONTROL"]);

const ANSWER = z.object({ Code: z.string() });

/** Sends an SMS by SendSms, and reads from the answer's code whether it was taken. @throws {OutsideError} where it cannot be reached */
export async function sendAliyunSms(
  outside: Outside,
  access: Extract<WordAccess, { kind: "aliyun" }>,
  { to, fact }: { to: string; fact: WordFact },
  { now, nonce }: { now: Date; nonce: string },
): Promise<WordOutcome> {
  const call = {
    ...{ host: HOST, action: "SendSms", version: VERSION, nonce, date: `${now.toISOString().slice(0, 19)}Z` },
    query: {
      PhoneNumbers: to,
      SignName: access.signName,
      TemplateCode: access.templates[fact.event],
      TemplateParam: JSON.stringify(smsParams(fact)),
      OutId: fact.id,
    },
  };
  const { query, headers } = signAliyun(access, call);
  const { status, body } = await outside.post(new URL(`https://${HOST}/?${query}`), {
    headers: { ...headers, accept: "application/json" },
    body: "",
  });
  return judgeAnswer(status, body);
}

function judgeAnswer(status: number, body: string): WordOutcome {
  const code = ANSWER.safeParse(parseJson(body)).data?.Code;
  if (code === undefined) return { kind: "failed", problem: problemOf(status === 200 ? "unreadable" : "refused", status) };
  if (code === "OK") return { kind: "sent" };
  if (OF_RECEIVER.has(code)) return { kind: "refused", problem: problemOf("refused", code) };
  if (LATER.has(code)) return { kind: "later", problem: problemOf("busy", code) };
  if (OF_OWNER.has(code) || BAD_KEY.test(code)) return { kind: "dead", problem: problemOf("key", code) };
  if (TOO_FAST.test(code)) return { kind: "busy", afterMs: MINUTE_MS, problem: problemOf("busy", code) };
  if (OVER_QUOTA.has(code)) return { kind: "busy", afterMs: 60 * MINUTE_MS, problem: problemOf("busy", code) };
  return { kind: "failed", problem: problemOf("refused", code) };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
