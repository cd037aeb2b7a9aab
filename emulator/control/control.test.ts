import { expect, test } from "vitest";
import { openMerchant } from "../testing/test-merchant";
import { guardControl } from "./guard-control";

const request = (headers: Record<string, string> = {}, url = "http://127.0.0.1:4000/control/trades") => new Request(url, { headers });

test("programs on this machine reach the control API, and nobody else", async () => {
  for (const peer of ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"]) expect(guardControl(request(), peer)).toBeNull();
  for (const peer of ["192.168.1.7", "10.0.0.1", "::ffff:192.168.1.7", "fe80::1", "1270.0.0.1", undefined])
    expect(guardControl(request(), peer)?.status).toBe(403);
});

test("a web page or a proxy on this machine cannot speak to it for somebody else", () => {
  expect(guardControl(request({ origin: "http://evil.test" }), "127.0.0.1")?.status).toBe(403);
  expect(guardControl(request({ "sec-fetch-site": "cross-site" }), "127.0.0.1")?.status).toBe(403);
  expect(guardControl(request({ "x-forwarded-for": "203.0.113.9" }), "127.0.0.1")?.status).toBe(403);
  expect(guardControl(request({}, "http://rebound.test/control/trades"), "127.0.0.1")?.status).toBe(403);
});

test("everybody reaches the gateway", () => {
  expect(guardControl(request({}, "http://192.168.1.7:4000/service/rest.htm"), "192.168.1.9")).toBeNull();
});

test("an order is paid once, by a buyer that exists, while it can be paid", async () => {
  const shop = openMerchant();
  expect((await shop.control("POST", "trades/T1/pay")).status).toBe(404);
  await shop.start();
  expect((await shop.control("POST", "trades/T1/pay", { buyer: "nobody@example.com" })).status).toBe(400);
  const paid = await shop.control("POST", "trades/T1/pay", { buyer: "buyer2@example.com", status: "TRADE_FINISHED" });
  expect(paid.body.trade).toMatchObject({
    out_trade_no: "T1",
    total_fee: "19.80",
    standing: "paid",
    trade_status: "TRADE_FINISHED",
    buyer_email: "buyer2@example.com",
    paid_at: "2026-03-01T04:00:00.000Z",
    refund_fee: "0.00",
    notices: [{ event: "paid", trade_status: "TRADE_FINISHED", sends: 0, acknowledged_at: null }],
  });
  expect((await shop.control("POST", "trades/T1/pay")).status).toBe(409);
  await shop.start({ outTradeNo: "T2" });
  await shop.control("POST", "clock", { now: "2026-03-01T12:30:00+08:00" });
  expect((await shop.control("POST", "trades/T2/pay")).body).toEqual({ error: "The order's time is over." });
});

test("the latest notice can be sent again, even when it was acknowledged", async () => {
  const shop = openMerchant();
  await shop.start();
  expect((await shop.control("POST", "trades/T1/notify")).status).toBe(409);
  await shop.control("POST", "trades/T1/pay");
  await shop.emulator.deliverDue();
  expect((await shop.control("POST", "trades/T1/notify")).body.delivery).toMatchObject({ outcome: "acknowledged", http_status: 200 });
  expect(shop.heard).toHaveLength(2);
});

test("the clock moves forward only, and a reset forgets everything", async () => {
  const shop = openMerchant();
  await shop.start();
  await shop.control("POST", "clock", { advanceMs: 1000 });
  expect((await shop.control("GET", "clock")).body).toEqual({ now: "2026-03-01T04:00:01.000Z" });
  expect((await shop.control("POST", "clock", { now: "2026-03-01T04:00:00Z" })).status).toBe(400);
  await shop.control("POST", "settings", { refuseDesktop: false });
  await shop.control("POST", "reset");
  expect((await shop.control("GET", "clock")).body).toEqual({ now: "2026-03-01T04:00:00.000Z" });
  expect((await shop.control("GET", "trades")).body).toEqual({ trades: [] });
  expect((await shop.control("GET", "settings")).body.settings).toMatchObject({ refuseDesktop: true });
});

test("a reset may begin again on another day, an earlier one too, so that a developer can look at yesterday's bill today", async () => {
  const shop = openMerchant();
  const yesterday = "2026-02-28T04:00:00.000Z";
  expect((await shop.control("POST", "reset", { now: yesterday })).body).toEqual({ reset: true, now: yesterday });
  expect((await shop.control("POST", "reset", { now: "yesterday" })).status).toBe(400);
  expect((await shop.control("GET", "clock")).body).toEqual({ now: yesterday });
});

test.each([
  ["POST", "faults", { fault: "explode" }],
  ["POST", "faults", [{ fault: "reset", match: { colour: "red" } }]],
  ["POST", "faults", { fault: "delay-notification" }],
  ["POST", "clock", { advanceMs: -1 }],
  ["POST", "clock", {}],
  ["POST", "settings", { refuseDesktop: "no" }],
  ["POST", "settings", { colour: "red" }],
])("a mistake in %s %s is answered with a sentence", async (method, path, body) => {
  const shop = openMerchant();
  const answer = await shop.control(method, path, body);
  expect(answer).toEqual({ status: 400, body: { error: expect.stringMatching(/^The body does not fit: .+\.$/) } });
});

test("a path that does not exist is answered with a sentence", async () => {
  const shop = openMerchant();
  expect((await shop.control("GET", "everything")).status).toBe(404);
  expect((await shop.control("DELETE", "trades/T1/pay")).status).toBe(404);
});

test("a refund as in the seller's console has a number, shows beside its trade, and is never more than is left", async () => {
  const shop = openMerchant();
  await shop.start();
  expect((await shop.control("POST", "trades/T1/refund")).status).toBe(409);
  await shop.control("POST", "trades/T1/pay");
  const { body } = await shop.control("POST", "trades/T1/refund", { amount: "5.00", out_request_no: "CONSOLE1" });
  expect(body.trade).toMatchObject({
    protocol: "wap-token",
    refund_fee: "5.00",
    refunds: [{ out_request_no: "CONSOLE1", amount: "5.00", by: "console", status: "refunded", refunded_at: "2026-03-01T04:00:00.000Z" }],
    notices: [{ event: "paid" }, { event: "refunded", out_biz_no: "CONSOLE1" }],
  });
  expect((await shop.control("POST", "trades/T1/refund", { amount: "5.00", out_request_no: "CONSOLE1" })).status).toBe(409);
  expect((await shop.control("POST", "trades/T1/refund", { amount: "14.81" })).status).toBe(409);
  expect((await shop.control("POST", "trades/T1/refund")).body.trade).toMatchObject({ refund_fee: "19.80", trade_status: "TRADE_CLOSED" });
});
