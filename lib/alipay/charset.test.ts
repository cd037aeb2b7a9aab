import { sign as rsaSign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { explain } from "./doctor/explain";
import { NOW, newAppWorld, OPENAPI_NOTICE, paidRecord } from "./fixtures/app-contract";
import { newPatient } from "./fixtures/doctor-settings";
import { decodeGbk, gbkSpellings } from "./gbk";
import { createOpenApiGateway } from "./openapi/gateway";
import { buildNotification, parseNotification } from "./openapi/notification";
import { callbackStrings } from "./openapi/sign";
import { noticeParams } from "./openapi/trade-record";

const world = newAppWorld();
const { trust } = world.config;
const keys = { appId: world.config.appId, findKey: () => (trust.mode === "key" ? trust.alipayPublicKey : null) };
const FORM = "application/x-www-form-urlencoded";

/** Bytes of a form in GB18030, signed over the same bytes; `euro`: how Windows' GBK writes €. */
function gbkNotice(changes: Record<string, string>, { pick = 0, key = world.contract.alipayPrivateKey } = {}): Buffer {
  const params = new Map([...noticeParams(paidRecord(), OPENAPI_NOTICE), ...Object.entries(changes)]);
  if (changes.charset === "") params.delete("charset");
  const [text = ""] = callbackStrings(params);
  const bytes = (value: string) => gbkSpellings(value)[pick] ?? gbkSpellings(value)[0] ?? Buffer.alloc(0);
  params.set("sign_type", "RSA2").set("sign", rsaSign("RSA-SHA256", bytes(text), key).toString("base64"));
  const escaped = (value: string) => [...bytes(value)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
  return Buffer.from([...params].map(([name, value]) => `${name}=${name === "charset" ? value : escaped(value)}`).join("&"));
}

describe("a buyer pays and Alipay tells of it in GBK", () => {
  test("characters of four bytes, the euro sign in both spellings, and what GBK always had", () => {
    for (const subject of ["𠮷野家", "€5 茶", "龙井", "Ḿ ạ"]) {
      expect(parseNotification(gbkNotice({ charset: "GB18030", subject }), FORM, keys)).toMatchObject({ ok: true });
    }
    expect(parseNotification(gbkNotice({ charset: "GBK", subject: "€5 茶" }, { pick: 1 }), FORM, keys)).toMatchObject({ ok: true });
  });

  test("the charset stands in the head alone", () => {
    const body = gbkNotice({ charset: "", subject: "龙井" });
    expect(parseNotification(body, `${FORM}; charset=GBK`, keys)).toMatchObject({ ok: true });
    expect(parseNotification(body, FORM, keys)).toMatchObject({ ok: false });
  });

  test("a head that names another charset than the message makes nothing of it genuine or false", () => {
    const text = gbkNotice({ charset: "GBK", subject: "龙井" });
    expect(parseNotification(text, `${FORM}; charset=utf-8`, keys)).toMatchObject({ ok: true });
    const changed = Buffer.from(text.toString("latin1").replace(/trade_status=[^&]*/, "trade_status=TRADE_CLOSED"), "latin1");
    expect(parseNotification(changed, `${FORM}; charset=GBK`, keys)).toMatchObject({ ok: false, reason: "bad_signature" });
  });

  test("a charset that is spelled so that it is not seen at once is not read in another one", () => {
    const genuine = buildNotification(paidRecord({ subject: "测试" }), OPENAPI_NOTICE, world.contract);
    expect(genuine).toContain("charset=utf-8");
    expect(parseNotification(Buffer.from(genuine), `${FORM}; charset=GBK`, keys)).toMatchObject({ ok: true });
    for (const spelled of ["charset=utf%2D8", "%63harset=utf-8"]) {
      const body = Buffer.from(genuine.replace("charset=utf-8", spelled));
      expect(parseNotification(body, `${FORM}; charset=GBK`, keys)).toMatchObject({ ok: false, reason: "malformed" });
    }
  });

  test("every character of Unicode comes back from its bytes", () => {
    for (const text of ["\u00a5\u0100\u0e01\u3400\u9fff", "𠀀😀\u{10ffff}", "茶€·—"])
      for (const bytes of gbkSpellings(text).slice(0, text.includes("€") ? 2 : 1)) expect(decodeGbk(bytes)).toBe(text);
  });
});

describe("the gateway answers in GBK although UTF-8 was asked for", () => {
  const answered = (fields: object) => {
    const value = JSON.stringify(fields);
    const bytes = gbkSpellings(value)[0] ?? Buffer.alloc(0);
    const sign = rsaSign("RSA-SHA256", bytes, world.contract.alipayPrivateKey).toString("base64");
    return Buffer.concat([Buffer.from('{"alipay_trade_query_response":'), bytes, Buffer.from(`,"sign":"${sign}"}`)]);
  };
  const ask = (body: Buffer) =>
    createOpenApiGateway({ config: world.config, fetch: async () => new Response(new Uint8Array(body)), now: () => NOW }).queryTrade(
      "X20261122A7",
    );

  test("a payment is a payment, and no trade is no trade", async () => {
    const paid = {
      code: "10000",
      msg: "Success",
      trade_no: "1",
      out_trade_no: "X20261122A7",
      trade_status: "TRADE_SUCCESS",
      total_amount: "100.00",
      subject: "龙井€",
    };
    expect(await ask(answered(paid))).toMatchObject({ kind: "trade", trade: { totalFen: 10_000 } });
    const none = { code: "40004", msg: "Business Failed", sub_code: "ACQ.TRADE_NOT_EXIST", sub_msg: "交易不存在" };
    expect(await ask(answered(none))).toMatchObject({ kind: "not_exist" });
  });

  test("an answer that was changed stays unknown", async () => {
    const none = answered({ code: "40004", msg: "Business Failed", sub_code: "ACQ.TRADE_NOT_EXIST", sub_msg: "交易不存在" });
    expect(await ask(Buffer.from(none.toString("latin1").replace("40004", "40005"), "latin1"))).toMatchObject({ kind: "unknown" });
  });
});

test("the doctor takes what the shop takes, and names GBK where it was not declared", () => {
  const { app, settings } = newPatient();
  const key = app.contract.alipayPrivateKey;
  expect(explain(gbkNotice({ charset: "GB18030", subject: "𠮷野家 €" }, { key }), settings).causes).toEqual([]);
  expect(explain(gbkNotice({ charset: "", subject: "龙井" }, { key }), settings).causes.map(({ cause }) => cause)).toContain("gbk_bytes");
  const head = `POST /n HTTP/1.1\r\nContent-Type: ${FORM}; charset=GBK\r\n\r\n`;
  expect(explain(head + gbkNotice({ charset: "", subject: "龙井" }, { key }).toString(), settings).causes).toEqual([]);
});
