import type { KeyObject } from "node:crypto";
import { describe, expect, test } from "vitest";
import fixture from "../fixtures/openapi-vectors.json";
import { encodeForm, parseForm } from "../form";
import { type ParsedKey, parsePrivateKey, parsePublicKey } from "../keys";
import { decryptAes, encryptAes, parseAesKey } from "./aes";
import { certificateSn, parseCertificates, rootCertificateSn } from "./certificate";
import { parseNotification } from "./notification";
import { parseResponse } from "./response";
import { parseReturn } from "./return";
import { callbackStrings, type Params, requestString, signRsa2, verifyRsa2 } from "./sign";

type Vector = {
  name: string;
  kind: string;
  keys: { alipay_public_key?: string; app_private_key?: string; aes_key_base64?: string };
  params: string[][];
  canonical?: string;
  sign?: string;
  url?: string;
  encoded_query?: string;
  expected: unknown;
};

const vectors = fixture.vectors as Vector[];
const ofKind = (...kinds: string[]) => vectors.filter((vector) => kinds.includes(vector.kind));
const paramsOf = (vector: Vector): Params => vector.params.map(([name = "", value = ""]) => [name, value]);
const param = (vector: Vector, name: string) => new Map(paramsOf(vector)).get(name) ?? "";

function keyOf(parsed: ParsedKey): KeyObject {
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.key;
}

const alipayKeyOf = (vector: Vector) => keyOf(parsePublicKey(vector.keys.alipay_public_key ?? ""));

test("every vector belongs to a test below", () => {
  const known = "notify-verify-v1 notify-verify-v1-negative notify-verify-v2 return-verify response-verify response-verify-negative";
  const others = "cert_sn alipay_root_cert_sn cert-public-key request-sign aes";
  expect(ofKind(...`${known} ${others}`.split(" "))).toHaveLength(vectors.length);
});

describe("requests that others are known to sign", () => {
  test.each(ofKind("request-sign"))("$name", (vector) => {
    const key = keyOf(parsePrivateKey(vector.keys.app_private_key ?? ""));
    const text = requestString(paramsOf(vector));
    expect(text).toBe(vector.canonical);
    expect(signRsa2(text, key)).toBe(vector.expected);
    if (vector.encoded_query) expect(encodeForm([...paramsOf(vector), ["sign", String(vector.expected)]])).toBe(vector.encoded_query);
  });
});

describe("real notices", () => {
  const read = (vector: Vector) =>
    parseNotification(Buffer.from(encodeForm(paramsOf(vector))), "application/x-www-form-urlencoded; charset=utf-8", {
      appId: param(vector, "app_id"),
      findKey: () => alipayKeyOf(vector),
    });

  test.each(ofKind("notify-verify-v1"))("$name", (vector) => {
    expect(callbackStrings(new Map(paramsOf(vector)))).toEqual([vector.canonical]);
    expect(read(vector)).toMatchObject({
      ok: true,
      notifyId: param(vector, "notify_id"),
      trade: {
        outTradeNo: param(vector, "out_trade_no"),
        tradeNo: param(vector, "trade_no"),
        status: param(vector, "trade_status"),
        refund: null,
      },
    });
    const withType = requestString(paramsOf(vector));
    expect(verifyRsa2(withType, vector.sign ?? "", alipayKeyOf(vector))).toBe(false);
  });

  test.each(ofKind("notify-verify-v1-negative"))("$name", (vector) => {
    expect(read(vector)).toEqual({ ok: false, reason: "bad_signature", detail: "the signature does not verify" });
  });

  test.each(ofKind("notify-verify-v2"))("$name", (vector) => {
    const key = alipayKeyOf(vector);
    expect(verifyRsa2(requestString(paramsOf(vector)), vector.sign ?? "", key)).toBe(true);
    expect(callbackStrings(new Map(paramsOf(vector))).some((text) => verifyRsa2(text, vector.sign ?? "", key))).toBe(false);
    expect(read(vector)).toMatchObject({ ok: false, reason: "wrong_service" });
  });
});

test.each(ofKind("return-verify"))("$name", (vector) => {
  const search = new URL(vector.url ?? "").search;
  const keys = { appId: param(vector, "app_id"), findKey: () => alipayKeyOf(vector) };
  expect(parseReturn(search, keys)).toEqual({
    ok: true,
    outTradeNo: param(vector, "out_trade_no"),
    tradeNo: param(vector, "trade_no"),
  });
  const decoded = parseForm(search.slice(1));
  expect(decoded.ok && requestString(decoded.params)).not.toBe(vector.canonical);
  expect(parseReturn(search.replaceAll("%2B", "+"), keys).ok).toBe(false);
  expect(parseReturn(search.replace("total_amount=0.01", "total_amount=0.02"), keys)).toEqual({ ok: false, reason: "bad_signature" });
});

describe("real answers are verified over their exact text", () => {
  const whole = (vector: Vector) => {
    const raw = param(vector, "raw_response");
    return raw || `{"alipay_fund_trans_uni_transfer_response":${vector.canonical},"sign":${JSON.stringify(vector.sign)}}`;
  };
  const read = (vector: Vector, text: string) => {
    const method = /"(\w+)_response"/.exec(text)?.[1]?.replaceAll("_", ".") ?? "";
    return parseResponse(text, { method, findKey: () => alipayKeyOf(vector), aesKey: null });
  };

  test.each(ofKind("response-verify"))("$name", (vector) => {
    const text = whole(vector);
    const fields = JSON.parse(vector.canonical ?? "{}");
    expect(read(vector, text)).toEqual({ kind: "success", fields: expect.objectContaining(fields) });
    const signFirst = `{"sign":${JSON.stringify(vector.sign)},${text.slice(1, text.indexOf(',"sign"'))}}`;
    expect(read(vector, signFirst)).toMatchObject({ kind: "success" });
    expect(read(vector, text.replace(/,"sign":"[^"]+"/, ""))).toMatchObject({ kind: "unknown" });
    expect(read(vector, text.replace('"10000"', '"10000" '))).toMatchObject({ kind: "unknown" });
  });

  test.each(ofKind("response-verify-negative"))("$name", (vector) => {
    expect(read(vector, whole(vector))).toMatchObject({ kind: "unknown" });
  });
});

describe("certificates", () => {
  const certificatesOf = (vector: Vector) => parseCertificates(param(vector, "pem")) ?? [];

  test.each(ofKind("cert_sn"))("$name", (vector) => {
    const [first] = certificatesOf(vector);
    expect(first && certificateSn(first)).toBe(vector.expected);
  });

  test.each(ofKind("alipay_root_cert_sn"))("$name", (vector) => {
    expect(certificatesOf(vector).length).toBeGreaterThan(2);
    expect(rootCertificateSn(certificatesOf(vector))).toBe(vector.expected);
    const oneLine = param(vector, "pem").replace(/\r?\n/g, "\\n");
    expect(rootCertificateSn(parseCertificates(oneLine) ?? [])).toBe(vector.expected);
  });

  test.each(ofKind("cert-public-key"))("$name", (vector) => {
    const [first] = certificatesOf(vector);
    expect(first?.publicKey.export({ type: "spki", format: "der" }).toString("base64")).toBe(vector.expected);
  });
});

test.each(ofKind("aes"))("$name", (vector) => {
  const key = parseAesKey(vector.keys.aes_key_base64 ?? "") ?? Buffer.alloc(16);
  expect(encryptAes(param(vector, "plaintext"), key)).toBe(vector.expected);
  expect(decryptAes(String(vector.expected), key)).toBe(param(vector, "plaintext"));
});
