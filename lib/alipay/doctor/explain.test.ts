import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOW, OPENAPI_NOTICE, paidRecord } from "../fixtures/app-contract";
import { NOTICE, newRsaPair, PARTNER, paidTrade } from "../fixtures/contract";
import { MD5_KEY, newPatient } from "../fixtures/doctor-settings";
import { encodeForm, parseForm } from "../form";
import { encryptAes } from "../openapi/aes";
import { buildNotification as buildOpenApiNotice } from "../openapi/notification";
import { signRequest } from "../openapi/request";
import { buildErrorResponse, buildResponse, successFields } from "../openapi/response";
import { buildReturn as buildOpenApiReturn } from "../openapi/return";
import { requestString, signRsa2 } from "../openapi/sign";
import { encryptBlocks } from "../rsa";
import { buildNotification, writeNotifyData } from "../wap/notification";
import { buildReturn } from "../wap/return";
import { buildTokenRequest } from "../wap/token-request";
import { explain } from "./explain";
import type { DoctorSettings } from "./settings";
import { doctorText } from "./text";

const { app, wap, settings } = newPatient();
const notice = buildOpenApiNotice(paidRecord(), OPENAPI_NOTICE, app.contract);
const xml = writeNotifyData(paidTrade({ subject: "茶 A" }), NOTICE);

const pemOf = ({ publicKey }: ReturnType<typeof newRsaPair>) => publicKey.export({ type: "spki", format: "pem" }).toString();
const causesOf = (text: string | Uint8Array, given: DoctorSettings = settings) => explain(text, given).causes.map(({ cause }) => cause);
const paramsOf = (form: string) => {
  const parsed = parseForm(form);
  return parsed.ok ? parsed.params : new Map<string, string>();
};
const GENUINE: [string, string, string][] = [
  ["a notice", notice, "openapi.notify"],
  [
    "an HTTP request",
    `POST /api/alipay/notify HTTP/1.1\r\nHost: shop\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n${notice}\r\n`,
    "openapi.notify",
  ],
  [
    "a return's address",
    `https://shop.example.com/api/alipay/return?${buildOpenApiReturn(paidRecord(), NOW, app.contract)}`,
    "openapi.return",
  ],
  ["an answer", buildResponse(app.contract, "alipay.trade.query", successFields({ subject: "茶" })), "openapi.response"],
  [
    "a request",
    encodeForm(await signRequest(app.config, { method: "alipay.trade.query", bizContent: { out_trade_no: "X1" } }, NOW)),
    "openapi.request",
  ],
  ["an old notice", buildNotification(xml, wap.gateway), "wap.notify"],
  ["an old return", `?${buildReturn(paidTrade(), wap.gateway)}`, "wap.return"],
  ["an old request", encodeForm(await buildTokenRequest(wap.config, payment(), "r1")), "wap.token_request"],
];
describe("a genuine message is taken, however it was captured", () => {
  test.each(GENUINE)("%s", (_, text, kind) => {
    expect(explain(text, settings)).toMatchObject({ ok: true, kind, causes: [] });
  });
});

