import { describe, expect, test } from "vitest";
import { type AppWorld, NOW, newAppWorld, OPENAPI_NOTICE, paidRecord, SELLER_ID } from "../fixtures/app-contract";
import type { Gateway } from "../gateway";
import { createOpenApiGateway } from "./gateway";
import { buildNotification } from "./notification";
import { PAGES, readPayOrder } from "./page-pay";
import { refundFields } from "./refund";
import { refundQueryFields } from "./refund-query";
import { parseRequest, type VerifiedRequest } from "./request";
import { buildErrorResponse, buildResponse, failureFields } from "./response";
import { buildReturn } from "./return";
import { closeFields } from "./trade-close";
import { queryFields } from "./trade-record";

const FORM = "application/x-www-form-urlencoded; charset=utf-8";
const worlds: [string, AppWorld][] = [
  ["keys", newAppWorld("key")],
  ["keys and AES", newAppWorld("key", { aes: true })],
  ["certificates", newAppWorld("certificate")],
  ["certificates and AES", newAppWorld("certificate", { aes: true })],
];

type Reply = (request: VerifiedRequest) => Record<string, unknown> | string | Response;

/** The other side of the wire: verifies each request, and signs what `reply` makes of it unless that is finished text. */
function shopWith({ config, findContract }: AppWorld, reply: Reply): Gateway {
  const network = async (url: string | URL | Request, init?: RequestInit) => {
    const request = parseRequest(new URL(String(url)).search.slice(1), String(init?.body ?? ""), findContract);
    if (!request.ok) throw new Error(`${request.subCode}: ${request.detail}`);
    const replied = reply(request);
    if (replied instanceof Response) return replied;
    const { contract, method, encrypted } = request;
    return new Response(typeof replied === "string" ? replied : buildResponse(contract, method, replied, { encrypted }));
  };
  return createOpenApiGateway({ config, fetch: network, now: () => NOW });
}

const payment = {
  outTradeNo: "X20261122A7",
  amountFen: 10_000,
  subject: "小铺订单 X20261122",
  expiresInMinutes: 30,
  returnUrl: "https://shop.example.com/api/alipay/return",
  notifyUrl: "https://shop.example.com/api/alipay/notify",
  quitUrl: "https://shop.example.com/orders/1/token",
};
const refund = {
  outTradeNo: "X20261122A7",
  tradeNo: paidRecord().tradeNo,
  outRequestNo: "R1",
  amountFen: 1_980,
  totalFen: 10_000,
  reason: "少发一件",
  notifyUrl: payment.notifyUrl,
  requestedAt: NOW,
};

