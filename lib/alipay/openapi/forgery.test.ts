import { createSign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOW, newAppWorld, OPENAPI_NOTICE, paidRecord } from "../fixtures/app-contract";
import { newRsaPair } from "../fixtures/contract";
import { encodeForm, parseForm } from "../form";
import { buildNotification, parseNotification } from "./notification";
import { buildReturn, parseReturn } from "./return";
import { callbackStrings, signRsa2 } from "./sign";

const FORM = "application/x-www-form-urlencoded; charset=utf-8";
const { contract, config } = newAppWorld();
const keys = { appId: config.appId, findKey: () => (config.trust.mode === "key" ? config.trust.alipayPublicKey : null) };
/** The first of a minute's messages whose signature has a plus: one in fifteen of this length has none. */
const withPlus = (write: (at: Date) => string) =>
  Array.from({ length: 60 }, (_, second) => write(new Date(NOW.getTime() + second * 1000))).find((text) => text.includes("%2B")) ?? "";
const genuine = withPlus((notifyTime) => buildNotification(paidRecord(), { ...OPENAPI_NOTICE, notifyTime }, contract));
const read = (body: string | Buffer, type: string | null = FORM) => parseNotification(Buffer.from(body), type, keys);
const fields = () => {
  const form = parseForm(genuine);
  return form.ok ? form.params : new Map<string, string>();
};
const changed = (change: (params: Map<string, string>) => unknown) => {
  const params = fields();
  change(params);
  return encodeForm(params);
};
const sign = fields().get("sign") ?? "";

test("the genuine notice, from which all below are made, is taken", () => {
  expect(read(genuine)).toMatchObject({ ok: true });
});

