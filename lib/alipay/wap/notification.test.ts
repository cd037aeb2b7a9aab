import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOTICE, newContract, paidTrade } from "../fixtures/contract";
import { buildNotification, parseNotification, writeNotifyData } from "./notification";
import type { SecurityKeys } from "./signing/security";
import type { TradeRecord } from "./trade/trade-record";

const FORM = "application/x-www-form-urlencoded; charset=utf-8";
const { gateway, merchant } = newContract("MD5");

function read(notifyData: string, keys: { gateway: SecurityKeys; merchant: SecurityKeys } = { gateway, merchant }) {
  return parseNotification(Buffer.from(buildNotification(notifyData, keys.gateway)), FORM, keys.merchant);
}

function readTrade(changes: Partial<TradeRecord>) {
  return read(writeNotifyData(paidTrade(changes), NOTICE));
}

describe.each(["MD5", "0001"] as const)("Alipay reports a payment, signed with %s", (secId) => {
  const contract = newContract(secId);

  test("and every fact that the shop needs arrives", () => {
    expect(read(writeNotifyData(paidTrade(), NOTICE), contract)).toEqual({
      ok: true,
      notifyId: NOTICE.notifyId,
      trade: {
        outTradeNo: "X20261122A7",
        tradeNo: "2026112200001000320069456556",
        status: "TRADE_SUCCESS",
        rawStatus: "TRADE_SUCCESS",
        totalFen: 10_000,
        sellerId: "2088101000137799",
        sellerEmail: "seller@example.com",
        buyerLogon: "13800138000",
        paidAt: new Date("2026-11-22T06:49:27Z"),
        refund: null,
      },
    });
  });

  test("for goods of any name, encrypted in chunks of any size", () => {
    const subjects = fc.string({ unit: "binary" }).map((text) => text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ""));
    fc.assert(
      fc.property(
        subjects,
        fc.integer({ min: 20, max: 117 }),
        fc.integer({ min: 1, max: 10_000_000_000 }),
        (subject, chunkSize, totalFen) => {
          const notifyData = writeNotifyData(paidTrade({ subject, totalFen }), NOTICE);
          const body = buildNotification(notifyData, contract.gateway, { chunkSize });
          const result = parseNotification(Buffer.from(body), FORM, contract.merchant);
          expect(result.ok && result.trade.totalFen).toBe(totalFen);
        },
      ),
      { numRuns: 30 },
    );
  });
});

test("a shop that reads a notice from a gateway with an odd content type loses no payment", () => {
  const body = Buffer.from(buildNotification(writeNotifyData(paidTrade(), NOTICE), gateway));
  for (const type of [
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; text/html; charset=utf-8",
    "APPLICATION/X-WWW-FORM-URLENCODED;charset=GBK",
  ])
    expect(parseNotification(body, type, merchant).ok, type).toBe(true);
});

describe("what the trade's status is", () => {
  test.each(["WAIT_BUYER_PAY", "TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED", "TRADE_PENDING"] as const)("%s is known", (status) => {
    expect(readTrade({ status })).toMatchObject({ ok: true, trade: { status, rawStatus: status } });
  });

  test.each(["TRADE_EXPLODED", "trade_success", " TRADE_SUCCESS", "constructor"])(
    "%j is no status, and its word is kept for the owner",
    (status) => {
      expect(readTrade({ status })).toMatchObject({ ok: true, trade: { status: null, rawStatus: status } });
    },
  );
});

describe("a notice of a refund is not taken for a payment", () => {
  const at = new Date("2026-11-23T01:00:00Z");

  test("by its two elements", () => {
    expect(readTrade({ refund: { status: "REFUND_SUCCESS", feeFen: 100, at } })).toMatchObject({
      ok: true,
      trade: { status: "TRADE_SUCCESS", refund: { status: "REFUND_SUCCESS", feeFen: null, at } },
    });
  });

  test.each([
    ["<refund_status>REFUND_CLOSED</refund_status>", { status: "REFUND_CLOSED", feeFen: null, at: null }],
    ["<gmt_refund>2026-11-23 09:00:00.123</gmt_refund>", { status: "", feeFen: null, at: new Date("2026-11-23T01:00:00.123Z") }],
    ["<refund_fee>0.50</refund_fee>", { status: "", feeFen: 50, at: null }],
    ["<refund_fee>0.00</refund_fee><refund_status/>", null],
  ])("even by %s alone", (element, refund) => {
    const notifyData = writeNotifyData(paidTrade(), NOTICE).replace("</notify>", `${element}</notify>`);
    expect(read(notifyData)).toMatchObject({ ok: true, trade: { refund } });
  });
});

test("a refund whose sum cannot be read is no notice, so that no refund is booked without its sum by mistake", () => {
  const notifyData = writeNotifyData(paidTrade(), NOTICE).replace("</notify>", "<refund_fee>1e2</refund_fee></notify>");
  expect(read(notifyData)).toEqual({ ok: false, reason: "malformed_amount", detail: "refund_fee" });
});

describe("a signed notice that lacks what an order is compared with is refused", () => {
  test.each(["out_trade_no", "trade_no", "trade_status", "total_fee", "seller_id", "notify_id"])("%s missing or empty", (name) => {
    const whole = writeNotifyData(paidTrade(), NOTICE);
    const element = new RegExp(`<${name}>[^<]*</${name}>`);
    expect(read(whole.replace(element, ""))).toEqual({ ok: false, reason: "missing_field", detail: name });
    expect(read(whole.replace(element, `<${name}/>`))).toEqual({ ok: false, reason: "missing_field", detail: name });
  });

  test.each(["100.00 ", "1e2", "+100.00", "１００.００", "100.000", "-100.00", "NaN", "0.00", "100.00&amp;total_fee=0.01"])(
    "an amount of %j",
    (amount) => {
      const notifyData = writeNotifyData(paidTrade(), NOTICE).replace("<total_fee>100.00<", `<total_fee>${amount}<`);
      expect(read(notifyData)).toMatchObject({ ok: false, reason: "malformed_amount" });
    },
  );

  test.each([
    ["gmt_payment", "2026-02-30 00:00:00"],
    ["gmt_payment", "yesterday"],
  ])("%s of %j", (name, value) => {
    const notifyData = writeNotifyData(paidTrade(), NOTICE).replace(/<gmt_payment>[^<]*</, `<${name}>${value}<`);
    expect(read(notifyData)).toMatchObject({ ok: false, reason: "malformed_time", detail: name });
  });

  test("an element twice, whichever comes first", () => {
    const whole = writeNotifyData(paidTrade(), NOTICE);
    for (const changed of [
      whole.replace("</notify>", "<total_fee>0.01</total_fee></notify>"),
      whole.replace("<notify>", "<notify><total_fee>0.01</total_fee>"),
    ])
      expect(read(changed)).toMatchObject({ ok: false, reason: "malformed_xml" });
  });

  test.each(["", "<notify>", "<other/>", "<!DOCTYPE notify><notify/>", "<notify><notify_id><x/></notify_id></notify>", "\uFEFF<notify/>"])(
    "a document of %j",
    (text) => {
      expect(read(text)).toMatchObject({ ok: false, reason: text === "" ? "missing_field" : "malformed_xml" });
    },
  );
});
