import { sign as rsaSign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { newAppWorld, OPENAPI_NOTICE, paidRecord } from "../fixtures/app-contract";
import { encodeForm } from "../form";
import { encodeGbk } from "../gbk";
import { buildNotification, parseNotification, signCallback } from "./notification";
import { callbackStrings, SIGN_TYPE, signRsa2 } from "./sign";
import { noticeParams, type OpenApiTradeRecord } from "./trade-record";

const FORM = "application/x-www-form-urlencoded; charset=utf-8";
const { contract, config } = newAppWorld();
const keys = { appId: config.appId, findKey: () => (config.trust.mode === "key" ? config.trust.alipayPublicKey : null) };
const read = (body: string) => parseNotification(Buffer.from(body), FORM, keys);
const readTrade = (changes: Partial<OpenApiTradeRecord>) => read(buildNotification(paidRecord(changes), OPENAPI_NOTICE, contract));

/** Genuinely signed by the gateway, whatever it says. */
function signed(change: (params: Map<string, string>) => unknown): string {
  const params = new Map(noticeParams(paidRecord(), OPENAPI_NOTICE));
  change(params);
  return encodeForm(signCallback(params, contract));
}

const closedAt = new Date("2026-11-23T02:00:00Z");

describe("Alipay tells the shop", () => {
  test("that a buyer has paid", () => {
    expect(readTrade({})).toEqual({
      ok: true,
      notifyId: OPENAPI_NOTICE.notifyId,
      trade: {
        outTradeNo: "X20261122A7",
        tradeNo: "2026112222001468450512505578",
        status: "TRADE_SUCCESS",
        rawStatus: "TRADE_SUCCESS",
        totalFen: 10_000,
        sellerId: config.sellerId,
        sellerEmail: "seller@example.com",
        buyerLogon: "138****8000",
        paidAt: new Date("2026-11-22T06:49:27Z"),
        refund: null,
      },
    });
  });

  test("that the time for refunds is over, or the buyer never paid", () => {
    expect(readTrade({ status: "TRADE_FINISHED" })).toMatchObject({ ok: true, trade: { status: "TRADE_FINISHED", refund: null } });
    expect(readTrade({ status: "TRADE_CLOSED", paidAt: null, closedAt })).toMatchObject({
      trade: { status: "TRADE_CLOSED", refund: null },
    });
  });

  test("that a part was given back: a success again, and yet no payment", () => {
    const refund = { outRequestNo: "R1", feeFen: 1_980, at: new Date("2026-11-23T01:00:00.250Z") };
    expect(readTrade({ refund })).toMatchObject({
      trade: { status: "TRADE_SUCCESS", refund: { outRequestNo: "R1", feeFen: 1_980, at: refund.at } },
    });
    expect(readTrade({ status: "TRADE_CLOSED", closedAt, refund: { ...refund, feeFen: 10_000 } })).toMatchObject({
      trade: { status: "TRADE_CLOSED", refund: { feeFen: 10_000 } },
    });
  });

  test("refund_fee=0.00 with a payment, which is no refund", () => {
    expect(read(signed((params) => params.set("refund_fee", "0.00")))).toMatchObject({ ok: true, trade: { refund: null } });
    expect(read(signed((params) => params.set("refund_fee", "0.01")))).toMatchObject({ trade: { refund: { feeFen: 1 } } });
  });

  test("fields that we do not know, and a status that we do not know", () => {
    expect(read(signed((params) => params.set("brand_new", "1")))).toMatchObject({ ok: true });
    expect(read(signed((params) => params.set("trade_status", "TRADE_ODD")))).toMatchObject({
      trade: { status: null, rawStatus: "TRADE_ODD" },
    });
  });

  test("something empty, signed as it came or left out: both say the same", () => {
    const params = new Map(noticeParams(paidRecord(), OPENAPI_NOTICE)).set("passback_params", "");
    const withEmpty = [...params].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`);
    for (const text of [withEmpty.join("&"), withEmpty.filter((pair) => !pair.endsWith("=")).join("&")]) {
      const body = encodeForm([...params, ["sign_type", SIGN_TYPE], ["sign", signRsa2(text, contract.alipayPrivateKey)]]);
      expect(read(body)).toEqual(readTrade({}));
    }
  });
});

describe("a genuine signature is not enough", () => {
  test.each<[string, (params: Map<string, string>) => unknown, string]>([
    ["of another app", (params) => params.set("app_id", "2021000000000000"), "wrong_app"],
    ["of another kind", (params) => params.set("notify_type", "servicemarket_order_notify"), "wrong_service"],
    ["of a return", (params) => params.set("method", "alipay.trade.wap.pay.return"), "wrong_service"],
    ["without a number", (params) => params.delete("out_trade_no"), "missing_field"],
    ["without a seller", (params) => params.delete("seller_id"), "missing_field"],
    ["without a notify_id", (params) => params.delete("notify_id"), "missing_field"],
    ["with a time that is none", (params) => params.set("gmt_payment", "2026-02-30 00:00:00"), "malformed_time"],
    ["with a refund that is no sum", (params) => params.set("refund_fee", "-1.00"), "malformed_amount"],
    ...["1e2", "+100.00", " 100.00", "１００.00", "100.000", "NaN", "", "-100.00", "100,00", "0.00"].map(
      (sum): [string, (params: Map<string, string>) => unknown, string] => [
        `with the sum "${sum}"`,
        (params) => params.set("total_amount", sum),
        sum === "" ? "missing_field" : "malformed_amount",
      ],
    ),
  ])("for a message %s", (_, change, reason) => {
    expect(read(signed(change))).toMatchObject({ ok: false, reason });
  });
});

describe("an old contract sends GBK, and says so", () => {
  /** Values escaped as the bytes of `charset`; the signature over those same bytes. */
  const gbkNotice = (charset: string, subject = "铁观音 50% + 茶杯") => {
    const params = new Map(noticeParams(paidRecord({ subject }), OPENAPI_NOTICE)).set("charset", charset);
    const [text = ""] = callbackStrings(params);
    params.set("sign_type", SIGN_TYPE).set("sign", rsaSign("RSA-SHA256", encodeGbk(text), contract.alipayPrivateKey).toString("base64"));
    const percent = (value: string) => encodeGbk(value).toString("hex").replace(/../g, "%$&");
    return [...params].map(([name, value]) => `${name}=${name === "charset" ? value : percent(value)}`).join("&");
  };

  test.each(["GBK", "gbk", "gb2312", "GB18030"])("as charset=%s, and the notice is taken", (charset) => {
    expect(read(gbkNotice(charset))).toMatchObject({ ok: true, trade: { outTradeNo: "X20261122A7", totalFen: 10_000 } });
  });

  test("but nobody else can choose the charset, and no other is known", () => {
    expect(read(gbkNotice("GBK").replace("charset=GBK", "charset=utf-8")).ok).toBe(false);
    expect(read(`${gbkNotice("GBK")}&charset=GBK`).ok).toBe(false);
    expect(read(gbkNotice("utf-7")).ok).toBe(false);
    const utf8 = buildNotification(paidRecord(), OPENAPI_NOTICE, contract);
    expect(read(utf8.replace("charset=utf-8", "charset=GBK"))).toMatchObject({ ok: false });
    expect(read(signed((params) => params.set("charset", "utf-7").set("subject", "茶")))).toMatchObject({ ok: true });
  });

  test("a character that GBK has not is refused, since it cannot have been signed so", () => {
    expect(read(gbkNotice("GBK", "茶🍵")).ok).toBe(true);
    expect(read(gbkNotice("GBK").replace(/subject=[^&]*/, "subject=%95%32%82%36")).ok).toBe(false);
  });
});

test("a text with an ampersand and an equals sign in it is taken as it was signed", () => {
  expect(readTrade({ subject: "A&B=C, 1+1=2 & 50%" })).toMatchObject({ ok: true });
});
