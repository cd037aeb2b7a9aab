import { expect, test } from "vitest";
import type { DepositBackResult } from "@/lib/alipay/gateway";
import { memoryStore } from "../ledger/store";
import { payAtCashier } from "../testing/open-cashier";
import { openMerchant, type TestMerchant } from "../testing/test-merchant";

const APP_GATEWAY = "http://shop.test/api/alipay/messages";

/** A merchant whose app has an address of its own, and a buyer who paid with a card. */
async function paidByCard(depositBack: "none" | "done" | "failed", url: string | null = APP_GATEWAY): Promise<TestMerchant> {
  const shop = openMerchant({ app: { mode: "key" }, store: memoryStore() });
  await shop.control("POST", "settings", { depositBack, appGatewayUrl: url });
  await payAtCashier(shop);
  await shop.emulator.deliverDue();
  shop.passTime(60_000);
  return shop;
}

async function refund(shop: TestMerchant, changes: { depositBack?: boolean } = { depositBack: true }) {
  const asked = await shop.gateway.queryTrade("T1");
  if (asked.kind !== "trade") throw new Error(asked.kind);
  const { tradeNo, totalFen } = asked.trade;
  const sum = { outRequestNo: "R001", amountFen: 500, reason: "少发一件", notifyUrl: "http://shop.test/refunds" };
  const answer = await shop.gateway.refund({ outTradeNo: "T1", tradeNo, totalFen, ...sum, requestedAt: shop.now(), ...changes });
  await shop.emulator.deliverDue();
  return answer;
}

const messages = ({ bodies, gateway }: TestMerchant): (DepositBackResult | "not_supported")[] =>
  bodies.filter(({ url }) => url === APP_GATEWAY).map(({ body, type }) => gateway.parseDepositBack(body, type));

test("a merchant hears that the buyer's bank has booked the refund, at the app's own address", async () => {
  const shop = await paidByCard("done");
  expect(await refund(shop)).toMatchObject({ kind: "refunded" });
  expect(messages(shop)).toMatchObject([
    { ok: true, depositBack: { outTradeNo: "T1", outRequestNo: "R001", outcome: "done", amountFen: 500, at: shop.now() } },
  ]);
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ kind: "trade", trade: { status: "TRADE_SUCCESS" } });
});

test("a card that refuses leaves the money with the buyer's balance: the refund stands, the message names no sum", async () => {
  const shop = await paidByCard("failed");
  await refund(shop);
  expect(messages(shop)).toMatchObject([{ ok: true, depositBack: { outcome: "failed", amountFen: null } }]);
});

test("nothing is told to who did not ask, whose buyers pay from their balance, or who has no address for it", async () => {
  const silent = await paidByCard("done");
  await refund(silent, {});
  const balance = await paidByCard("none");
  await refund(balance);
  const nowhere = await paidByCard("done", null);
  await refund(nowhere);
  for (const shop of [silent, balance, nowhere]) expect(messages(shop)).toEqual([]);
});

test.each([
  ["wrong-signature", "bad_signature"],
  ["unsigned", "missing_field"],
  ["wrong-app", "wrong_app"],
])("a message under %s is turned away as %s, and the next one is right", async (fault, reason) => {
  const shop = await paidByCard("done");
  await shop.control("POST", "faults", { fault, match: { service: "notify.deposit_back" } });
  shop.answerNotices(() => new Response(messages(shop).length === 1 ? "fail" : "success"));
  await refund(shop);
  expect(messages(shop)).toMatchObject([
    { ok: false, reason },
    { ok: true, depositBack: { outcome: "done" } },
  ]);
});
