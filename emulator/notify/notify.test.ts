import { expect, test, vi } from "vitest";
import { memoryStore } from "../ledger/store";
import { openMerchant, START, type TestMerchant } from "../testing/test-merchant";
import { openPhone } from "../testing/test-phone";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

async function openPaid(options: Parameters<typeof openMerchant>[0] = {}): Promise<TestMerchant> {
  const shop = openMerchant(options);
  await shop.start();
  await shop.control("POST", "trades/T1/pay");
  return shop;
}

/** What was heard, as minutes after the start, notify_id and status. */
function received(shop: TestMerchant) {
  return shop.heard.map(({ at, result }) => ({
    minute: (at.getTime() - START.getTime()) / MINUTE_MS,
    notifyId: result.ok ? result.notifyId : result.reason,
    status: result.ok ? result.trade.rawStatus : result.reason,
  }));
}

/** Lets time pass minute by minute, as it does. */
async function wait(shop: TestMerchant, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    shop.passTime(MINUTE_MS);
    await shop.emulator.deliverDue();
  }
}

for (const secId of ["MD5", "0001"] as const) {
  test(`a merchant is notified of a payment in a message that verifies (${secId})`, async () => {
    const shop = await openPaid({ secId });
    expect(await shop.emulator.deliverDue()).toBe(1);
    expect(shop.heard[0]?.result).toMatchObject({
      ok: true,
      notifyId: expect.stringMatching(/^[0-9a-f]{34}$/),
      trade: { outTradeNo: "T1", status: "TRADE_SUCCESS", totalFen: 1980, sellerId: shop.merchant.sellerId, paidAt: START, refund: null },
    });
    expect(await shop.emulator.deliverDue()).toBe(0);
  });
}

test("a merchant who never answers success is notified at each instant of the schedule, under one notify_id, and then no more", async () => {
  const shop = await openPaid();
  shop.answerNotices(() => new Response("fail"));
  await shop.emulator.deliverDue();
  await wait(shop, 26 * 60);
  expect(received(shop).map(({ minute }) => minute)).toEqual([0, 2, 12, 22, 82, 202, 562, 1462]);
  expect(new Set(received(shop).map(({ notifyId }) => notifyId)).size).toBe(1);
});

test("a slow merchant is recorded as asked when it was asked and acknowledged when it answered", async () => {
  const shop = await openPaid();
  shop.answerNotices(() => {
    shop.passTime(9_000);
    return new Response("success");
  });
  await shop.emulator.deliverDue();
  expect((await shop.control("GET", "deliveries")).body.deliveries).toMatchObject([{ sent_at: "2026-03-01T04:00:00.000Z" }]);
  const { body } = await shop.control("GET", "trades");
  expect(body.trades).toMatchObject([{ notices: [{ acknowledged_at: "2026-03-01T04:00:09.000Z", next_send_at: null }] }]);
});

test("a clock that jumps makes up for every instant that it passed", async () => {
  const shop = await openPaid();
  shop.answerNotices(() => new Response("fail"));
  expect((await shop.control("POST", "clock", { advanceMs: 22 * MINUTE_MS })).body).toMatchObject({ delivered: 4 });
  const { body } = await shop.control("GET", "deliveries");
  expect(body.deliveries).toMatchObject([
    { send: 1, due_at: "2026-03-01T04:00:00.000Z" },
    { send: 2, due_at: "2026-03-01T04:02:00.000Z" },
    { send: 3, due_at: "2026-03-01T04:12:00.000Z" },
    { send: 4, due_at: "2026-03-01T04:22:00.000Z" },
  ]);
});

test.each([
  ["success and a line feed", () => new Response("success\n")],
  ["SUCCESS", () => new Response("SUCCESS")],
  ["success with status 500", () => new Response("success", { status: 500 })],
  ["success with status 201", () => new Response("success", { status: 201 })],
  ["a redirect", () => new Response("success", { status: 302, headers: { location: "/" } })],
  ["nothing, because it is down", () => Promise.reject(new TypeError("fetch failed"))],
])("a merchant who answers %s hears again", async (_, answer) => {
  const shop = await openPaid();
  shop.answerNotices(answer);
  await shop.emulator.deliverDue();
  shop.answerNotices(() => new Response("success"));
  await wait(shop, 60);
  expect(received(shop).map(({ minute }) => minute)).toEqual([0, 2]);
});

test("a notice verifies at the gateway once, a merchant who asks again before its success is denied, and an invented one never verifies", async () => {
  const shop = await openPaid();
  const verdicts: string[] = [];
  const ask = async () => {
    const notifyId = shop.heard[0]?.result.ok ? shop.heard[0].result.notifyId : "";
    verdicts.push(await shop.gateway.confirmNotification(notifyId));
  };
  shop.answerNotices(async () => {
    await ask();
    return new Response(shop.heard.length === 1 ? "fail" : "success");
  });
  await shop.emulator.deliverDue();
  await ask();
  await wait(shop, 2);
  await ask();
  expect(verdicts).toEqual(["confirmed", "denied", "denied", "denied"]);
  expect(await shop.gateway.confirmNotification("0".repeat(34))).toBe("denied");
});

