import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOW, OPENAPI_NOTICE, paidRecord } from "../fixtures/app-contract";
import { NOTICE, newRsaPair, paidTrade } from "../fixtures/contract";
import { newPatient, pemOf } from "../fixtures/doctor-settings";
import { encodeForm, parseForm } from "../form";
import { encodeGbk } from "../gbk";
import { encryptAes } from "../openapi/aes";
import { buildNotification as buildOpenApiNotice } from "../openapi/notification";
import { signRequest } from "../openapi/request";
import { buildResponse, successFields } from "../openapi/response";
import { buildReturn as buildOpenApiReturn } from "../openapi/return";
import { requestString, signRsa2 } from "../openapi/sign";
import { encryptBlocks } from "../rsa";
import { buildTradeAnswer } from "../wap/mapi/single-trade-query";
import { buildNotification, writeNotifyData } from "../wap/notification";
import { buildReturn } from "../wap/return";
import { buildTokenRequest } from "../wap/token-request";
import { explain } from "./explain";
import type { DoctorSettings } from "./settings";

const { app, wap, settings } = newPatient();
const notice = buildOpenApiNotice(paidRecord(), OPENAPI_NOTICE, app.contract);
const xml = writeNotifyData(paidTrade({ subject: "茶 A" }), NOTICE);

const causesOf = (text: string | Uint8Array, given: DoctorSettings = settings) => explain(text, given).causes.map(({ cause }) => cause);
const paramsOf = (form: string) => {
  const parsed = parseForm(form);
  return parsed.ok ? parsed.params : new Map<string, string>();
};
describe("a genuine message is taken, however it was captured", () => {
  test.each([
    ["a notice", notice, "openapi.notify"],
    ["an HTTP request", `POST /api/alipay/notify HTTP/1.1\r\nHost: shop\r\nContent-Type: x\r\n\r\n${notice}\r\n`, "openapi.notify"],
    [
      "a return's address",
      `https://shop.example.com/api/alipay/return?${buildOpenApiReturn(paidRecord(), NOW, app.contract)}`,
      "openapi.return",
    ],
    ["an answer", buildResponse(app.contract, "alipay.trade.query", successFields({ subject: "茶" })), "openapi.response"],
    [
      "a request",
      encodeForm(signRequest(app.config, { method: "alipay.trade.query", bizContent: { out_trade_no: "X1" } }, NOW)),
      "openapi.request",
    ],
    ["an old notice", buildNotification(xml, wap.gateway), "wap.notify"],
    ["an old return", `?${buildReturn(paidTrade(), wap.gateway)}`, "wap.return"],
    ["an old request", encodeForm(buildTokenRequest(wap.config, payment(), "r1")), "wap.token_request"],
  ])("%s", (_, text, kind) => {
    expect(explain(text, settings)).toMatchObject({ ok: true, kind, causes: [] });
  });
});

describe("an answer's exact text", () => {
  const sealed = newPatient("key", { aes: true });
  const plain = JSON.stringify(successFields({ subject: "a/b" }));
  const quoted = JSON.stringify(encryptAes(plain, sealed.app.contract.aesKey ?? Buffer.alloc(16)));
  const signing = (value: string, text: string, key = sealed.app.contract.alipayPrivateKey) =>
    `{"alipay_trade_query_response":${value},"sign":${JSON.stringify(signRsa2(text, key))}}`;

  test.each([
    ["signed over what was decrypted", signing(quoted, plain), "signed_plaintext"],
    ["signed without its quotes", signing(quoted, quoted.slice(1, -1)), "signed_without_quotes"],
    ["written anew", signing(plain.replace(",", ", "), plain), "reserialised"],
    ["with its slashes escaped", signing(plain.replace("a/b", "a\\/b"), plain), "reserialised"],
  ])("%s", (_, text, cause) => {
    expect(causesOf(text, sealed.settings)).toEqual([cause]);
  });

  test("as it should be, or without a signature", () => {
    expect(causesOf(signing(quoted, quoted), sealed.settings)).toEqual([]);
    expect(causesOf(`{"error_response":${plain}}`, sealed.settings)).toEqual(["no_signature"]);
  });
});

describe("however the text was saved on its way here", () => {
  const answer = buildResponse(app.contract, "alipay.trade.query", successFields({ subject: "茶" }));
  const escaped = (text: string) => text.replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  const decoded = (form: string) => [...paramsOf(form)].map(([name, value]) => `${name}=${value}`).join("&");
  const sealedNotice = buildNotification(xml, wap.gateway);

  test.each([
    [
      "an address that was decoded, its blanks too",
      `https://s.example.com/r?${decoded(buildOpenApiReturn(paidRecord(), NOW, app.contract))}`,
      "decoded_twice",
    ],
    ["parameters that a framework logged as JSON", JSON.stringify(Object.fromEntries(paramsOf(notice))), "decoded_twice"],
    ["a ciphertext that was decoded", decoded(sealedNotice), "decoded_twice"],
    ["an answer that went through a page", escaped(answer), "html_escaped"],
    ["an answer in a file of GBK", encodeGbk(answer), "gbk_bytes"],
    [
      "a ciphertext that was broken into lines",
      encodeForm(
        [...paramsOf(sealedNotice)].map(
          ([name, value]) => [name, name === "notify_data" ? value.replace(/.{76}/g, "$&\n") : value] as const,
        ),
      ),
      "line_break_added",
    ],
  ])("%s", (_, text, cause) => {
    expect(causesOf(text)).toEqual([cause]);
  });

  test("an old answer that went through a page", () => {
    const rsa = wap.gateway;
    const text = buildTradeAnswer(paidTrade(), [["partner", "2088"]], rsa);
    expect(causesOf(text)).toEqual([]);
    expect(causesOf(escaped(text))).toEqual(["html_escaped"]);
  });
});