test("while Alipay's key changes, what the old one signed is taken too, and no longer once it is unset", () => {
  const former = { ...settings.openapi, alipayPublicKey: pemOf(newRsaPair()), formerAlipayPublicKey: settings.openapi.alipayPublicKey };
  for (const [name, text, kind] of GENUINE.filter(([, , of]) => ["openapi.notify", "openapi.return", "openapi.response"].includes(of)))
    expect(explain(text, { ...settings, openapi: former }), name).toMatchObject({ ok: true, kind, causes: [] });
  const { formerAlipayPublicKey: _, ...unset } = former;
  expect(explain(notice, { ...settings, openapi: unset })).toMatchObject({ ok: false });
  const broken = { ...settings, openapi: { ...former, formerAlipayPublicKey: "MIIB" } };
  expect(explain(notice, broken).causes).toContainEqual(
    expect.objectContaining({ about: expect.stringContaining("ALIPAY_FORMER_PUBLIC_KEY") }),
  );
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

test("a genuine error that belongs to no method, and a notice where no app is configured", () => {
  const error = buildErrorResponse(app.contract, { code: "40002", msg: "Invalid Arguments", sub_code: "isv.invalid-method" });
  expect(explain(error, settings)).toMatchObject({ ok: true, kind: "openapi.response" });
  expect(explain(notice, { ...settings, openapi: { ...settings.openapi, appId: undefined } })).toMatchObject({ ok: true });
});

test("a request that was signed before it was encrypted", async () => {
  const sealed = newPatient("key", { aes: true });
  const params = new Map(await signRequest(sealed.app.config, { method: "alipay.trade.query", bizContent: { out_trade_no: "X1" } }, NOW));
  expect(explain(encodeForm(params), sealed.settings).causes).toEqual([]);
  const before = requestString(new Map(params).set("biz_content", '{"out_trade_no":"X1"}'));
  params.set("sign", signRsa2(before, sealed.app.config.privateKey));
  expect(causesOf(encodeForm(params), sealed.settings)).toEqual(["signed_before_encrypting"]);
});

describe("what cannot be explained is said plainly", () => {
  test("a changed sum, a foreign key, a genuine message of another app", () => {
    expect(causesOf(notice.replace("total_amount=100.00", "total_amount=0.01"))).toEqual(["contents_changed"]);
    expect(
      causesOf(buildOpenApiNotice(paidRecord(), OPENAPI_NOTICE, { ...app.contract, alipayPrivateKey: newRsaPair().privateKey })),
    ).toEqual(["foreign_key"]);
    const foreign = buildOpenApiNotice(paidRecord({ appId: "2021000000000000" }), OPENAPI_NOTICE, app.contract);
    expect(explain(foreign, settings).causes).toEqual([{ cause: "refused_otherwise", about: "wrong_app: of another app" }]);
  });

  test("under MD5, which does not show who signed: what is certain, what is odd about the key, or whose message it is", () => {
    const md5Notice = buildNotification(xml, { secId: "MD5", md5Key: MD5_KEY });
    const given = (wapSettings: Record<string, string>) => ({ ...settings, wap: { ...settings.wap, ...wapSettings } });
    const changed = md5Notice.replace("100.00", "0.01");
    expect(explain(md5Notice, settings).causes).toEqual([]);
    expect(explain(changed, settings).causes).toEqual([{ cause: "md5_differs", about: "ALIPAY_MD5_KEY" }]);
    expect(explain(md5Notice, given({ md5Key: MD5_KEY.replace("s0me", "s1me") })).causes).toEqual([
      { cause: "md5_differs", about: "ALIPAY_MD5_KEY" },
    ]);
    expect(explain(changed, given({ partner: "2088000000000000" })).causes).toEqual([
      { cause: "md5_differs", about: `${PARTNER} ≠ ALIPAY_PARTNER 2088000000000000` },
    ]);
    expect(explain(md5Notice, given({ md5Key: MD5_KEY.slice(1) })).causes).toEqual([
      { cause: "key_unreadable", about: "ALIPAY_MD5_KEY has 31 characters, Alipay's have 32" },
    ]);
    for (const spelled of [`"${MD5_KEY}"`, `MD5密钥：${MD5_KEY}`, `${MD5_KEY.toUpperCase()}`, `\u200b${MD5_KEY}`])
      expect(causesOf(md5Notice, given({ md5Key: spelled }))).toEqual(["md5_key_spelling"]);
    const back = buildReturn(paidTrade(), { secId: "MD5", md5Key: MD5_KEY });
    expect(explain(back.replace(/&result=[^&]*/, ""), settings).causes).not.toContainEqual({ cause: "md5_differs" });
    expect(doctorText.zh.md5_differs.change).toContain("ALIPAY_MD5_KEY");
  });

  test("a notice that cannot be decrypted, that has no key, or that is not a notice", () => {
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

test("the exact string is shown, with its figures, and nothing in it tells who somebody is", async () => {
  const { signedString, fingerprint } = explain(notice, settings);
  expect(signedString).toContain("out_trade_no=X20261122A7&");
  expect(signedString).not.toContain("138****8000");
  expect(signedString).not.toContain("seller@example.com");
  expect(fingerprint?.sha256).toMatch(/^[0-9a-f]{64}$/);
  const request = explain(encodeForm(await signRequest(app.config, { method: "alipay.trade.query", bizContent: {} }, NOW)), settings);
  expect(request.signedString).toBe(requestString(await signRequest(app.config, { method: "alipay.trade.query", bizContent: {} }, NOW)));
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

describe("a text that no message of Alipay's can be is not searched", () => {
  const kindOf = (text: string | Uint8Array) => explain(text, settings).kind;

  test.each([
    ["a form above what a notice may weigh", `${notice}&x=${"1".repeat(65_536)}`],
    ["a form of more fields than any message has", `${notice}${"&x=1".repeat(300)}`],
    ["a form of that many that was decoded", `${notice}${"&x={ }".repeat(300)}`],
    [
      "an answer above what the shop reads",
      buildResponse(app.contract, "alipay.trade.query", successFields({ subject: "茶".repeat(300_000) })),
    ],
    ["a file above that", Buffer.from(`GET /?${notice} HTTP/1.1\r\n${"a: b\r\n".repeat(60_000)}\r\n`)],
  ])("%s", (_, text) => {
    expect(explain(text, settings)).toMatchObject({ kind: "unknown", causes: [{ cause: "not_a_message" }] });
  });

  test("and what is just below is", () => {
    expect(kindOf(`${notice}&x=${"1".repeat(60_000)}`)).toBe("openapi.notify");
    expect(kindOf(`${notice}${"&x=1".repeat(200)}`)).toBe("openapi.notify");
  });
});
