import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/shop/day";
import { dedupeKeyOf, subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { resolveDiscrepancy } from "@/lib/shop/discrepancies/resolve-discrepancy";
import { newOutTradeNo } from "@/lib/shop/orders/order-no";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { aTrade } from "@/test/fake-gateway";
import { aPaidOrder, ask, pass } from "@/test/refund-shop";
import { MINUTE_MS, type TestShop, testShop } from "@/test/test-shop";
import { endRefundAsNotDone } from "../requested/end-refund-as-not-done";
import { giveUpRefund } from "../requested/give-up-refund";
import { askAboutRefund } from "./ask-about-refund";
import { retryReportedRefunds } from "./retry-reported-refunds";

const HOUR_MS = 60 * MINUTE_MS;
const refund = { status: "REFUND_SUCCESS", feeFen: 480, at: new Date("2026-11-22T01:00:00Z"), outRequestNo: "CONSOLE1" };

/** Alipay reports a refund of a paid order, and answers no question about it. */
async function anUnmatchedReport(): Promise<{ shop: TestShop; tradeNo: string; asked: () => number }> {
  const shop = await testShop();
  const order = await aPaidOrder(shop);
  const { tradeNo } = await shop.db.payment.findFirstOrThrow();
  await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen, { tradeNo, refund }), "notify");
  shop.gateway.answers.queryRefund = { kind: "unknown", detail: "system error" };
  let asked = 0;
  const { queryRefund } = shop.gateway;
  shop.gateway.queryRefund = (which) => {
    asked += 1;
    return queryRefund(which);
  };
  const takeCount = () => {
    const count = asked;
    asked = 0;
    return count;
  };
  return { shop, tradeNo, asked: takeCount };
}

async function hours(shop: TestShop, count: number): Promise<void> {
  for (let passed = 0; passed < count; passed++) await pass(shop, HOUR_MS);
}

test("a report that cannot be matched is looked at often for a day, and then once a day while the owner sees it", async () => {
  const { shop, asked } = await anUnmatchedReport();
  await hours(shop, 24);
  expect(asked()).toBeGreaterThan(10);
  for (let days = 0; days < 5; days++) {
    await hours(shop, 24);
    expect(asked()).toBeLessThanOrEqual(1);
  }
});

test("an owner who tries again has it looked at now, and matched as soon as Alipay answers", async () => {
  const { shop, tradeNo } = await anUnmatchedReport();
  await hours(shop, 72);
  delete shop.gateway.answers.queryRefund;
  shop.gateway.answers.queryRefund = { kind: "refunded", amountFen: 480, at: refund.at };
  expect(await retryReportedRefunds(shop, { tradeNo })).toEqual({ ok: true });
  await pass(shop, 0);
  expect(await shop.db.refund.findMany()).toMatchObject([{ outRequestNo: "CONSOLE1", status: "DONE", amountFen: 480 }]);
  expect(await shop.db.reportedRefund.findFirstOrThrow()).toMatchObject({ dueAt: null });
  expect(await retryReportedRefunds(shop, { tradeNo })).toEqual({ ok: false, reason: "nothing_open" });
});

test("of a trade that is not in the books, trying again asks for the trade, too", async () => {
  const shop = await testShop();
  const trade = aTrade(newOutTradeNo(shop.now(), ""), 1980);
  const report = {
    dedupeKey: "x",
    tradeNo: trade.tradeNo,
    outTradeNo: trade.outTradeNo,
    feeFen: 480,
    createdAt: shop.now(),
    dueAt: shop.now(),
  };
  await shop.db.reportedRefund.create({ data: report });
  await pass(shop, 2 * DAY_MS);
  shop.gateway.trades.set(trade.outTradeNo, { ...trade, refund });
  expect(await retryReportedRefunds(shop, { tradeNo: trade.tradeNo })).toEqual({ ok: true });
  await pass(shop, MINUTE_MS);
  expect(await shop.db.payment.findFirstOrThrow()).toMatchObject({ disposition: "held", refundedFen: 480 });
});

