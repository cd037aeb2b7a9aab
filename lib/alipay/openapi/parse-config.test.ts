import type { KeyObject } from "node:crypto";
import { describe, expect, test } from "vitest";
import { APP_ID, NOW, newAuthority, SELLER_ID } from "../fixtures/app-contract";
import { newRsaPair } from "../fixtures/contract";
import type { OpenApiConfig } from "./config";
import { parseOpenApiConfig } from "./parse-config";

const app = newRsaPair(2048);
const alipay = newRsaPair(2048);
const pem = (key: KeyObject, type: "pkcs1" | "pkcs8" | "spki" = key.type === "private" ? "pkcs8" : "spki") =>
  (key.type === "private"
    ? key.export({ type: type === "spki" ? "pkcs8" : type, format: "pem" })
    : key.export({ type: type === "pkcs8" ? "spki" : type, format: "pem" })
  ).toString();
const bare = (text: string) => text.replace(/-----[^-]+-----|\s/g, "");

const keyMode = { appId: APP_ID, sellerId: SELLER_ID, appPrivateKey: pem(app.privateKey), alipayPublicKey: pem(alipay.publicKey) };

const authority = newAuthority();
const NAME = [
  ["O", "支付宝"],
  ["CN", "Alipay"],
] as [["O", string], ["CN", string]];
const certificateMode = {
  appId: APP_ID,
  sellerId: SELLER_ID,
  appPrivateKey: pem(app.privateKey),
  appCert: authority.issue(app.publicKey, [["CN", "app"]]),
  alipayCert: authority.issue(alipay.publicKey, NAME),
  rootCert: authority.pem,
};

function parse(raw: Record<string, unknown>, now = NOW): OpenApiConfig {
  const parsed = parseOpenApiConfig(raw, { now });
  if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
  return parsed.config;
}

function problems(raw: Record<string, unknown>, now = NOW): string {
  const parsed = parseOpenApiConfig(raw, { now });
  return parsed.ok ? "" : parsed.problems.join("\n");
}

