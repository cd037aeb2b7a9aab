import { expect, test } from "vitest";
import { logIn, openCashier, payAtCashier } from "../testing/open-cashier";
import { openMerchant, START, type TestMerchant } from "../testing/test-merchant";

const MINUTE_MS = 60_000;

const open = () => openMerchant({ app: { mode: "key" } });

async function openPaid(faults: unknown[] = []): Promise<TestMerchant> {
  const shop = open();
  await shop.control("POST", "faults", faults);
  await payAtCashier(shop);
  return shop;
}

const minutes = (shop: TestMerchant) => shop.heard.map(({ at }) => (at.getTime() - START.getTime()) / MINUTE_MS);
const received = (shop: TestMerchant) => shop.heard.map(({ result }) => (result.ok ? result.trade.rawStatus : result.reason));

test("a merchant who never answers success is notified four times at once and then by the gaps, under one notify_id", async () => {
  const shop = await openPaid();
  shop.answerNotices(() => new Response("fail"));
  await shop.emulator.deliverDue();
  for (let minute = 0; minute < 25 * 60; minute += 1) {
    shop.passTime(MINUTE_MS);
    await shop.emulator.deliverDue();
  }
  expect(minutes(shop)).toEqual([0, 0, 0, 0, 4, 14, 24, 84, 204, 564, 1464]);
  expect(new Set(shop.heard.map(({ result }) => result.ok && result.notifyId)).size).toBe(1);
});

test("a merchant whose contract has no immediate retries is notified by the gaps alone", async () => {
  const shop = await openPaid();
  await shop.control("POST", "settings", { immediateRetries: 0 });
  shop.answerNotices(() => new Response("fail"));
  await shop.control("POST", "clock", { advanceMs: 14 * MINUTE_MS });
  expect(shop.heard).toHaveLength(3);
});

test("a merchant is notified of an end without payment, unless the settings say otherwise", async () => {
  const shop = open();
  await logIn(shop);
  await logIn(shop, { outTradeNo: "T2" });
  await shop.gateway.closeTrade("T1");
  await shop.control("POST", "settings", { openapiNotifyOnClose: false });
  await shop.control("POST", "clock", { advanceMs: 30 * MINUTE_MS });
  expect(shop.heard.map(({ result }) => result.ok && result.trade.outTradeNo)).toEqual(["T1"]);
  expect(await shop.gateway.queryTrade("T2")).toMatchObject({ trade: { status: "TRADE_CLOSED" } });
});

test("the end of the refund window is notified under another notify_id", async () => {
  const shop = await openPaid();
  await shop.control("POST", "clock", { advanceMs: 90 * 1440 * MINUTE_MS });
  expect(received(shop)).toEqual(["TRADE_SUCCESS", "TRADE_FINISHED"]);
  expect(new Set(shop.heard.map(({ result }) => result.ok && result.notifyId)).size).toBe(2);
});

test.each([
  ["wrong-signature", "bad_signature"],
  ["unsigned", "missing_field"],
  ["wrong-app", "wrong_app"],
])("a notice under %s is turned away as %s, and the next one is right", async (fault, reason) => {
  const shop = await openPaid([{ fault, match: { channel: "notify" } }]);
  shop.answerNotices(() => new Response(shop.heard.length > 1 ? "success" : "fail"));
  await shop.emulator.deliverDue();
  expect(received(shop)).toEqual([reason, "TRADE_SUCCESS"]);
});

test("a notice can tell another sum or seller under a good signature", async () => {
  const shop = await openPaid([
    { fault: "wrong-amount", amountFen: 1, match: { channel: "notify" } },
    { fault: "wrong-seller", match: { channel: "notify" } },
  ]);
  await shop.emulator.deliverDue();
  expect(shop.heard[0]?.result).toMatchObject({ ok: true, trade: { totalFen: 1, sellerId: "2088999999999999" } });
});

test("a payment is heard of after its refund", async () => {
  const shop = await openPaid([{ fault: "reorder-notification" }]);
  await shop.control("POST", "trades/T1/refund");
  await shop.emulator.deliverDue();
  expect(received(shop)).toEqual(["TRADE_CLOSED", "TRADE_SUCCESS"]);
});

test.each([
  { fault: "hang" },
  { fault: "reset" },
  { fault: "http-error" },
  { fault: "garbage" },
  { fault: "system-error" },
  { fault: "wrong-signature" },
  { fault: "unsigned" },
  { fault: "lose-answer", how: "hang" },
  { fault: "refuse", code: "ACQ.SYSTEM_ERROR" },
])("a merchant under $fault learns nothing from an answer, and the next one is right", async (fault) => {
  const shop = await openPaid();
  const calls = ["queryTrade", "closeTrade"] as const;
  await shop.control("POST", "faults", { ...fault, times: calls.length, match: { channel: "openapi" } });
  if (fault.fault === "hang" || fault.how === "hang") shop.waitAtMost(50);
  for (const call of calls) expect(await shop.gateway[call]("T1"), call).toMatchObject({ kind: "unknown" });
  shop.waitAtMost(5_000);
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ kind: "trade" });
});

test("a shopper who arrives while Alipay is busy sees so, and can come again", async () => {
  const shop = open();
  await shop.control("POST", "faults", { fault: "system-error", match: { service: "alipay.trade.wap.pay" } });
  expect((await openCashier(shop)).page.status).toBe(503);
  expect((await openCashier(shop)).page.status).toBe(200);
});
