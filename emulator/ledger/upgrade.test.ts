import { expect, test } from "vitest";
import { openMerchant, SHOP, START } from "../testing/test-merchant";
import { memoryStore } from "./store";

const at = START.toISOString();

/** A journal as it was before the current protocol: a payment, half of it given back, and a notice that is still due. */
function olderJournal() {
  const order = {
    outTradeNo: "OLD1",
    subject: "茶",
    totalFen: 1000,
    sellerAccount: "demo@example.com",
    callBackUrl: `${SHOP}/return`,
    notifyUrl: `${SHOP}/notify`,
    merchantUrl: null,
    secId: "MD5",
    createdAt: at,
    expiresAt: "2026-03-01T04:30:00.000Z",
  };
  const trade = {
    outTradeNo: "OLD1",
    tradeNo: "2026030100000000000000000001",
    status: "TRADE_SUCCESS",
    buyer: { id: "2088100000000011", email: "buyer1@example.com" },
    createdAt: at,
    modifiedAt: at,
    paidAt: at,
    closedAt: null,
    refundedFen: 400,
    refundedAt: at,
    returnWithheld: false,
  };
  const notice = { notifyId: "n1", outTradeNo: "OLD1", event: "refunded", trade, createdAt: at, sends: 0, acknowledgedAt: null };
  const settings = { refuseDesktop: false, finishAtOnce: false, refundWindowDays: 90, notifyOnClose: true, returnAfterSeconds: 1 };
  return [
    [
      { table: "order", key: "OLD1", value: order },
      { table: "trade", key: "OLD1", value: trade },
      { table: "notice", key: "n1", value: { ...notice, delayedSend: null, held: false } },
      { table: "due", key: "send:n1", value: { deed: "send", key: "n1", dueAt: at } },
      { table: "state", key: "state", value: { settings, clockOffsetMs: 5 } },
    ],
  ];
}

test("a merchant who starts a newer emulator on its old ledger is still notified, and is refunded no more than is left", async () => {
  const store = memoryStore();
  store.rewrite(olderJournal().map((step) => JSON.stringify(step)));
  const shop = openMerchant({ store });
  expect((await shop.control("GET", "settings")).body.settings).toMatchObject({
    refuseDesktop: false,
    notifyOnClose: true,
    immediateRetries: 3,
  });
  await shop.emulator.deliverDue();
  expect(shop.heard).toMatchObject([{ result: { ok: true, notifyId: "n1", trade: { outTradeNo: "OLD1" } } }]);
  expect((await shop.control("POST", "trades/OLD1/refund", { amount: "6.01" })).status).toBe(409);
  const { body } = await shop.control("POST", "trades/OLD1/refund");
  expect(body.trade).toMatchObject({ protocol: "wap-token", refund_fee: "10.00", trade_status: "TRADE_CLOSED" });
});

test("a ledger that was upgraded once is read as it is", async () => {
  const store = memoryStore();
  store.rewrite(olderJournal().map((step) => JSON.stringify(step)));
  openMerchant({ store });
  const upgraded = store.read();
  openMerchant({ store });
  expect(store.read()).toEqual(upgraded);
});