describe("an owner configures the contract", () => {
  test("with keys in whatever form they have them, and Alipay's own gateway is meant", () => {
    const windows = (text: string) => text.replaceAll("\n", "\r\n");
    for (const appPrivateKey of [
      pem(app.privateKey, "pkcs8"),
      pem(app.privateKey, "pkcs1"),
      bare(pem(app.privateKey, "pkcs8")),
      bare(pem(app.privateKey, "pkcs1")),
      windows(pem(app.privateKey, "pkcs1")),
    ]) {
      const config = parse({ ...keyMode, appPrivateKey, alipayPublicKey: bare(keyMode.alipayPublicKey) });
      expect(config.privateKey.equals(app.privateKey)).toBe(true);
      expect(config).toMatchObject({
        gatewayUrl: "https://openapi.alipay.com/gateway.do",
        cashierUrl: "https://openapi.alipay.com/gateway.do",
        trust: { mode: "key" },
        aesKey: null,
      });
    }
  });

  test("with certificates, whose serials are sent with each request", () => {
    const { trust } = parse(certificateMode);
    expect(trust).toMatchObject({ mode: "certificate", appCertSn: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });

  test("with the sandbox's gateway and an AES key", () => {
    const gatewayUrl = "https://openapi-sandbox.dl.alipaydev.com/gateway.do";
    const config = parse({ ...keyMode, gatewayUrl, aesKey: "aa4BtZ4tspm2wnXLb1ThQA==" });
    expect(config).toMatchObject({ gatewayUrl, cashierUrl: gatewayUrl });
    expect(config.aesKey).toHaveLength(16);
  });
});

describe("an owner sees at boot what is wrong", () => {
  test.each([
    [
      "nothing is set",
      {},
      ["ALIPAY_PRIVATE_KEY is missing", "ALIPAY_PUBLIC_KEY is missing", "ALIPAY_APP_ID is missing", "ALIPAY_SELLER_ID is missing"],
    ],
    ["the seller's number for the app's", { ...keyMode, appId: SELLER_ID }, ["take the app's number"]],
    ["a number that is short", { ...keyMode, appId: "2021" }, ["ALIPAY_APP_ID must be 16 digits"]],
    ["the app's number for the seller's", { ...keyMode, sellerId: APP_ID }, ["ALIPAY_SELLER_ID must be 16 digits beginning with 2088"]],
    ["one's own public key for Alipay's", { ...keyMode, alipayPublicKey: pem(app.publicKey) }, ["is your own public key"]],
    ["a public key for the private one", { ...keyMode, appPrivateKey: pem(app.publicKey) }, ["ALIPAY_PRIVATE_KEY is a public key"]],
    ["a short key", { ...keyMode, appPrivateKey: pem(newRsaPair(1024).privateKey) }, ["has 1024 bits, but RSA2 wants 2048"]],
    ["an AES key of another length", { ...keyMode, aesKey: "AAAA" }, ["ALIPAY_AES_KEY must be the base64 of 16 bytes"]],
    [
      "a gateway with a query",
      { ...keyMode, gatewayUrl: "https://openapi.alipay.com/gateway.do?charset=utf-8" },
      ["ALIPAY_GATEWAY_URL must have no query"],
    ],
    ["a gateway that is no address", { ...keyMode, gatewayUrl: "openapi.alipay.com" }, ["ALIPAY_GATEWAY_URL must be an absolute"]],
    ["keys and certificates", { ...certificateMode, alipayPublicKey: keyMode.alipayPublicKey }, ["are both set"]],
    ["two certificates of three", { ...certificateMode, rootCert: "" }, ["ALIPAY_ROOT_CERT is missing"]],
    ["a key for a certificate", { ...certificateMode, alipayCert: keyMode.alipayPublicKey }, ["ALIPAY_CERT is a key"]],
    ["another app's certificate", { ...certificateMode, appCert: certificateMode.alipayCert }, ["does not belong to ALIPAY_PRIVATE_KEY"]],
    ["one's own certificate for Alipay's", { ...certificateMode, alipayCert: certificateMode.appCert }, ["ALIPAY_CERT is your own"]],
    [
      "another house's root",
      {
        ...certificateMode,
        rootCert: newAuthority({
          name: [
            ["O", "Test Financial test"],
            ["CN", "R1"],
          ],
        }).pem,
      },
      ["does not lead to the root"],
    ],
    ["a value of another type", { ...keyMode, appId: 2021 }, ["appId is not of the right type"]],
  ])("%s", (_, raw, sentences) => {
    for (const sentence of sentences) expect(problems(raw)).toContain(sentence);
  });

  test("certificates that have run out, and a month before they do", () => {
    expect(problems(certificateMode, new Date("2031-01-02"))).toMatch(/ALIPAY_APP_CERT has expired.*\n.*ALIPAY_CERT has expired/);
    const soon = parseOpenApiConfig(certificateMode, { now: new Date("2030-12-15") });
    expect(soon.ok && soon.warnings.join("\n")).toMatch(/ALIPAY_APP_CERT ends on .*\nALIPAY_CERT ends on/);
    const later = parseOpenApiConfig(certificateMode, { now: NOW });
    expect(later.ok && later.warnings).toEqual([]);
  });

  test("a file that lacks the certificate in between is taken with a warning", () => {
    const between = newAuthority({
      name: [
        ["O", "Test Financial"],
        ["CN", "Between"],
      ],
    });
    const parsed = parseOpenApiConfig({ ...certificateMode, alipayCert: between.issue(alipay.publicKey, NAME) }, { now: NOW });
    expect(parsed.ok && parsed.warnings.join()).toContain("lacks the certificate between it and the root");
  });

  test("and no sentence repeats a secret", () => {
    const cut = keyMode.appPrivateKey.slice(0, 600);
    expect(problems({ ...keyMode, appPrivateKey: cut })).not.toContain(cut.slice(100, 120));
    expect(problems({ ...keyMode, aesKey: "c2VjcmV0" })).not.toContain("c2VjcmV0");
  });
});
