import { constants, sign as rsaSign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { NOW, OPENAPI_NOTICE, paidRecord } from "../fixtures/app-contract";
import { newRsaPair } from "../fixtures/contract";
import { newPatient } from "../fixtures/doctor-settings";
import { encodeForm, parseForm } from "../form";
import { buildNotification } from "../openapi/notification";
import { parseRequest, signRequest } from "../openapi/request";
import { callbackStrings, requestString, signRsa2 } from "../openapi/sign";
import { buildTokenRequest } from "../wap/token-request";
import { explain } from "./explain";

const { app, wap, settings } = newPatient();
const notice = buildNotification(paidRecord(), OPENAPI_NOTICE, app.contract);
const request = new Map(await signRequest(app.config, { method: "alipay.trade.query", bizContent: { out_trade_no: "X1" } }, NOW));
const causesOf = (text: string) => explain(text, settings).causes.map(({ cause }) => cause);
const gatewayTakes = (text: string) => parseRequest("", text, app.findContract).ok;

function paramsOf(form: string): Map<string, string> {
  const parsed = parseForm(form);
  return parsed.ok ? parsed.params : new Map();
}

/** The request with one thing changed and signed again. */
function signedAgain(change: (params: Map<string, string>) => void): string {
  const params = new Map(request);
  params.delete("sign");
  change(params);
  return encodeForm(params.set("sign", signRsa2(requestString(params), app.config.privateKey)));
}

/** The message with its signature spelled in another way; one that holds what is to be respelled. */
function respelled(params: ReadonlyMap<string, string>, spell: (sign: string) => string): string {
  return encodeForm(new Map(params).set("sign", spell(params.get("sign") ?? "")));
}

describe("an integrator's request is judged as the gateway would judge it", () => {
  test("one that the gateway takes is taken", () => {
    expect(gatewayTakes(encodeForm(request))).toBe(true);
    expect(explain(encodeForm(request), settings)).toMatchObject({ ok: true, kind: "openapi.request" });
  });

  test.each([
    ["sign_type in small letters", (params: Map<string, string>) => params.set("sign_type", "rsa2"), "isv.invalid-signature-type"],
    ["a charset that is none", (params: Map<string, string>) => params.set("charset", "utf8mb4"), "isv.invalid-charset"],
    ["another app", (params: Map<string, string>) => params.set("app_id", "2021000000000000"), "isv.invalid-app-id"],
    ["a time that is none", (params: Map<string, string>) => params.set("timestamp", "2026/11/22 14:49"), "isv.invalid-timestamp"],
    ["contents that are no JSON", (params: Map<string, string>) => params.set("biz_content", "{out_trade_no:X1}"), "isv.invalid-parameter"],
    ["no version", (params: Map<string, string>) => params.delete("version"), "isv.missing-version"],
    [
      "an order without its product",
      (params: Map<string, string>) => params.set("method", "alipay.trade.wap.pay"),
      "ACQ.INVALID_PARAMETER",
    ],
  ])("%s is refused with the gateway's own code, though its signature verifies", (_, change, code) => {
    const text = signedAgain(change);
    expect(explain(text, settings).causes).toEqual([{ cause: "gateway_refuses", about: expect.stringContaining(code) }]);
  });

  test("an old request of another partner is refused as well", async () => {
    const config = { ...wap.config, partner: "2088000000000000" };
    const base = "https://shop.example.com";
    const payment = {
      outTradeNo: "X1",
      amountFen: 1,
      subject: "茶",
      expiresInMinutes: 30,
      returnUrl: `${base}/r`,
      notifyUrl: `${base}/n`,
      quitUrl: base,
    };
    expect(explain(encodeForm(await buildTokenRequest(config, payment, "r1")), settings).causes).toEqual([
      { cause: "gateway_refuses", about: expect.stringContaining("0005") },
    ]);
  });

  test("parameters that contradict each other in address and body are refused as the gateway refuses them", () => {
    const http = `POST /gateway.do?charset=gbk HTTP/1.1\r\nHost: openapi.alipay.com\r\n\r\n${encodeForm(request)}`;
    expect(explain(http, settings).ok).toBe(false);
    expect(explain(http.replace("charset=gbk", "charset=utf-8"), settings).ok).toBe(true);
  });
});

describe("a signature has one spelling, and every other one is named", () => {
  const spellings: [string, (sign: string) => string, string[]][] = [
    ["its padding lost", (sign) => sign.replace(/=+$/, ""), ["sign_padding_lost"]],
    ["the URL-safe alphabet", (sign) => sign.replaceAll("+", "-").replaceAll("/", "_"), ["sign_url_safe"]],
    [
      "the URL-safe alphabet without padding",
      (sign) => sign.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
      ["sign_url_safe", "sign_padding_lost"],
    ],
    ["wrapped after 76 characters", (sign) => sign.replace(/.{76}/g, "$&\r\n"), ["sign_wrapped"]],
    ["wrapped by blanks", (sign) => sign.replace(/.{76}/g, "$& "), ["sign_wrapped"]],
    ["in hex", (sign) => Buffer.from(sign, "base64").toString("hex"), ["sign_hex"]],
    ["base64 of base64", (sign) => Buffer.from(sign).toString("base64"), ["sign_base64_twice"]],
    ["in quotes", (sign) => `"${sign}"`, ["sign_spelling"]],
    ["cut off", (sign) => sign.slice(0, 128), ["sign_cut"]],
  ];
  // A signature that holds both characters in which the alphabets differ.
  const messages = Array.from({ length: 60 }, (_, second) =>
    paramsOf(buildNotification(paidRecord(), { ...OPENAPI_NOTICE, notifyTime: new Date(NOW.getTime() + second * 1000) }, app.contract)),
  );
  const full = messages.find((params) => /\+.*\/|\/.*\+/.test(params.get("sign") ?? "")) ?? new Map<string, string>();

  test.each(spellings)("in a notice: %s", (_, spell, causes) => {
    expect(causesOf(respelled(full, spell))).toEqual(causes);
  });

  test.each(spellings)("in a request: %s", (_, spell, causes) => {
    const text = respelled(request, spell);
    if (paramsOf(text).get("sign") === request.get("sign")) return;
    expect(gatewayTakes(text)).toBe(false);
    expect(causesOf(text).length).toBeGreaterThan(0);
    expect(causes.some((cause) => causesOf(text).includes(cause as never))).toBe(true);
  });
});

describe("who did not sign is told from what was not signed", () => {
  test("a changed sum under the right key is a change, and no matter of keys", () => {
    expect(causesOf(notice.replace("total_amount=100.00", "total_amount=0.01"))).toEqual(["contents_changed"]);
  });

  test("a signature by somebody else is a matter of keys, and no change", () => {
    const foreign = { ...app.contract, alipayPrivateKey: newRsaPair().privateKey };
    expect(explain(buildNotification(paidRecord(), OPENAPI_NOTICE, foreign), settings).causes).toEqual([
      { cause: "foreign_key", about: "ALIPAY_PUBLIC_KEY" },
    ]);
  });

  test.each(["RSA-SHA512", "RSA-MD5"])("another digest is named: %s", (algorithm) => {
    const [text = ""] = callbackStrings(paramsOf(notice));
    const sign = rsaSign(algorithm, Buffer.from(text), app.contract.alipayPrivateKey).toString("base64");
    expect(explain(encodeForm(paramsOf(notice).set("sign", sign)), settings).causes).toEqual([
      { cause: "wrong_algorithm", about: algorithm },
    ]);
  });

  test("PSS is named, also over contents that were changed", () => {
    const [text = ""] = callbackStrings(paramsOf(notice));
    const pss = { key: app.contract.alipayPrivateKey, padding: constants.RSA_PKCS1_PSS_PADDING };
    const signed = encodeForm(paramsOf(notice).set("sign", rsaSign("sha256", Buffer.from(text), pss).toString("base64")));
    expect(explain(signed, settings).causes).toEqual([{ cause: "wrong_algorithm", about: "RSA-PSS with SHA256" }]);
    expect(causesOf(signed.replace("total_amount=100.00", "total_amount=0.01"))).toEqual(["wrong_algorithm", "contents_changed"]);
  });
});
