import { describe, expect, test } from "vitest";
import { NOTICE, newContract, paidTrade } from "../fixtures/contract";
import { parseForm } from "../form";
import type { Gateway } from "../gateway";
import { parseAuthRequest } from "./auth-request";
import { createWapGateway } from "./gateway";
import { buildMapiFailure, buildMapiSuccess } from "./mapi/answer";
import { verifyMapiRequest } from "./mapi/request";
import { buildTradeAnswer } from "./mapi/single-trade-query";
import { buildNotification, writeNotifyData } from "./notification";
import { buildReturn } from "./return";
import { parseTokenRequest } from "./token-request";
import { buildTokenError, buildTokenResponse } from "./token-response";

const request = {
  outTradeNo: "X20261122A7",
  amountFen: 10_000,
  subject: "小铺订单 X20261122",
  expiresInMinutes: 30,
  returnUrl: "https://shop.example.com/api/alipay/return",
  notifyUrl: "https://shop.example.com/api/alipay/notify",
  quitUrl: "https://shop.example.com/orders/1",
};

const contract = newContract("0001");

/** The other side of the wire: answers each request with what `answer` makes of it. */
function gatewayThatAnswers(answer: (url: URL, body: string) => Response | string, notifyVerify = true): Gateway {
  const network = async (url: string | URL | Request, init?: RequestInit) => {
    const answered = answer(new URL(String(url)), String(init?.body ?? ""));
    return typeof answered === "string" ? new Response(answered) : answered;
  };
  return createWapGateway({ config: { ...contract.config, notifyVerify }, fetch: network, now: () => new Date(), newReqId: () => "r1" });
}

const unreachable = gatewayThatAnswers(() => {
  throw new TypeError("fetch failed");
});

function search(url: URL): Map<string, string> {
  const form = parseForm(url.search.slice(1));
  return form.ok ? form.params : new Map();
}

describe("a buyer presses 立即付款", () => {
  test("and is sent to the cashier with the token of this very order", async () => {
    const gateway = gatewayThatAnswers((url, body) => {
      const received = parseTokenRequest(body, contract.findKeys);
      expect(url.href).toBe(contract.config.wapGatewayUrl);
      expect(received).toMatchObject({ ok: true, request: { outTradeNo: "X20261122A7", totalFen: 10_000, payExpireMinutes: 30 } });
      return buildTokenResponse(received.echo, "token-1", contract.gateway);
    });
    const started = await gateway.startPayment(request);
    const url = new URL(started.ok ? started.redirectUrl : "http://nowhere.test");
    expect(url.href.startsWith(`${contract.config.cashierUrl}?`)).toBe(true);
    expect(parseAuthRequest(url.search.slice(1), contract.findKeys)).toMatchObject({ ok: true, requestToken: "token-1" });
  });

  test("and Alipay refuses: the code goes to the owner", async () => {
    const gateway = gatewayThatAnswers((_, body) => buildTokenError(parseTokenRequest(body, contract.findKeys).echo, "0005", "没有权限"));
    const refusal = { kind: "refused", code: "0005", evidence: "" };
    const refused = { ok: false, kind: "refused", code: "0005", detail: "PARTNER_ILLEGAL: 没有权限", refusal };
    expect(await gateway.startPayment(request)).toEqual(refused);
  });

  test.each([
    ["a fault of the gateway's own", (body: string) => buildTokenError(parseTokenRequest(body, contract.findKeys).echo, "0000", "")],
    [
      "an answer to another request",
      (body: string) => buildTokenResponse({ ...parseTokenRequest(body, contract.findKeys).echo, reqId: "r0" }, "t", contract.gateway),
    ],
    [
      "an answer signed by somebody else",
      (body: string) => buildTokenResponse(parseTokenRequest(body, contract.findKeys).echo, "t", newContract("0001").gateway),
    ],
    ["an HTML page", () => "<html>维护中</html>"],
    ["nothing", () => ""],
    [
      "HTTP 500 with a genuine body",
      (body: string) =>
        new Response(buildTokenResponse(parseTokenRequest(body, contract.findKeys).echo, "t", contract.gateway), { status: 500 }),
    ],
  ])("and %s comes: unknown, the same attempt can be tried again", async (_, answer) => {
    const gateway = gatewayThatAnswers((_url, body) => answer(body));
    expect(await gateway.startPayment(request)).toMatchObject({ ok: false, kind: "unknown" });
  });

  test("and the network is down: unknown as well", async () => {
    expect(await unreachable.startPayment(request)).toMatchObject({ ok: false, kind: "unknown" });
  });
});