describe("where nothing verifies, what is certain is said all the same", () => {
  test("a blank in base64 was a plus, even where a text has lost one too", () => {
    const texts = Array.from({ length: 60 }, (_, second) => {
      const notifyTime = new Date(NOW.getTime() + second * 1000);
      return buildOpenApiNotice(paidRecord({ subject: "茶 50% + 1+1" }), { ...OPENAPI_NOTICE, notifyTime }, app.contract);
    });
    const body = texts.find((text) => paramsOf(text).get("sign")?.includes("+")) ?? "";
    expect(causesOf(body.replaceAll("%2B", "+"))).toEqual(["plus_to_space"]);
    const decoded = [...paramsOf(body)].map(([name, value]) => `${name}=${value}`).join("&");
    expect(causesOf(decoded.replaceAll("+", " "))).toEqual(["decoded_twice", "plus_to_space"]);
  });

  test("a key of another length than the signature cannot have made it", () => {
    const { publicKey } = newRsaPair(2048);
    const given = { ...settings, openapi: { ...settings.openapi, alipayPublicKey: pemOf(publicKey) } };
    expect(explain(notice, given).causes).toEqual([{ cause: "other_key", about: "ALIPAY_PUBLIC_KEY has 2048 bits, the signature 1024" }]);
  });

  test("a signature of the other kind wants a key of the other kind", () => {
    const old = buildNotification(xml, wap.gateway);
    expect(explain(old, { ...settings, wap: { md5Key: settings.wap.md5Key } }).causes[0]).toMatchObject({
      cause: "not_configured",
      about: "ALIPAY_PUBLIC_KEY",
    });
    const md5 = buildReturn(paidTrade(), { secId: "MD5", md5Key: "theirs" });
    expect(explain(md5, { ...settings, wap: { ...settings.wap, md5Key: undefined } }).causes).toEqual([
      { cause: "not_configured", about: "ALIPAY_MD5_KEY" },
    ]);
  });
});

test("a request that was signed before it was encrypted", () => {
  const sealed = newPatient("key", { aes: true });
  const params = new Map(signRequest(sealed.app.config, { method: "alipay.trade.query", bizContent: { out_trade_no: "X1" } }, NOW));
  expect(explain(encodeForm(params), sealed.settings).causes).toEqual([]);
  const before = requestString(new Map(params).set("biz_content", '{"out_trade_no":"X1"}'));
  params.set("sign", signRsa2(before, sealed.app.config.privateKey));
  expect(causesOf(encodeForm(params), sealed.settings)).toEqual(["signed_before_encrypting"]);
});

describe("what cannot be explained is said plainly", () => {
  test("a changed sum, a foreign key, a genuine message of another app", () => {
    expect(causesOf(notice.replace("total_amount=100.00", "total_amount=0.01"))).toEqual(["nothing_fits"]);
    expect(
      causesOf(buildOpenApiNotice(paidRecord(), OPENAPI_NOTICE, { ...app.contract, alipayPrivateKey: newRsaPair().privateKey })),
    ).toEqual(["nothing_fits"]);
    const foreign = buildOpenApiNotice(paidRecord({ appId: "2021000000000000" }), OPENAPI_NOTICE, app.contract);
    expect(explain(foreign, settings).causes).toEqual([{ cause: "refused_otherwise", about: "wrong_app: of another app" }]);
  });

  test("a notice that cannot be decrypted, for which no key is there, or that is none", () => {
    const body = encodeForm([
      ...paramsOf(buildNotification(xml, wap.gateway)).set("notify_data", encryptBlocks(Buffer.from(xml), newRsaPair().publicKey)),
    ]);
    expect(causesOf(body)).toEqual(["undecryptable"]);
    expect(causesOf(notice, { wap: {}, openapi: {} })).toEqual(["not_configured"]);
    for (const text of ["", "hello", "a=b", "{}", "<html/>", "{broken", "\ud800"]) expect(causesOf(text)).toEqual(["not_a_message"]);
  });

  test("and no text at all makes it throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => !explain(text, settings).ok),
      { numRuns: 20 },
    );
    const at = fc.nat({ max: notice.length - 1 });
    fc.assert(
      fc.property(
        at,
        fc.string({ unit: "binary", maxLength: 6 }),
        (index, text) => explain(notice.slice(0, index) + text + notice.slice(index), settings).kind !== undefined,
      ),
      { numRuns: 5 },
    );
  });
});

test("the exact string is shown, with its figures, and nothing in it tells who somebody is", () => {
  const { signedString, fingerprint } = explain(notice, settings);
  expect(signedString).toContain("out_trade_no=X20261122A7&");
  expect(signedString).not.toContain("138****8000");
  expect(signedString).not.toContain("seller@example.com");
  expect(fingerprint?.sha256).toMatch(/^[0-9a-f]{64}$/);
  const request = explain(encodeForm(signRequest(app.config, { method: "alipay.trade.query", bizContent: {} }, NOW)), settings);
  expect(request.signedString).toBe(requestString(signRequest(app.config, { method: "alipay.trade.query", bizContent: {} }, NOW)));
});

function payment() {
  const base = "https://shop.example.com";
  return {
    outTradeNo: "X1",
    amountFen: 100,
    subject: "茶",
    expiresInMinutes: 30,
    returnUrl: `${base}/r`,
    notifyUrl: `${base}/n`,
    quitUrl: `${base}/q`,
  };
}
