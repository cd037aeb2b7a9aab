import type { KeyObject } from "node:crypto";
import { describe, expect, test } from "vitest";
import { sortedString, wapNotifyString } from "./canonical";
import fixture from "./fixtures/wap-vectors.json";
import { encodeForm, parseForm } from "./form";
import { type ParsedKey, parsePrivateKey, parsePublicKey } from "./keys";
import { signMd5, verifyMd5 } from "./md5";
import { signRsaSha1, verifyRsaSha1 } from "./rsa";
import { buildAuthUrl } from "./wap/auth-request";
import { buildNotifyVerify } from "./wap/mapi/notify-verify";
import { mapiUrl, signMapiRequest } from "./wap/mapi/request";
import { parseReturn } from "./wap/return";
import type { Params, SecurityKeys } from "./wap/signing/security";
import { parseTokenResponse } from "./wap/token-response";
import { parseXml } from "./xml";

type Value = string | null | boolean;
type Vector = {
  name: string;
  kind: string;
  verified: boolean;
  params: Value[][];
  signed_string?: string;
  key?: string;
  private_key?: string;
  public_key?: string;
  expected: Record<string, string | boolean | null | undefined>;
  negative_checks?: Record<string, boolean | undefined>;
};

const vectors: Vector[] = fixture.vectors;
const ofKind = (kind: string, verified: boolean) => vectors.filter((vector) => vector.kind === kind && vector.verified === verified);

/** The one of the sources that holds other values than texts drops null and false and writes true as 1. */
function paramsOf(vector: Vector): Params {
  return vector.params.map(([name, value]) => [String(name), value === true ? "1" : typeof value === "string" ? value : ""]);
}

function param(vector: Vector, name: string): string {
  return new Map(paramsOf(vector)).get(name) ?? "";
}

function keyOf(parsed: ParsedKey): KeyObject {
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.key;
}

const md5Of = (vector: Vector): SecurityKeys => ({ secId: "MD5", md5Key: vector.key ?? "" });

function signingString(vector: Vector): string {
  if (vector.kind !== "wap.notify") return sortedString(paramsOf(vector));
  return wapNotifyString({
    service: param(vector, "service"),
    v: param(vector, "v"),
    sec_id: param(vector, "sec_id"),
    notify_data: param(vector, "notify_data"),
  });
}

describe("messages captured from Alipay and from those who speak with it", () => {
  const sorted = vectors.filter((vector) => vector.signed_string !== undefined && vector.kind !== "mapi.app_pay_string");

  test.each(sorted)("$name: the string that is signed is the known one", (vector) => {
    expect(signingString(vector)).toBe(vector.signed_string);
  });

  test.each(vectors.filter((vector) => vector.key && vector.expected.sign))("$name: MD5 gives the known sign", (vector) => {
    const sign = String(vector.expected.sign);
    expect(signMd5(signingString(vector), vector.key ?? "")).toBe(sign);
    expect(verifyMd5(signingString(vector), vector.key ?? "", sign)).toBe(true);
    expect(verifyMd5(signingString(vector), `${vector.key}x`, sign)).toBe(false);
  });

  test.each(vectors.filter((vector) => vector.private_key && vector.expected.sign))("$name: RSA gives the known sign", (vector) => {
    const key = keyOf(parsePrivateKey(vector.private_key ?? ""));
    expect(signRsaSha1(signingString(vector), key)).toBe(vector.expected.sign);
  });

  test.each(ofKind("wap.notify", true))("$name: a notice signed in sorted order is not taken", (vector) => {
    expect(signMd5(sortedString(paramsOf(vector)), vector.key ?? "") === vector.expected.sign).toBe(
      vector.negative_checks?.sorted_order_matches,
    );
  });

  test.each(ofKind("mapi.app_pay_string", true))("$name: a string of quoted pairs signs to the known one", (vector) => {
    const text = paramsOf(vector)
      .map(([name, value]) => `${name}="${value}"`)
      .join("&");
    expect(text).toBe(vector.signed_string);
    const sign = encodeURIComponent(signRsaSha1(text, keyOf(parsePrivateKey(vector.private_key ?? ""))));
    expect(`${text}&sign="${sign}"&sign_type="RSA"`).toBe(vector.expected.string);
  });
});

