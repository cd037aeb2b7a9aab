import { createHash, createHmac } from "node:crypto";
import { aReceiver, type Receiver, type Reply } from "./receiver";

export const ALIYUN = {
  kind: "aliyun" as const,
  keyId: "LTAI5tExampleKeyId",
  keySecret: "an example of a key's secret",
  signName: "山下茶铺",
  templates: { paid: "SMS_100000001", shipped: "SMS_100000002", refunded: "SMS_100000003" },
};
/** What each approved template has gaps for. */
const GAPS: Record<string, string[]> = {
  SMS_100000001: ["no", "sum"],
  SMS_100000002: ["courier", "no", "tracking"],
  SMS_100000003: ["no", "sum"],
};
const QUARTER_HOUR_MS = 15 * 60_000;
const hex = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
/** RFC 3986, byte by byte. */
const percent = (text: string) =>
  Array.from(Buffer.from(text, "utf8"), (byte) => {
    const sign = String.fromCharCode(byte);
    return /[A-Za-z0-9\-_.~]/.test(sign) ? sign : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");

/**
 * 阿里云短信服务 as its documents tell it: checks key, signature V3, time and nonce, signature name, template and its gaps, in this order.
 * `faults`: codes that it gives next, before it looks at anything.
 */
export async function aliyunSms(
  now: () => Date,
): Promise<Receiver & { faults: string[]; sent: { to: string; template: string; params: unknown }[] }> {
  const [faults, sent, nonces]: [string[], { to: string; template: string; params: unknown }[], Set<string>] = [[], [], new Set()];
  const say = (Code: string, status = 200): Reply => ({
    status,
    headers: { "content-type": "application/json;charset=utf-8" },
    body: JSON.stringify({ Code, Message: Code, RequestId: "00000000-0000-0000-0000-000000000000" }),
  });
  const receiver = await aReceiver(({ path, query, headers, body }) => {
    const fault = faults.shift();
    if (fault) return say(fault, fault.startsWith("isv.") ? 200 : 400);
    const header = (name: string) => String(headers[name] ?? "");
    const [, keyId, names = "", signature] =
      /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(header("authorization")) ?? [];
    if (keyId !== ALIYUN.keyId) return say("InvalidAccessKeyId.NotFound", 404);
    const ordered = [...query].map(([name, value]) => `${percent(name)}=${percent(value)}`).sort();
    // The way leads here instead of to the service's own host.
    const lines = names.split(";").map((name) => `${name}:${name === "host" ? "dysmsapi.aliyuncs.com" : header(name).trim()}\n`);
    const canonical = `POST\n${path}\n${ordered.join("&")}\n${lines.join("")}\n${names}\n${hex(body)}`;
    const wanted = createHmac("sha256", ALIYUN.keySecret)
      .update(`ACS3-HMAC-SHA256\n${hex(canonical)}`)
      .digest("hex");
    const isWhole = ["host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version"].every((name) =>
      names.split(";").includes(name),
    );
    if (signature !== wanted || !isWhole || header("x-acs-content-sha256") !== hex(body)) return say("SignatureDoesNotMatch", 400);
    if (Math.abs(Date.parse(header("x-acs-date")) - now().getTime()) > QUARTER_HOUR_MS) return say("InvalidTimeStamp.Expired", 400);
    if (nonces.has(header("x-acs-signature-nonce"))) return say("SignatureNonceUsed", 400);
    nonces.add(header("x-acs-signature-nonce"));
    if (header("x-acs-action") !== "SendSms" || header("x-acs-version") !== "2017-05-25") return say("InvalidAction.NotFound", 404);
    if (query.get("SignName") !== ALIYUN.signName) return say("isv.SMS_SIGNATURE_ILLEGAL");
    const [to, template] = [query.get("PhoneNumbers") ?? "", query.get("TemplateCode") ?? ""];
    if (!GAPS[template]) return say("isv.SMS_TEMPLATE_ILLEGAL");
    if (!/^1\d{10}$/.test(to)) return say("isv.MOBILE_NUMBER_ILLEGAL");
    const params: Record<string, unknown> = JSON.parse(query.get("TemplateParam") ?? "{}");
    if (Object.values(params).some((value) => typeof value !== "string" || value === "")) return say("isv.INVALID_JSON_PARAM");
    if (JSON.stringify(Object.keys(params).sort()) !== JSON.stringify(GAPS[template])) return say("isv.TEMPLATE_MISSING_PARAMETERS");
    if (Object.values(params).some((value) => /https?:/.test(String(value)))) return say("isv.PARAM_NOT_SUPPORT_URL");
    sent.push({ to, template, params });
    return say("OK");
  });
  return Object.assign(receiver, { faults, sent });
}
