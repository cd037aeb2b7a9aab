import { expect, test } from "vitest";
import { TEXT } from "../cashier/text";
import { openMerchant, type TestMerchant } from "../testing/test-merchant";
import { linkNamed, openPhone } from "../testing/test-phone";

const MINUTE_MS = 60_000;

async function openPaid(faults: unknown): Promise<TestMerchant> {
  const shop = openMerchant();
  await shop.start();
  expect((await shop.control("POST", "faults", faults)).status).toBe(200);
  await shop.control("POST", "trades/T1/pay");
  return shop;
}

const statuses = (shop: TestMerchant) => shop.heard.map(({ result }) => (result.ok ? result.trade.rawStatus : result.reason));

test("a notice is lost and the next one comes by the schedule", async () => {
  const shop = await openPaid({ fault: "lose-notification" });
  expect(await shop.emulator.deliverDue()).toBe(1);
  expect(shop.heard).toHaveLength(0);
  await shop.control("POST", "clock", { advanceMs: 2 * MINUTE_MS });
  expect(shop.heard).toHaveLength(1);
  expect((await shop.control("GET", "deliveries")).body.deliveries).toMatchObject([{ outcome: "lost" }, { outcome: "acknowledged" }]);
});

test("a notice is late by the clock", async () => {
  const shop = await openPaid({ fault: "delay-notification", delayMs: 90_000, times: "always" });
  await shop.control("POST", "clock", { advanceMs: 89_999 });
  expect(shop.heard).toHaveLength(0);
  await shop.control("POST", "clock", { advanceMs: 1 });
  expect(shop.heard).toHaveLength(1);
});

test("a notice comes again although it was acknowledged", async () => {
  const shop = await openPaid({ fault: "duplicate-notification", copies: 2 });
  await shop.emulator.deliverDue();
  expect(shop.heard).toHaveLength(3);
  expect(new Set(shop.heard.map(({ result }) => result.ok && result.notifyId)).size).toBe(1);
});

test("a payment is heard of after its refund", async () => {
  const shop = await openPaid({ fault: "reorder-notification" });
  await shop.control("POST", "trades/T1/refund");
  await shop.emulator.deliverDue();
  expect(statuses(shop)).toEqual(["TRADE_CLOSED", "TRADE_SUCCESS"]);
});

test("a notice that waits for another one is sent by the schedule when there is none", async () => {
  const shop = await openPaid({ fault: "reorder-notification" });
  await shop.emulator.deliverDue();
  expect(shop.heard).toHaveLength(0);
  await shop.control("POST", "clock", { advanceMs: 2 * MINUTE_MS });
  expect(statuses(shop)).toEqual(["TRADE_SUCCESS"]);
});

test("a merchant is notified of the payment before it has its token", async () => {
  const shop = openMerchant();
  await shop.control("POST", "faults", { fault: "notify-before-token" });
  let started: unknown = null;
  const heardBefore: boolean[] = [];
  shop.answerNotices(() => {
    heardBefore.push(started === null);
    return new Response("success");
  });
  started = await shop.start();
  expect(started).toMatchObject({ ok: true });
  expect(heardBefore).toEqual([true]);
});

test("a merchant is notified of the payment before the buyer sees it, and a buyer is never led back", async () => {
  const shop = openMerchant();
  await shop.control("POST", "faults", [{ fault: "notify-before-page" }, { fault: "never-return" }]);
  const started = await shop.start();
  const phone = openPhone(shop.emulator);
  const login = await phone.go(started.ok ? started.redirectUrl : "");
  const confirm = await phone.fillIn(login, { account: "buyer1@example.com", password: "111111" });
  const done = await phone.fillIn(confirm, { password: "111111" });
  expect(shop.heard).toHaveLength(1);
  expect(done.html).toContain(TEXT.doneTitle);
  expect(done.headers.get("refresh")).toBeNull();
  expect(linkNamed(done, TEXT.back)).toBeNull();
});

test.each([
  { fault: "hang" },
  { fault: "reset" },
  { fault: "http-error", status: 502 },
  { fault: "garbage" },
  { fault: "system-error" },
  { fault: "lose-answer" },
  { fault: "lose-answer", how: "hang" },
])("a merchant under $fault learns nothing from any service, and the next answer is right", async (fault) => {
  const shop = openMerchant();
  await shop.control("POST", "faults", { ...fault, times: 4 });
  if (fault.fault === "hang" || fault.how === "hang") shop.waitAtMost(50);
  expect(await shop.start()).toMatchObject({ ok: false, kind: "unknown" });
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ kind: "unknown" });
  expect(await shop.gateway.closeTrade("T1")).toMatchObject({ kind: "unknown" });
  expect(await shop.gateway.confirmNotification("1")).toBe("unknown");
  shop.waitAtMost(5_000);
  expect(await shop.start()).toMatchObject({ ok: true });
});

test("a trade is closed although the answer to it is lost", async () => {
  const shop = openMerchant();
  const started = await shop.start();
  const phone = openPhone(shop.emulator);
  const login = await phone.go(started.ok ? started.redirectUrl : "");
  await phone.fillIn(login, { account: "buyer1@example.com", password: "111111" });
  await shop.control("POST", "faults", { fault: "lose-answer", match: { service: "close_trade" } });
  expect(await shop.gateway.closeTrade("T1")).toMatchObject({ kind: "unknown" });
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ trade: { status: "TRADE_CLOSED" } });
});

test("wrong signatures, sums and sellers are reported where the rule says, in answers and in notices", async () => {
  const shop = await openPaid([
    { fault: "wrong-signature", match: { channel: "mapi" } },
    { fault: "wrong-amount", amountFen: 1, match: { channel: "notify" } },
    { fault: "wrong-seller", match: { channel: "notify" } },
  ]);
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ kind: "unknown" });
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ trade: { totalFen: 1980 } });
  await shop.emulator.deliverDue();
  expect(shop.heard[0]?.result).toMatchObject({ ok: true, trade: { totalFen: 1, sellerId: "2088999999999999" } });
});

test.each(["MD5", "0001"] as const)("a token and a notice under a wrong %s signature do not verify", async (secId) => {
  const shop = openMerchant({ secId });
  await shop.control("POST", "faults", { fault: "wrong-signature", times: 2 });
  expect(await shop.start()).toMatchObject({ ok: false, kind: "unknown" });
  await shop.control("POST", "trades/T1/pay");
  await shop.emulator.deliverDue();
  expect(statuses(shop)).toEqual(["bad_signature"]);
});

test("a rule strikes only the order that it names, as often as it says, and a cleared one never", async () => {
  const shop = openMerchant();
  await shop.control("POST", "faults", { fault: "reset", times: 2, match: { channel: "token", out_trade_no: "T1" } });
  expect(await shop.start({ outTradeNo: "T2" })).toMatchObject({ ok: true });
  expect(await shop.start()).toMatchObject({ ok: false });
  expect((await shop.control("GET", "faults")).body.faults).toMatchObject([{ fault: "reset", times: 1 }]);
  await shop.control("DELETE", "faults");
  expect(await shop.start()).toMatchObject({ ok: true });
});