test("the owner's note is its end: nobody asks any more", async () => {
  const { shop, tradeNo, asked } = await anUnmatchedReport();
  await hours(shop, 48);
  const { id } = await shop.db.reportedRefund.findFirstOrThrow();
  const kind = "reported_refund_stuck" as const;
  const stuck = await shop.db.discrepancy.create({ data: { kind, dedupeKey: dedupeKeyOf(kind, subjectOf.reportedRefund(id)), tradeNo } });
  await resolveDiscrepancy(shop, { id: stuck.id, resolution: "已在商家中心核对", by: "owner" });
  await hours(shop, 25);
  expect(await shop.db.reportedRefund.findFirstOrThrow()).toMatchObject({ dueAt: null });
  asked();
  await hours(shop, 48);
  expect(asked()).toBe(0);
});

/** All of an order's money is promised to a refund of ours, or a part; Alipay reports another, and answers for none of ours for a day. */
async function aReportThatWaits(ownFen: number, reported: object): Promise<{ shop: TestShop; refundId: bigint }> {
  const shop = await testShop();
  const order = await aPaidOrder(shop);
  const { tradeNo } = await shop.db.payment.findFirstOrThrow();
  Object.assign(shop.gateway, { answersForRefunds: true });
  shop.gateway.answers.refund = { kind: "unknown", detail: "no answer" };
  const asked = await ask(shop, order, ownFen);
  if (!asked.ok) throw new Error(asked.reason);
  await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen, { tradeNo, refund: { ...refund, ...reported } }), "notify");
  shop.gateway.queryRefund = async ({ outRequestNo }) =>
    outRequestNo === refund.outRequestNo ? { kind: "refunded", amountFen: refund.feeFen, at: refund.at } : { kind: "not_refunded" };
  await hours(shop, 30);
  shop.advance(MINUTE_MS);
  expect(await shop.db.payment.findFirstOrThrow()).toMatchObject({ refundedFen: 0 });
  return { shop, refundId: asked.refundId };
}

const openReports = (shop: TestShop) => shop.db.reportedRefund.count({ where: { dueAt: { not: null } } });

test("a refund at the console that had no room beside ours is booked as soon as the owner ends ours, not a day later", async () => {
  const { shop, refundId } = await aReportThatWaits(1980, {});
  expect(await endRefundAsNotDone(shop, { refundId, owner: "alice", note: "商家中心" })).toEqual({ ok: true });
  await pass(shop, 1_000);
  expect(await shop.db.payment.findFirstOrThrow()).toMatchObject({ refundedFen: 480 });
  expect(await openReports(shop)).toBe(0);
});

test("a sum that could not be explained while ours was under way is explained as soon as ours is done, not a day later", async () => {
  const { shop, refundId } = await aReportThatWaits(480, { outRequestNo: undefined, feeFen: 960 });
  shop.gateway.queryRefund = async () => ({ kind: "refunded", amountFen: 480, at: refund.at });
  expect(await askAboutRefund(shop, refundId)).toBe("done");
  await pass(shop, 1_000);
  expect(await shop.db.payment.findFirstOrThrow()).toMatchObject({ refundedFen: 960 });
  expect(await openReports(shop)).toBe(0);
});

test("a report that cannot even be looked at does not come up every minute", async () => {
  const { shop } = await anUnmatchedReport();
  shop.gateway.queryRefund = async () => {
    throw new Error("out of order");
  };
  await hours(shop, 48);
  const { dueAt } = await shop.db.reportedRefund.findFirstOrThrow();
  expect((dueAt?.getTime() ?? 0) - shop.now().getTime()).toBeGreaterThan(HOUR_MS / 2);
});

test("an owner withdraws no refund while Alipay names a larger sum than was ever paid: ours may be in it", async () => {
  const shop = await testShop();
  const order = await aPaidOrder(shop);
  const { tradeNo } = await shop.db.payment.findFirstOrThrow();
  shop.gateway.answers.refund = { kind: "owner_must_confirm", url: "https://alipay.example/confirm" };
  shop.gateway.answers.queryRefund = { kind: "not_supported" };
  const asked = await ask(shop, order, 480);
  if (!asked.ok) throw new Error(asked.reason);
  const tooMuch = { status: "REFUND_SUCCESS", feeFen: order.totalFen + 480, at: null };
  shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen, { tradeNo, refund: tooMuch }));
  expect(await giveUpRefund(shop, { refundId: asked.refundId, owner: "alice" })).toEqual({ ok: false, reason: "unknown" });
  expect(await shop.db.payment.findFirstOrThrow()).toMatchObject({ refundingFen: 480 });
});