describe("a forged signature is refused", () => {
  test.each([
    ["missing", null],
    ["empty", ""],
    ["cut off", sign.slice(0, -4)],
    ["with a bit changed", (sign.startsWith("A") ? "B" : "A") + sign.slice(1)],
    ["with blanks where pluses were", sign.replaceAll("+", " ").replaceAll("/", " ")],
    ["with white space in it", `${sign.slice(0, 20)}\n${sign.slice(20)}`],
    ["in the alphabet of addresses", sign.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")],
    ["of zeros", Buffer.alloc(128).toString("base64")],
    ["of another key", signRsa2(callbackStrings(fields())[0] ?? "", newRsaPair().privateKey)],
    ["of the app's own key", signRsa2(callbackStrings(fields())[0] ?? "", config.privateKey)],
    [
      "with SHA-1",
      createSign("RSA-SHA1")
        .update(callbackStrings(fields())[0] ?? "")
        .sign(contract.alipayPrivateKey, "base64"),
    ],
  ])("%s", (_, value) => {
    expect(read(changed((params) => (value === null ? params.delete("sign") : params.set("sign", value)))).ok).toBe(false);
  });
});

describe("the contract sets the algorithm, never the message", () => {
  test.each(["RSA", "MD5", "HMAC", "none", "rsa2", "RSA2 ", "__proto__", "constructor", ""])("sign_type %s", (signType) => {
    expect(read(changed((params) => params.set("sign_type", signType))).ok).toBe(false);
  });

  test("RSA with a genuine SHA-1 signature of Alipay's own key is refused all the same", () => {
    const [text = ""] = callbackStrings(fields());
    const weak = createSign("RSA-SHA1").update(text).sign(contract.alipayPrivateKey, "base64");
    expect(read(changed((params) => params.set("sign_type", "RSA").set("sign", weak)))).toMatchObject({ reason: "wrong_sec_id" });
  });
});

describe("a genuine signature covers one reading only", () => {
  const names = [...fields().keys()].filter((name) => name !== "sign" && name !== "sign_type");

  test.each(names)("%s cannot be changed, taken away, repeated, renamed or turned into a list", (name) => {
    const value = fields().get(name) ?? "";
    const repeated = `${encodeURIComponent(name)}=1`;
    for (const body of [
      changed((params) => params.set(name, `${value}1`)),
      changed((params) => params.delete(name)),
      changed((params) => params.delete(name) && params.set(name.toUpperCase(), value)),
      changed((params) => params.delete(name) && params.set(`${name}[]`, value)),
      `${genuine}&${repeated}`,
      `${repeated}&${genuine}`,
    ])
      expect(read(body).ok).toBe(false);
  });

  test.each(names.slice(1))("%s cannot be swallowed by the one before it", (name) => {
    const sorted = [...names].sort();
    const before = sorted[sorted.indexOf(name) - 1];
    if (before === undefined) return; // The first has none before it.
    expect(
      read(
        changed((params) => {
          params.set(before, `${params.get(before)}&${name}=${params.get(name)}`);
          params.delete(name);
        }),
      ).ok,
    ).toBe(false);
  });

  test("nothing unsigned can be added; an empty parameter adds nothing", () => {
    for (const extra of ["x=1", "trade_status=TRADE_FINISHED", "__proto__=1", "refund_fee=1.00", "=1", "x"])
      expect(read(`${genuine}&${extra}`).ok, extra).toBe(false);
    expect(read(`${genuine}&gmt_refund=`)).toEqual(read(genuine));
  });
});

describe("bodies that are not what they should be are refused, and nothing throws", () => {
  test.each([
    ["nothing", ""],
    ["broken escapes", genuine.replace("%3A", "%3")],
    ["overlong UTF-8", genuine.replace("subject=", "subject=%C0%AF")],
    ["a surrogate", genuine.replace("subject=", "subject=%ED%A0%80")],
    ["GBK", genuine.replace(/subject=[^&]*/, "subject=%D0%A1%C6%CC")],
    ["a NUL", genuine.replace("subject=", "subject=%00")],
    ["decoded once too often", decodeURIComponent(genuine)],
    ["escaped once too often", genuine.replaceAll("%", "%25")],
    ["JSON", JSON.stringify(Object.fromEntries(fields()))],
    ["10000 parameters", Array.from({ length: 10_000 }, (_, index) => `a${index}=1`).join("&")],
    ["too much", `${genuine}&x=${"1".repeat(70_000)}`],
  ])("%s", (_, body) => {
    expect(read(body).ok).toBe(false);
  });

  test.each(["application/json", "text/xml", "multipart/form-data; boundary=x", null])("as %s", (type) => {
    expect(read(genuine, type)).toMatchObject({ ok: false, reason: "content_type" });
  });

  test("any one byte changed, unless it says the same", () => {
    fc.assert(
      fc.property(fc.nat({ max: genuine.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = Buffer.from(genuine);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const result = read(bytes);
        if (result.ok) expect(result).toEqual(read(genuine));
      }),
      { numRuns: 400 },
    );
  });

  test("any text at all", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => !read(text).ok));
  });
});

describe("a return is not taken for a notice, nor the reverse", () => {
  const search = withPlus((at) => buildReturn(paidRecord(), at, contract));

  test("a return with a notice's parameters, or a notice with a return's", () => {
    expect(read(search).ok).toBe(false);
    expect(read(`${search}&notify_type=trade_status_sync&notify_id=1&trade_status=TRADE_SUCCESS`).ok).toBe(false);
    expect(parseReturn(genuine, keys).ok).toBe(false);
    expect(parseReturn(`${genuine}&method=alipay.trade.wap.pay.return`, keys).ok).toBe(false);
  });

  test.each([
    ["nothing", ""],
    ["another trade", search.replace("X20261122A7", "X20261122A8")],
    ["another sum", search.replace("100.00", "0.01")],
    ["no signature", search.replace(/&sign=[^&]*/, "")],
    ["another algorithm", search.replace("RSA2", "RSA")],
    ["another app", search.replaceAll(config.appId, "2021000000000000")],
    ["a blank for a plus", search.replaceAll("%2B", "+")],
    ["more", `${search}&out_trade_no=X2`],
  ])("a return with %s opens nothing", (_, text) => {
    expect(parseReturn(`?${text}`, keys).ok).toBe(false);
  });

  test("a genuine return to another app", () => {
    const foreign = buildReturn(paidRecord({ appId: "2021000000000000" }), NOW, contract);
    expect(parseReturn(foreign, keys)).toEqual({
      ok: false,
      reason: "wrong_app",
    });
  });
});