describe("real returns of buyers who paid", () => {
  const wrongKeys = new Map(Object.entries(fixture.otherPublicKeys));

  test.each(ofKind("wap.sync_return", true))("$name verifies with its merchant's key and with no other", (vector) => {
    const search = `?${encodeForm(paramsOf(vector))}`;
    const sign = param(vector, "sign");
    const peerPublicKey = keyOf(parsePublicKey(vector.public_key ?? ""));
    const keys: SecurityKeys = { secId: "0001", privateKey: peerPublicKey, peerPublicKey };
    expect(parseReturn(search, keys)).toEqual({ ok: true, outTradeNo: param(vector, "out_trade_no"), tradeNo: param(vector, "trade_no") });
    for (const [name, expected] of Object.entries(vector.negative_checks ?? {})) {
      const other = wrongKeys.get(name);
      const key = other ? keyOf(parsePublicKey(other.key)) : peerPublicKey;
      const text = other ? signingString(vector) : sortedString(paramsOf(vector), { exclude: ["sign"] });
      expect(verifyRsaSha1(text, sign, key), name).toBe(expected);
    }
  });

  test.each(ofKind("wap.sync_return", false))("$name is refused for its signature alone, since its key is not ours", (vector) => {
    const secId = param(vector, "sign").length === 32 ? "MD5" : "0001";
    const foreign = keyOf(parsePublicKey(String(wrongKeys.get("mapi_key")?.key)));
    const keys: SecurityKeys =
      secId === "MD5" ? { secId, md5Key: "not the merchant's" } : { secId, privateKey: foreign, peerPublicKey: foreign };
    expect(parseReturn(encodeForm(paramsOf(vector)), keys)).toEqual({ ok: false, reason: "bad_signature" });
  });
});

describe("addresses that other implementations are known to send buyers to", () => {
  test.each(ofKind("wap.auth_request", true))("$name: the cashier's address is the known one", async (vector) => {
    const contract = { partner: param(vector, "partner"), keys: md5Of(vector), cashierUrl: "https://wappaygw.alipay.com/service/rest.htm" };
    expect(await buildAuthUrl(contract, "token_test")).toBe(vector.expected.url);
  });

  test.each(ofKind("mapi.pay_request", true))("$name: the address is the known one", async (vector) => {
    const signed = await signMapiRequest(paramsOf(vector), md5Of(vector));
    expect(mapiUrl("https://mapi.alipay.com/gateway.do", signed)).toBe(vector.expected.url);
  });

  test.each(vectors.filter((vector) => vector.expected.notify_verify_url))(
    "$name: the address that confirms a notice is known",
    (vector) => {
      const params = buildNotifyVerify("1000000000000000", "notify_id_test");
      expect(mapiUrl("https://mapi.alipay.com/gateway.do", params)).toBe(vector.expected.notify_verify_url);
    },
  );
});

describe("messages whose key is not public are still read as far as they go", () => {
  const answers = ofKind("wap.token_response", false);

  test.each(answers)("$name is refused for its signature alone", async (vector) => {
    const asked = { partner: param(vector, "partner"), reqId: param(vector, "req_id"), keys: md5Of(vector) };
    const body = `\n${encodeForm(paramsOf(vector))}`;
    expect(await parseTokenResponse(body, asked)).toEqual({
      kind: "unknown",
      detail: "the answer's signature does not verify",
      refusal: { kind: "unverified", code: "", evidence: body },
    });
  });

  test.each(answers)("$name hands out its token once it verifies", async (vector) => {
    const keys: SecurityKeys = { secId: "MD5", md5Key: "ours" };
    const params = new Map(paramsOf(vector));
    params.set("sign", signMd5(sortedString(params), keys.md5Key));
    const answer = await parseTokenResponse(encodeForm(params), {
      partner: param(vector, "partner"),
      reqId: param(vector, "req_id"),
      keys,
    });
    expect(answer.kind).toBe("token");
    expect(param(vector, "res_data")).toContain(`>${answer.kind === "token" && answer.requestToken}<`);
  });

  test.each(ofKind("wap.token_error", false))("$name tells the owner why Alipay refused", async (vector) => {
    const asked = { partner: param(vector, "partner"), reqId: param(vector, "req_id"), keys: { secId: "MD5", md5Key: "x" } as const };
    expect(await parseTokenResponse(encodeForm(paramsOf(vector)), asked)).toEqual({
      kind: "refused",
      code: "0005",
      detail: "PARTNER_ILLEGAL: 合作伙伴没有开通接口访问权限",
      refusal: { kind: "refused", code: "0005", evidence: "" },
    });
  });

  test.each(ofKind("wap.token_request", false))("$name has the shape that we read and write", (vector) => {
    const form = parseForm(encodeForm(paramsOf(vector)));
    expect(form.ok && form.params.get("_input_charset")).toBe("UTF-8");
    const xml = parseXml(param(vector, "req_data"));
    expect(xml.ok && xml.root.name).toBe("direct_trade_create_req");
    expect(sortedString(paramsOf(vector)).startsWith("_input_charset=UTF-8&format=xml&partner=")).toBe(true);
  });

  test("there is no kind of vector that no test above looks at", () => {
    const kinds = new Set(vectors.map((vector) => vector.kind));
    expect([...kinds].sort()).toEqual([
      "mapi.app_pay_string",
      "mapi.pay_request",
      "primitive.filter",
      "primitive.md5",
      "primitive.rsa",
      "wap.auth_request",
      "wap.notify",
      "wap.sync_return",
      "wap.token_error",
      "wap.token_request",
      "wap.token_response",
    ]);
  });
});