describe("the shop asks about a trade", () => {
  test("with a signed request, and believes a signed answer", async () => {
    const gateway = gatewayThatAnswers((url) => {
      const params = search(url);
      expect(verifyMapiRequest(params, contract.findKeys)).toMatchObject({ ok: true });
      expect(params.get("service")).toBe("single_trade_query");
      return buildTradeAnswer(paidTrade(), params, contract.gateway);
    });
    expect(await gateway.queryTrade("X20261122A7")).toMatchObject({ kind: "trade", trade: { status: "TRADE_SUCCESS", totalFen: 10_000 } });
  });

  test.each([
    ["garbage", () => "<html/>"],
    ["an answer signed by somebody else", () => buildTradeAnswer(paidTrade(), [], newContract("0001").gateway)],
    ["HTTP 502", () => new Response("", { status: 502 })],
    ["another refusal", () => buildMapiFailure("SYSTEM_ERROR")],
  ])("and %s never means paid, nor unpaid", async (_, answer) => {
    expect(await gatewayThatAnswers(answer).queryTrade("X20261122A7")).toMatchObject({ kind: "unknown" });
  });

  test("and learns that there is none, or nothing at all", async () => {
    expect(await gatewayThatAnswers(() => buildMapiFailure("TRADE_NOT_EXIST")).queryTrade("X1")).toEqual({ kind: "not_exist" });
    expect(await unreachable.queryTrade("X1")).toMatchObject({ kind: "unknown" });
  });
});

test("the shop closes a trade with a signed request, and a lost answer is unknown", async () => {
  const gateway = gatewayThatAnswers((url) => {
    const params = search(url);
    expect(verifyMapiRequest(params, contract.findKeys)).toMatchObject({ ok: true });
    return params.get("service") === "close_trade" && params.get("out_order_no") === "X1" ? buildMapiSuccess() : "";
  });
  expect(await gateway.closeTrade("X1")).toEqual({ kind: "closed" });
  expect(await unreachable.closeTrade("X1")).toMatchObject({ kind: "unknown" });
});

describe("a notice is confirmed", () => {
  test("by asking, where that is configured", async () => {
    const asked: string[] = [];
    const gateway = gatewayThatAnswers((url) => {
      asked.push(url.search);
      return url.searchParams.get("notify_id") === "n1" ? "true" : "false";
    });
    expect(await gateway.confirmNotification("n1")).toBe("confirmed");
    expect(await gateway.confirmNotification("n&2")).toBe("denied");
    expect(asked).toEqual([
      "?service=notify_verify&partner=2088101000137799&notify_id=n1",
      "?service=notify_verify&partner=2088101000137799&notify_id=n%262",
    ]);
    expect(await unreachable.confirmNotification("n1")).toBe("unknown");
  });

  test("at once, where it is not", async () => {
    const gateway = gatewayThatAnswers(() => {
      throw new Error("must not ask");
    }, false);
    expect(await gateway.confirmNotification("n1")).toBe("confirmed");
  });
});

describe("the owner refunds", () => {
  const refund = {
    outTradeNo: "X20261122A7",
    tradeNo: "2026112200001000320069456556",
    outRequestNo: "R1a",
    amountFen: 100,
    totalFen: 10_000,
    reason: "退款",
    notifyUrl: "https://shop.example.com/api/alipay/refund-notify",
    requestedAt: new Date("2026-11-22T06:49:28Z"),
  };

  test("and without the password it is asked for at once; a lost answer is unknown", async () => {
    const gateway = gatewayThatAnswers((url) => {
      expect(verifyMapiRequest(search(url), contract.findKeys)).toMatchObject({ ok: true });
      return buildMapiSuccess();
    });
    expect(await gateway.refund(refund)).toEqual({ kind: "accepted" });
    expect(await unreachable.refund(refund)).toMatchObject({ kind: "unknown" });
  });

  test("and where the contract wants the password, the owner is sent to Alipay's page", async () => {
    const config = { ...contract.config, refundMode: "pwd" as const };
    const silent = createWapGateway({
      config,
      fetch: () => Promise.reject(new Error("must not ask")),
      now: () => new Date(),
      newReqId: () => "",
    });
    const answer = await silent.refund(refund);
    const url = new URL(answer.kind === "owner_must_confirm" ? answer.url : "http://nowhere.test");
    expect(verifyMapiRequest(search(url), contract.findKeys)).toMatchObject({ ok: true });
    expect(url.searchParams.get("service")).toBe("refund_fastpay_by_platform_pwd");
  });

  test("and what this protocol has not is said, not guessed", async () => {
    expect(await unreachable.queryRefund(refund)).toEqual({ kind: "not_supported" });
    expect(await unreachable.fetchBill("2026-11-22")).toEqual({ kind: "not_supported" });
  });
});

test("notices and returns are read with the contract's keys", async () => {
  const body = Buffer.from(buildNotification(writeNotifyData(paidTrade(), NOTICE), contract.gateway));
  expect(await unreachable.parseNotification(body, "application/x-www-form-urlencoded")).toMatchObject({
    ok: true,
    notifyId: NOTICE.notifyId,
  });
  expect(unreachable.parseReturn(buildReturn(paidTrade(), contract.gateway))).toMatchObject({ ok: true, outTradeNo: "X20261122A7" });
  expect(unreachable.sellerId).toBe("2088101000137799");
});