describe.each(worlds)("with %s", (_, world) => {
  test("a buyer presses 立即付款 and arrives at the cashier with this very order, its end included", async () => {
    const shop = shopWith(world, () => new Response("", { status: 500 }));
    const started = await shop.startPayment(payment);
    const url = new URL(started.ok ? started.redirectUrl : "http://nowhere.test");
    expect(url.href.startsWith(`${world.config.cashierUrl}?`)).toBe(true);
    const request = parseRequest(url.search.slice(1), "", world.findContract);
    expect(request).toMatchObject({ ok: true, method: PAGES.phone.method });
    expect(request.ok && readPayOrder(request)).toEqual({
      ok: true,
      order: {
        page: "phone",
        outTradeNo: "X20261122A7",
        totalFen: 10_000,
        subject: "小铺订单 X20261122",
        quitUrl: payment.quitUrl,
        timeExpire: new Date("2026-11-22T07:19:28Z"),
        notifyUrl: payment.notifyUrl,
        returnUrl: payment.returnUrl,
      },
    });
  });

  test("the shop asks, closes and refunds, and believes what is signed", async () => {
    const trade = paidRecord();
    const shop = shopWith(world, ({ method }) => {
      if (method === "alipay.trade.query") return queryFields(trade);
      if (method === "alipay.trade.close") return closeFields(trade);
      if (method === "alipay.trade.refund") return refundFields(trade, { totalRefundedFen: 5_000, at: NOW, fundChange: true });
      return refundQueryFields({ ...refund, at: NOW });
    });
    expect(await shop.queryTrade("X20261122A7")).toMatchObject({
      kind: "trade",
      trade: { status: "TRADE_SUCCESS", totalFen: 10_000, sellerId: SELLER_ID, refund: null, paidAt: trade.paidAt },
    });
    expect(await shop.closeTrade("X20261122A7")).toEqual({ kind: "closed" });
    expect(await shop.refund(refund)).toEqual({ kind: "refunded", at: new Date("2026-11-22T06:49:28Z") });
    expect(await shop.queryRefund(refund)).toEqual({ kind: "refunded", amountFen: 1_980, at: new Date("2026-11-22T06:49:28Z") });
  });

  test("notices and returns are read, and each only where it belongs", async () => {
    const shop = shopWith(world, () => "");
    const notice = buildNotification(paidRecord(), OPENAPI_NOTICE, world.contract);
    const search = buildReturn(paidRecord(), NOW, world.contract);
    expect(await shop.parseNotification(Buffer.from(notice), FORM)).toMatchObject({ ok: true, notifyId: OPENAPI_NOTICE.notifyId });
    expect(shop.parseReturn(`?${search}`)).toEqual({ ok: true, outTradeNo: "X20261122A7", tradeNo: paidRecord().tradeNo });
    expect((await shop.parseNotification(Buffer.from(search), FORM)).ok).toBe(false);
    expect(shop.parseReturn(notice).ok).toBe(false);
    expect(shop.parseRefundNotification(Buffer.from(notice), FORM)).toBe("not_supported");
  });

  test("a lie on the wire is no answer", async () => {
    const fields = queryFields(paidRecord());
    const lies: [string, Reply][] = [
      ["unsigned", () => JSON.stringify({ alipay_trade_query_response: fields })],
      ["signed by somebody else", () => buildResponse(newAppWorld().contract, "alipay.trade.query", fields)],
      ["signed for another method", () => buildResponse(world.contract, "alipay.trade.close", fields)],
      ["about another trade", () => queryFields(paidRecord({ outTradeNo: "X2" }))],
      ["an error without a signature", () => buildErrorResponse(null, { code: "40002", sub_code: "isv.invalid-app-id" })],
      ["a success under the name of an error", () => buildErrorResponse(world.contract, fields)],
      ["its slashes escaped", () => buildResponse(world.contract, "alipay.trade.query", { ...fields, x: "a/b" }).replace("a/b", "a\\/b")],
      ["cut off", () => buildResponse(world.contract, "alipay.trade.query", fields).slice(0, -20)],
      ["a page", () => "<html>系统维护</html>"],
      ["nothing", () => ""],
      ["HTTP 502", () => new Response(buildResponse(world.contract, "alipay.trade.query", fields), { status: 502 })],
      ["the system's own fault", () => ({ code: "20000", msg: "Service Currently Unavailable", sub_code: "isp.unknow-error" })],
      ["too long", () => "x".repeat(100_000)],
    ];
    for (const [lie, reply] of lies) {
      const answer = await shopWith(world, reply).queryTrade("X20261122A7");
      expect(answer, lie).toMatchObject({ kind: "unknown" });
    }
  });
});

const world = newAppWorld();

