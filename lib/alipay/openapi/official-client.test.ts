import { AlipaySdk } from "alipay-sdk";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AppWorld, NOW, newAppWorld, OPENAPI_NOTICE, paidRecord } from "../fixtures/app-contract";
import { parseForm } from "../form";
import { buildNotification } from "./notification";
import { buildPayUrl } from "./page-pay";
import { parseRequest } from "./request";
import { buildResponse, successFields } from "./response";
import { buildReturn } from "./return";

const pem = (key: { export: (how: { type: "pkcs1" | "spki"; format: "pem" }) => string | Buffer }, type: "pkcs1" | "spki") =>
  key.export({ type, format: "pem" }).toString();

/** The official client as a merchant of this contract would set it up. */
function officialClient({ config, contract }: AppWorld, aesKey?: string): AlipaySdk {
  if (config.trust.mode !== "key") throw new Error("key mode only");
  return new AlipaySdk({
    appId: config.appId,
    privateKey: pem(config.privateKey, "pkcs1"),
    alipayPublicKey: pem(config.trust.alipayPublicKey, "spki"),
    gateway: config.gatewayUrl,
    ...(contract.aesKey && aesKey && { encryptKey: aesKey }),
  });
}

/** What people write: Chinese, the characters that break signatures, emoji, nothing. */
const words = fc.oneof(
  fc.constantFrom("", "测试 A&B=100%+", '"引号"', "a+b c%20d", "🍵茶", "x=1&y=2", "\\/\\", "%E4", "<b>&amp;</b>"),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.stringMatching(/^[+% &="'一-龥🍊]{0,30}$/u),
);

describe("the official client and ours accept each other", () => {
  const world = newAppWorld("key");
  const sdk = officialClient(world);

  test("a payment that it signs arrives as it was meant", () => {
    fc.assert(
      fc.property(words, words, (subject, body) => {
        const bizContent = { out_trade_no: "X1", total_amount: "88.88", subject, body, product_code: "QUICK_WAP_WAY" };
        const url = sdk.pageExecute("alipay.trade.wap.pay", "GET", { bizContent, returnUrl: "https://shop.example.com/r" });
        const request = parseRequest(new URL(url).search.slice(1), "", world.findContract);
        // biz_content is rebuilt by its snake-case conversion, which leaves values alone.
        expect(request).toMatchObject({ ok: true, method: "alipay.trade.wap.pay", returnUrl: "https://shop.example.com/r" });
        expect(request.ok && request.bizContent).toMatchObject({ subject, body });
      }),
    );
  });

  test("an encrypted payment that it signs arrives as well", () => {
    const sealed = newAppWorld("key", { aes: true });
    const client = officialClient(sealed, sealed.contract.aesKey?.toString("base64"));
    fc.assert(
      fc.property(words, (subject) => {
        const url = client.pageExecute("alipay.trade.wap.pay", "GET", { bizContent: { subject }, needEncrypt: true });
        const request = parseRequest(new URL(url).search.slice(1), "", sealed.findContract);
        expect(request).toMatchObject({ ok: true, encrypted: true, bizContent: { subject } });
      }),
      { numRuns: 30 },
    );
  });

  test("notices that the gateway signs are genuine to it", () => {
    fc.assert(
      fc.property(words, (subject) => {
        const form = parseForm(buildNotification(paidRecord({ subject: clean(subject) }), OPENAPI_NOTICE, world.contract));
        expect(form.ok && sdk.checkNotifySignV2(Object.fromEntries(form.params))).toBe(true);
      }),
    );
    const form = parseForm(buildReturn(paidRecord(), NOW, world.contract));
    expect(form.ok && sdk.checkNotifySignV2(Object.fromEntries(form.params))).toBe(true);
  });

  test("answers that the gateway signs are genuine to it, and a changed one is not", () => {
    fc.assert(
      fc.property(words, (subject) => {
        const text = buildResponse(world.contract, "alipay.trade.query", successFields({ subject }));
        const { sign } = JSON.parse(text);
        const check = (body: string) => sdk.checkResponseSign(body, "alipay_trade_query_response", sign, "");
        expect(() => check(text)).not.toThrow();
        expect(() => check(text.replace("10000", "10001"))).toThrow("验签失败");
      }),
    );
  });

  test("what the shop signs is signed as it would sign it", () => {
    return fc.assert(
      fc.asyncProperty(words, async (subject) => {
        const payment = { outTradeNo: "X1", amountFen: 8_888, subject, expiresInMinutes: 30, ...urls };
        const url = new URL(await buildPayUrl(world.config, payment, NOW));
        const { sign = "", ...params } = Object.fromEntries(url.searchParams);
        const text = Object.keys(params)
          .sort()
          .map((name) => `${name}=${params[name]}`)
          .join("&");
        expect(sdk.rsaCheck(text, sign, "RSA2")).toBe(false);
        const merchant = new AlipaySdk({ ...credentials(world), alipayPublicKey: pem(world.contract.appPublicKey, "spki") });
        expect(merchant.rsaCheck(text, sign, "RSA2")).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

const urls = {
  returnUrl: "https://shop.example.com/api/alipay/return",
  notifyUrl: "https://shop.example.com/api/alipay/notify",
  quitUrl: "https://shop.example.com/orders/1",
};

function credentials({ config }: AppWorld): { appId: string; privateKey: string } {
  return { appId: config.appId, privateKey: pem(config.privateKey, "pkcs1") };
}

/** The shop refuses what no writer of notices would send: control characters. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, "") || "x";
}
