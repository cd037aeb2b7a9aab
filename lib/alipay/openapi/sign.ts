import { type KeyObject, sign as rsaSign, verify as rsaVerify } from "node:crypto";
import { decodeBase64 } from "../base64";
import { sortedString } from "../canonical";

/** A message's parameters in the order in which they are sent. */
export type Params = [name: string, value: string][];

/** The only supported algorithm: base64 of RSASSA-PKCS1-v1_5 with SHA-256 over UTF-8 bytes (docs/wire/alipay-openapi.md §2.1). */
export const SIGN_TYPE = "RSA2";

export function signRsa2(text: string, privateKey: KeyObject): string {
  return rsaSign("RSA-SHA256", Buffer.from(text, "utf8"), privateKey).toString("base64");
}

/** True when `sign` is that signature in canonical base64; false, never an exception, for anything else. A text is taken as UTF-8. */
export function verifyRsa2(text: string | Buffer, sign: string, publicKey: KeyObject): boolean {
  const bytes = decodeBase64(sign);
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bytes === null || bytes.length !== Math.ceil(bits / 8)) return false;
  return rsaVerify("RSA-SHA256", typeof text === "string" ? Buffer.from(text, "utf8") : text, publicKey, bytes);
}

/**
 * What a request signs: every parameter but `sign` and empty ones, `sign_type` and the serials included
 * (docs/wire/alipay-openapi.md §2.1).
 */
export function requestString(params: Iterable<readonly [string, string]>): string {
  return sortedString(params, { exclude: ["sign"] });
}

/** What notices and returns do not sign (docs/wire/alipay-openapi.md §2.3); of `alipay_cert_sn` see there. */
export const CALLBACK_UNSIGNED = ["sign", "sign_type", "alipay_cert_sn"];

/**
 * What a notice or return may sign, the most likely first. The sources disagree about empty values, which to our parser are the same
 * as none, and about a certificate's serial, which may be absent, unsigned or signed (docs/wire/alipay-openapi.md §2.3).
 * The serial is read as signed only in certificate mode, and only where it is one: 32 hex digits, which can hide no other parameter.
 */
export function callbackStrings(params: ReadonlyMap<string, string>, { bareKeys = false }: { bareKeys?: boolean } = {}): string[] {
  const hasSerial = !bareKeys && /^[0-9a-f]{32}$/i.test(params.get("alipay_cert_sn") ?? "");
  const withoutSerial = stringsWithout(params, CALLBACK_UNSIGNED);
  return hasSerial ? [...withoutSerial, ...stringsWithout(params, ["sign", "sign_type"])] : withoutSerial;
}

/** All parameters but `exclude` as received; and without the empty ones, where there are any. */
function stringsWithout(params: ReadonlyMap<string, string>, exclude: string[]): string[] {
  const asReceived = [...params]
    .filter(([name]) => !exclude.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  if (![...params.values()].includes("")) return [asReceived];
  const nonEmpty = sortedString(params, { exclude });
  return nonEmpty === asReceived ? [asReceived] : [asReceived, nonEmpty];
}
