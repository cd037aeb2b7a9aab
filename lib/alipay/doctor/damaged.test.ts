import { sign as rsaSign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { sortedString, wapNotifyString } from "../canonical";
import { NOW, OPENAPI_NOTICE, paidRecord } from "../fixtures/app-contract";
import { NOTICE, paidTrade } from "../fixtures/contract";
import { newPatient, pemOf } from "../fixtures/doctor-settings";
import { encodeForm, parseForm } from "../form";
import { encodeGbk } from "../gbk";
import { buildNotification as buildOpenApiNotice, signCallback } from "../openapi/notification";
import { signRequest } from "../openapi/request";
import { signRsa2 } from "../openapi/sign";
import { noticeParams } from "../openapi/trade-record";
import { signRsaSha1 } from "../rsa";
import { buildNotification, writeNotifyData } from "../wap/notification";
import { seal, signText } from "../wap/signing/security";
import { explain } from "./explain";
import type { DoctorSettings } from "./settings";

const { app, wap, settings } = newPatient();
const alipayKey = app.contract.alipayPrivateKey;
const notice = buildOpenApiNotice(paidRecord(), OPENAPI_NOTICE, app.contract);
const xml = writeNotifyData(paidTrade({ subject: "茶 A" }), NOTICE);

const causesOf = (text: string | Uint8Array, given: DoctorSettings = settings) => explain(text, given).causes.map(({ cause }) => cause);
const withApp = (changes: Record<string, string | undefined>) => ({ ...settings, openapi: { ...settings.openapi, ...changes } });
const paramsOf = (form: string) => {
  const parsed = parseForm(form);
  return parsed.ok ? parsed.params : new Map<string, string>();
};
/** The genuine notice's parameters with another string signed. */
const noticeSigning = (write: (params: Map<string, string>) => string | Buffer) => {
  const params = new Map(noticeParams(paidRecord(), OPENAPI_NOTICE)).set("sign_type", "RSA2");
  const text = write(params);
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  return encodeForm(params.set("sign", rsaSign("RSA-SHA256", bytes, alipayKey).toString("base64")));
};
/** A notice of the token protocol with another string signed. */
const wapNotice = (write: (fields: { service: string; v: string; sec_id: string; notify_data: string }, sealed: string) => string) => {
  const fields = { service: "alipay.wap.trade.create.direct", v: "1.0", sec_id: "0001", notify_data: xml };
  const sealed = seal(xml, wap.gateway);
  return encodeForm([...Object.entries({ ...fields, notify_data: sealed }), ["sign", signText(write(fields, sealed), wap.gateway)]]);
};

describe("the cause of a damaged message is named", () => {
  test("one's own public key stands where Alipay's belongs", () => {
    expect(causesOf(notice, withApp({ alipayPublicKey: pemOf(app.contract.appPublicKey) }))).toEqual(["own_public_key"]);
  });

  test("the other protocol's key stands where this one's belongs", () => {
    const swapped = {
      wap: { ...settings.wap, alipayPublicKey: settings.openapi.alipayPublicKey },
      openapi: { ...settings.openapi, alipayPublicKey: settings.wap.alipayPublicKey },
    };
    expect(explain(notice, swapped).causes).toEqual([{ cause: "other_key", about: "ALIPAY_PUBLIC_KEY" }]);
  });

  test("the shop signed it itself", () => {
    expect(
      causesOf(
        encodeForm(
          signCallback(new Map(noticeParams(paidRecord(), OPENAPI_NOTICE)), { ...app.contract, alipayPrivateKey: app.config.privateKey }),
        ),
      ),
    ).toEqual(["signed_with_own_key"]);
  });

  test("sorted instead of in the fixed order", () => {
    expect(causesOf(wapNotice((fields) => sortedString(Object.entries(fields))))).toEqual(["sorted_order"]);
  });

  test("sign_type kept in a notice, dropped from a request", async () => {
    expect(causesOf(noticeSigning((params) => sortedString(params, { exclude: ["sign"] })))).toEqual(["sign_type_kept"]);
    const params = new Map(await signRequest(app.config, { method: "alipay.trade.query", bizContent: {} }, NOW));
    const dropped = sortedString(params, { exclude: ["sign", "sign_type"] });
    expect(causesOf(encodeForm(params.set("sign", signRsa2(dropped, app.config.privateKey))))).toEqual(["sign_type_dropped"]);
  });

  test("decoded twice", () => {
    const decoded = [...paramsOf(notice)].map(([name, value]) => `${name}=${value}`).join("&");
    expect(causesOf(decoded)).toEqual(["decoded_twice"]);
  });

  test("encoded twice", () => {
    expect(causesOf(encodeForm([...paramsOf(notice)].map(([name, value]) => [name, encodeURIComponent(value)] as const)))).toEqual([
      "encoded_twice",
    ]);
  });

  test("a plus turned into a blank", () => {
    const plus =
      [...Array(20).keys()]
        .map((index) => buildOpenApiNotice(paidRecord({ outTradeNo: `X${index}` }), OPENAPI_NOTICE, app.contract))
        .find((text) => text.includes("%2B")) ?? "";
    expect(causesOf(plus.replaceAll("%2B", "+"))).toEqual(["plus_to_space"]);
    const sealed = buildNotification(xml, wap.gateway);
    expect(causesOf(sealed.replaceAll("%2B", "+"))).toEqual(["plus_to_space"]);
  });

  test("XML that was HTML-escaped", () => {
    const fields = { service: "alipay.wap.trade.create.direct", v: "1.0", sec_id: "MD5", notify_data: xml };
    const sign = signText(wapNotifyString(fields), { secId: "MD5", md5Key: settings.wap.md5Key ?? "" });
    const escaped = xml.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    expect(causesOf(encodeForm(Object.entries({ ...fields, sign })))).toEqual([]);
    expect(causesOf(encodeForm(Object.entries({ ...fields, notify_data: escaped, sign })))).toEqual(["html_escaped"]);
    expect(
      causesOf(
        Object.entries({ ...fields, sign })
          .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
          .join("&amp;"),
      ),
    ).toEqual(["html_escaped"]);
  });

  test("GBK bytes, signed, escaped or raw", () => {
    expect(causesOf(noticeSigning((params) => encodeGbk(sortedString(params))))).toEqual(["gbk_bytes"]);
    const gbk = notice.replace(
      /subject=[^&]*/,
      `subject=${[...encodeGbk(paidRecord().subject)].map((byte) => `%${byte.toString(16)}`).join("")}`,
    );
    expect(causesOf(gbk)).toEqual(["gbk_bytes"]);
    const raw = encodeGbk([...paramsOf(notice)].map(([name, value]) => `${name}=${value}`).join("&"));
    expect(causesOf(raw)).toContain("gbk_bytes");
    const declared = noticeSigning((params) => encodeGbk(sortedString(params.set("charset", "GBK"))));
    const inGbk = declared.replace(
      /subject=[^&]*/,
      `subject=${[...encodeGbk(paidRecord().subject)].map((byte) => `%${byte.toString(16)}`).join("")}`,
    );
    expect(explain(inGbk, settings)).toMatchObject({ ok: true, causes: [] });
  });

  test("PKCS#1 under a heading of PKCS#8: read here, and reported", async () => {
    const pkcs1 = app.config.privateKey.export({ type: "pkcs1", format: "pem" }).toString();
    const request = encodeForm(await signRequest(app.config, { method: "alipay.trade.query", bizContent: {} }, NOW));
    expect(explain(request, withApp({ appPrivateKey: pkcs1.replaceAll("RSA PRIVATE", "PRIVATE") }))).toMatchObject({
      ok: true,
      notes: [{ cause: "key_mislabelled", about: "ALIPAY_PRIVATE_KEY" }],
    });
    expect(explain(request, withApp({ appPrivateKey: pkcs1 })).notes).toEqual([]);
  });

  test("a key whose line breaks were lost, with what followed or without", () => {
    const pem = settings.openapi.alipayPublicKey ?? "";
    expect(causesOf(notice, withApp({ alipayPublicKey: pem.split("\n")[0] }))).toEqual(["key_cut"]);
    expect(causesOf(notice, withApp({ alipayPublicKey: pem.split("\n").slice(0, 3).join("\n") }))).toEqual(["key_cut"]);
    expect(explain(notice, withApp({ alipayPublicKey: pem.replaceAll("\n", "") })).notes).toEqual([
      { cause: "key_on_one_line", about: "ALIPAY_PUBLIC_KEY" },
    ]);
  });

  test("signed over the ciphertext", () => {
    expect(causesOf(wapNotice((fields, sealed) => wapNotifyString({ ...fields, notify_data: sealed })))).toEqual(["signed_ciphertext"]);
  });

  test("a stale certificate", async () => {
    const { app: certified, settings: given } = newPatient("certificate");
    const next = certified.certificates?.next();
    const body = next && buildOpenApiNotice(paidRecord(), OPENAPI_NOTICE, next.contract);
    expect(causesOf(body ?? "", given)).toEqual(["stale_certificate"]);
    expect(causesOf(buildOpenApiNotice(paidRecord(), OPENAPI_NOTICE, certified.contract), given)).toEqual([]);
    const request = async (changes: { appCertSn?: string; rootCertSn?: string }) => {
      const { trust } = certified.config;
      if (trust.mode !== "certificate") throw new Error("certificates were asked for");
      return encodeForm(
        await signRequest({ ...certified.config, trust: { ...trust, ...changes } }, { method: "alipay.trade.query", bizContent: {} }, NOW),
      );
    };
    expect(causesOf(await request({}), given)).toEqual([]);
    for (const [changes, variable] of [
      [{ appCertSn: "0".repeat(32) }, "ALIPAY_APP_CERT"],
      [{ rootCertSn: "0".repeat(32) }, "ALIPAY_ROOT_CERT"],
    ] as const)
      expect(explain(await request(changes), given).causes).toEqual([
        { cause: "stale_certificate", about: expect.stringContaining(`${variable} `) },
      ]);
  });

  test("the wrong algorithm", () => {
    const text = sortedString(new Map(noticeParams(paidRecord(), OPENAPI_NOTICE)));
    const params = paramsOf(notice).set("sign", signRsaSha1(text, alipayKey));
    expect(explain(encodeForm(params), settings).causes).toEqual([{ cause: "wrong_algorithm", about: "RSA-SHA1" }]);
  });

  test("two things at once", () => {
    const damaged = noticeSigning((params) => sortedString(params, { exclude: ["sign"] }));
    const decoded = [...paramsOf(damaged)].map(([name, value]) => `${name}=${value}`).join("&");
    expect(causesOf(decoded).sort()).toEqual(["decoded_twice", "sign_type_kept"]);
  });
});

test("a log that was cut within an emoji is explained like any other", () => {
  expect(causesOf('{"sign":"x","app_id":"\\ud83d","notify_id":"1"}').length).toBeGreaterThan(0);
});