test("a merchant is notified of TRADE_FINISHED in a second notice when the refund window has passed", async () => {
  const shop = await openPaid();
  await shop.control("POST", "clock", { advanceMs: 90 * DAY_MS - 1 });
  expect(received(shop)).toMatchObject([{ status: "TRADE_SUCCESS" }]);
  await shop.control("POST", "clock", { advanceMs: 1 });
  expect(received(shop)).toMatchObject([{ status: "TRADE_SUCCESS" }, { status: "TRADE_FINISHED" }]);
  expect(new Set(received(shop).map(({ notifyId }) => notifyId)).size).toBe(2);
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ trade: { status: "TRADE_FINISHED" } });
});

test("a merchant whose contract has no refunds is notified of TRADE_FINISHED at once, and of nothing later", async () => {
  const shop = openMerchant();
  await shop.control("POST", "settings", { finishAtOnce: true });
  await shop.start();
  await shop.control("POST", "trades/T1/pay");
  await shop.control("POST", "clock", { advanceMs: 100 * DAY_MS });
  expect(received(shop)).toMatchObject([{ status: "TRADE_FINISHED" }]);
});

test("a refund in parts, then of the rest, is notified as from the seller's console", async () => {
  const shop = await openPaid();
  await shop.emulator.deliverDue();
  await shop.control("POST", "trades/T1/refund", { amount: "5.00" });
  await shop.emulator.deliverDue();
  expect(shop.heard[1]?.result).toMatchObject({
    ok: true,
    trade: { status: "TRADE_SUCCESS", refund: { status: "REFUND_SUCCESS", at: START } },
  });
  await shop.control("POST", "trades/T1/refund");
  await shop.emulator.deliverDue();
  expect(shop.heard[2]?.result).toMatchObject({ ok: true, trade: { status: "TRADE_CLOSED", refund: { status: "REFUND_SUCCESS" } } });
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ trade: { status: "TRADE_CLOSED", refund: { feeFen: 1980 } } });
  expect((await shop.control("POST", "trades/T1/refund", { amount: "0.01" })).status).toBe(409);
});

test("a slow merchant does not hold up the notice of another trade, and whoever delivers waits for both", async () => {
  const shop = await openPaid({ concurrency: 2 });
  let answer: (response: Response) => void = () => undefined;
  shop.answerNotices(() => new Promise((resolve) => (answer = resolve)));
  const first = shop.emulator.deliverDue();
  await vi.waitFor(() => expect(shop.heard).toHaveLength(1));
  shop.answerNotices(() => new Response("success"));
  await shop.start({ outTradeNo: "T2" });
  await shop.control("POST", "trades/T2/pay");
  let isOver = false;
  const second = shop.emulator.deliverDue().finally(() => {
    isOver = true;
  });
  await vi.waitFor(() => expect(shop.heard).toHaveLength(2));
  expect(isOver).toBe(false);
  answer(new Response("success"));
  expect(await Promise.all([first, second])).toEqual([2, 1]);
  expect(await shop.emulator.deliverDue()).toBe(0);
});

test("whoever delivers learns that the journal could not be written, and nothing is sent", async () => {
  const store = memoryStore();
  const shop = await openPaid({ store });
  store.append = () => Promise.reject(new Error("disk full"));
  shop.passTime(100 * DAY_MS);
  await expect(shop.emulator.deliverDue()).rejects.toThrow("disk full");
  await expect(shop.emulator.deliverDue()).rejects.toThrow("disk full");
  expect(shop.heard).toEqual([]);
});

async function logIn(shop: TestMerchant, outTradeNo: string): Promise<void> {
  const started = await shop.start({ outTradeNo });
  const phone = openPhone(shop.emulator);
  await phone.fillIn(await phone.go(started.ok ? started.redirectUrl : ""), { account: "buyer1@example.com", password: "111111" });
}

test("an unpaid trade expires at its instant, in silence by default, and with a notice where the contract says so", async () => {
  const shop = openMerchant();
  await logIn(shop, "T1");
  shop.passTime(30 * MINUTE_MS - 1);
  expect(await shop.emulator.tick()).toBe(0);
  shop.passTime(1);
  expect(await shop.emulator.tick()).toBe(1);
  expect(await shop.emulator.deliverDue()).toBe(0);
  await shop.control("POST", "settings", { notifyOnClose: true });
  await logIn(shop, "T2");
  await shop.control("POST", "clock", { advanceMs: 30 * MINUTE_MS });
  expect(shop.heard.map(({ result }) => result.ok && [result.trade.outTradeNo, result.trade.status, result.trade.paidAt])).toEqual([
    ["T2", "TRADE_CLOSED", null],
  ]);
});

test("a restart keeps the trades, the notices that were sent and those that are due", async () => {
  const store = memoryStore();
  const shop = await openPaid({ store });
  shop.answerNotices(() => new Response("fail"));
  await shop.emulator.deliverDue();
  const again = openMerchant({ store });
  expect((await again.control("GET", "trades")).body).toEqual((await shop.control("GET", "trades")).body);
  await wait(again, 3);
  expect(received(again).map(({ minute, notifyId }) => ({ minute, notifyId }))).toEqual([
    { minute: 2, notifyId: received(shop)[0]?.notifyId },
  ]);
});
