import { createPublicKey, type KeyObject } from "node:crypto";
import { describe, expect, test } from "vitest";
import { newRsaPair } from "../fixtures/contract";
import { parseWapConfig } from "./parse-config";
import { signText, verifyText } from "./signing/security";

const own = newRsaPair();
const alipay = newRsaPair();
const mapi = newRsaPair();
const pem = (key: KeyObject) => key.export({ type: key.type === "private" ? "pkcs8" : "spki", format: "pem" }).toString();

const md5 = { partner: "2088101000137799", sellerAccount: "seller@example.com", md5Key: "k3y", notifyVerify: true };
const rsa = { ...md5, md5Key: "", merchantPrivateKey: pem(own.privateKey), alipayPublicKey: pem(alipay.publicKey) };

function problems(raw: Record<string, unknown>): string[] {
  const parsed = parseWapConfig(raw);
  return parsed.ok ? [] : parsed.problems;
}

describe("an owner configures the contract", () => {
  test("with the MD5 key alone, and Alipay's own gateways are meant", () => {
    expect(parseWapConfig(md5)).toEqual({
      ok: true,
      config: {
        partner: "2088101000137799",
        sellerAccount: "seller@example.com",
        sellerId: "2088101000137799",
        keys: { secId: "MD5", md5Key: "k3y" },
        mapiKeys: { secId: "MD5", md5Key: "k3y" },
        wapGatewayUrl: "https://wappaygw.alipay.com/service/rest.htm",
        cashierUrl: "https://wappaygw.alipay.com/service/rest.htm",
        mapiGatewayUrl: "https://mapi.alipay.com/gateway.do",
        notifyVerify: true,
        refundMode: "pwd",
        timeoutMs: 5_000,
      },
    });
  });

  test("with RSA keys, and what Alipay signs is checked with Alipay's key", () => {
    const parsed = parseWapConfig({ ...rsa, mapiPublicKey: pem(mapi.publicKey) });
    if (!parsed.ok) throw new Error(parsed.problems.join());
    const gateway = { secId: "0001", privateKey: alipay.privateKey, peerPublicKey: createPublicKey(own.privateKey) } as const;
    expect(verifyText("x", signText("x", gateway), parsed.config.keys)).toBe(true);
    expect(verifyText("x", signText("x", gateway), parsed.config.mapiKeys)).toBe(false);
    expect(verifyText("x", signText("x", { ...gateway, privateKey: mapi.privateKey }), parsed.config.mapiKeys)).toBe(true);
  });

  test("with both kinds of key: RSA is meant, unless MD5 is asked for", () => {
    const both = { ...rsa, md5Key: "k3y" };
    const secId = (raw: Record<string, unknown>) => {
      const parsed = parseWapConfig(raw);
      return parsed.ok && parsed.config.keys.secId;
    };
    expect(secId(both)).toBe("0001");
    expect(secId({ ...both, secId: "MD5" })).toBe("MD5");
    expect(secId({ ...both, secId: "" })).toBe("0001");
  });

  test("with gateways of its own, as for the emulator", () => {
    const parsed = parseWapConfig({
      ...md5,
      wapGatewayUrl: "http://127.0.0.1:4000/service/rest.htm",
      cashierUrl: "http://192.168.1.2:4000/service/rest.htm",
    });
    expect(parsed).toMatchObject({
      ok: true,
      config: { wapGatewayUrl: "http://127.0.0.1:4000/service/rest.htm", cashierUrl: "http://192.168.1.2:4000/service/rest.htm" },
    });
  });
});

describe("an owner who configures something wrong sees what, before the first payment", () => {
  test.each([
    ["ALIPAY_PARTNER is missing", { ...md5, partner: undefined }],
    ["ALIPAY_PARTNER must be 16 digits", { ...md5, partner: "1088101000137799" }],
    ["ALIPAY_PARTNER must be 16 digits", { ...md5, partner: "20881010001377990" }],
    ["ALIPAY_SELLER_ID must be 16 digits", { ...md5, sellerId: "seller@example.com" }],
    ["ALIPAY_SELLER_ACCOUNT is missing", { ...md5, sellerAccount: " " }],
    ["ALIPAY_SELLER_ACCOUNT must be one", { ...md5, sellerAccount: "a&b@example.com" }],
    ["ALIPAY_SEC_ID must be MD5 or 0001", { ...md5, secId: "RSA2" }],
    ["ALIPAY_MD5_KEY is missing", { ...md5, md5Key: "" }],
    ["ALIPAY_MD5_KEY has blanks", { ...md5, md5Key: "k3 y" }],
    ["ALIPAY_MD5_KEY is missing", { ...rsa, secId: "MD5" }],
    ["ALIPAY_PRIVATE_KEY is missing", { ...md5, secId: "0001" }],
    ["ALIPAY_PUBLIC_KEY is missing", { ...rsa, alipayPublicKey: "" }],
    ["ALIPAY_PRIVATE_KEY is a public key", { ...rsa, merchantPrivateKey: pem(own.publicKey) }],
    ["ALIPAY_PUBLIC_KEY is a private key", { ...rsa, alipayPublicKey: pem(own.privateKey) }],
    ["ALIPAY_PUBLIC_KEY is your own public key", { ...rsa, alipayPublicKey: pem(own.publicKey) }],
    ["ALIPAY_MAPI_PUBLIC_KEY is your own public key", { ...rsa, mapiPublicKey: pem(own.publicKey) }],
    ["ALIPAY_MAPI_PUBLIC_KEY is not whole", { ...rsa, mapiPublicKey: "支付宝" }],
    ["ALIPAY_PRIVATE_KEY is not whole", { ...md5, secId: "MD5", merchantPrivateKey: "broken!" }],
    ["ALIPAY_WAP_GATEWAY_URL must be an absolute", { ...md5, wapGatewayUrl: "wappaygw.alipay.com" }],
    ["ALIPAY_MAPI_GATEWAY_URL must be an absolute", { ...md5, mapiGatewayUrl: "ftp://mapi.alipay.com/" }],
    [
      "ALIPAY_WAP_GATEWAY_URL must have no query",
      { ...md5, wapGatewayUrl: "https://wappaygw.alipay.com/service/rest.htm?_input_charset=utf-8" },
    ],
    ["The contract's partner is not of the right type", { ...md5, partner: 2088101000137799 }],
  ])("%s", (sentence, raw) => {
    expect(problems(raw).some((problem) => problem.startsWith(sentence))).toBe(true);
  });

  test("and of everything at once", () => {
    expect(problems({ notifyVerify: true })).toHaveLength(3);
  });

  test("and no sentence repeats a key", () => {
    const found = problems({ ...rsa, md5Key: "s3cret word", secId: "MD5", alipayPublicKey: pem(own.privateKey) }).join();
    expect(found).not.toContain("s3cret");
    expect(found).not.toContain("MII");
  });
});