describe("what the gateway refuses tells the shop what to do", () => {
  const refusing = (subCode: string) => shopWith(world, () => failureFields(subCode, "原话", { out_trade_no: "X20261122A7" }));

  test.each([
    ["ACQ.TRADE_NOT_EXIST", { kind: "not_exist" }],
    ["ACQ.SYSTEM_ERROR", { kind: "unknown" }],
  ])("to a question: %s", async (code, expected) => {
    expect(await refusing(code).queryTrade("X20261122A7")).toMatchObject(expected);
  });

  test.each([
    ["ACQ.TRADE_NOT_EXIST", { kind: "not_exist" }],
    ["ACQ.TRADE_STATUS_ERROR", { kind: "not_closable" }],
    ["ACQ.REASON_TRADE_STATUS_INVALID", { kind: "not_closable" }],
    ["ACQ.TRADE_HAS_SUCCESS", { kind: "not_closable" }],
    ["ACQ.SYSTEM_ERROR", { kind: "unknown" }],
  ])("to a closing: %s", async (code, expected) => {
    expect(await refusing(code).closeTrade("X20261122A7")).toMatchObject(expected);
  });

  test.each([
    ["ACQ.SELLER_BALANCE_NOT_ENOUGH", { kind: "refused", advice: "same_again_later" }],
    ["isv.invalid-signature", { kind: "refused", advice: "same_again_later" }],
    ["ACQ.TRADE_HAS_FINISHED", { kind: "refused", advice: "never" }],
    ["ACQ.DISCORDANT_REPEAT_REQUEST", { kind: "refused", advice: "check_trade" }],
    ["ACQ.TRADE_HAS_CLOSE", { kind: "refused", advice: "check_trade" }],
    ["ACQ.SYSTEM_ERROR", { kind: "unknown" }],
    ["ACQ.BRAND_NEW", { kind: "unknown" }],
    ["isp.brand-new", { kind: "unknown" }],
    ["isv.missing-timestamp", { kind: "refused", advice: "same_again_later" }],
    ["isv.invalid-brand-new", { kind: "refused", advice: "same_again_later" }],
    ["isv.brand-new", { kind: "unknown" }],
    ["isv.app-call-limited", { kind: "unknown" }],
    ["isv.method-call-limited", { kind: "unknown" }],
    ["40005", { kind: "unknown" }],
    ["aop.invalid-app-auth-token", { kind: "refused", advice: "same_again_later" }],
    ["aop.ACQ.TRADE_HAS_FINISHED", { kind: "refused", advice: "never" }],
    ["aop.ACQ.SYSTEM_ERROR", { kind: "unknown" }],
  ])("to a refund: %s", async (code, expected) => {
    expect(await refusing(code).refund(refund)).toMatchObject(expected);
  });
});

describe("a refund", () => {
  test("that was taken, but moved no money yet, is asked about", async () => {
    const answer = refundFields(paidRecord(), { totalRefundedFen: 1_980, at: NOW, fundChange: false });
    expect(await shopWith(world, () => answer).refund(refund)).toEqual({ kind: "accepted" });
  });

  test("whose answer is lost is sent again as the identical message", async () => {
    const heard: unknown[] = [];
    const shop = shopWith(world, ({ bizContent }) => {
      heard.push({ ...bizContent });
      return new Response("", { status: 504 });
    });
    expect(await shop.refund(refund)).toMatchObject({ kind: "unknown" });
    expect(await shop.refund(refund)).toMatchObject({ kind: "unknown" });
    expect(heard).toEqual([
      { out_trade_no: "X20261122A7", trade_no: refund.tradeNo, refund_amount: "19.80", out_request_no: "R1", refund_reason: "少发一件" },
      heard[0],
    ]);
  });

  test("that the gateway does not know was not received, and may be sent again", async () => {
    expect(await shopWith(world, () => refundQueryFields(null)).queryRefund(refund)).toEqual({ kind: "not_refunded" });
    expect(await shopWith(world, () => failureFields("TRADE_NOT_EXIST", "")).queryRefund(refund)).toEqual({ kind: "not_refunded" });
    expect(await shopWith(world, () => failureFields("ACQ.SYSTEM_ERROR", "")).queryRefund(refund)).toMatchObject({ kind: "unknown" });
  });

  test("that is still being worked on stays unknown", async () => {
    const fields = { ...refundQueryFields({ ...refund, at: NOW }), refund_status: "REFUND_PROCESSING" };
    expect(await shopWith(world, () => fields).queryRefund(refund)).toMatchObject({ kind: "unknown" });
  });

  test("is never more than was paid", async () => {
    await expect(shopWith(world, () => "").refund({ ...refund, amountFen: 10_001 })).rejects.toThrow(RangeError);
  });
});
