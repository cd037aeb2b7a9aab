import { describe, expect, test } from "vitest";
import type { Bill, BillRow } from "@/lib/alipay/gateway";
import { makeGateways } from "@/lib/shop/gateways";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { reviewDueRefunds } from "@/lib/shop/refunds/due/due-refunds";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { aTrade, type FakeGateway, fakeGateway } from "@/test/fake-gateway";
import { aWish } from "@/test/owner-wish";
import { aPaidOrder, DAY, HOUR_MS, openKinds, toTheNextMorning, verdictsOf } from "@/test/report-simulation";
import { changeContract, openSimulation } from "@/test/simulation";
import { anOrder, MINUTE_MS, type TestShop, testShop } from "@/test/test-shop";
import { wanted } from "@/test/wishes";
import { reconcileDay } from "./reconcile-day";

describe("the day on which a shop changes from the token protocol to the current one", () => {
  test("fits the bill of the account, which lists what both contracts took and gave back", async () => {
    const simulation = await openSimulation({ kind: "0001" });
    const order = await aPaidOrder(simulation, { priceFen: 2000 });
    await changeContract(simulation, { kind: "keys", previous: "0001" });
    await aPaidOrder(simulation, { priceFen: 1980 });
    const asked = refundOrder(simulation.shop, { orderId: order.orderId, amountFen: 500, reason: "少发一件", wish: aWish() });
    await wanted(simulation, { of: order, fen: 500 }, asked);
    simulation.shop.advance(MINUTE_MS);
    await simulation.emulator.deliverDue();
    while ((await reviewDueRefunds(simulation.shop)) > 0);
    toTheNextMorning(simulation);
    expect(await reconcileDay(simulation.shop, DAY)).toEqual({ ok: true, status: "matched", restored: 0, differences: 0 });
    expect(await verdictsOf(simulation)).toEqual(["same", "same", "same"]);
  });

  test("brings back a payment of the old contract that nobody told of, by asking the old gateway", async () => {
    const simulation = await openSimulation({ kind: "0001" });
    const order = await aPaidOrder(simulation, { priceFen: 2000, unheard: true });
    await changeContract(simulation, { kind: "keys", previous: "0001" });
    toTheNextMorning(simulation);
    simulation.asked.length = 0;
    expect(await reconcileDay(simulation.shop, DAY)).toMatchObject({ ok: true, status: "matched", restored: 1 });
    expect(simulation.asked).toContain("single_trade_query");
    expect(simulation.asked).not.toContain("alipay.trade.query");
    expect(await simulation.shop.db.order.findUniqueOrThrow({ where: { id: order.orderId } })).toMatchObject({ status: "PAID" });
  });

  test("leaves that payment open while the old contract is not configured, and books it when it is back", async () => {
    const simulation = await openSimulation({ kind: "0001" });
    await aPaidOrder(simulation, { priceFen: 2000, unheard: true });
    await changeContract(simulation, { kind: "keys", previous: null });
    toTheNextMorning(simulation);
    expect(await reconcileDay(simulation.shop, DAY)).toMatchObject({ ok: true, status: "differs" });
    expect(await openKinds(simulation)).toEqual(["bill_only_there"]);
    await changeContract(simulation, { kind: "keys", previous: "0001" });
    expect(await reconcileDay(simulation.shop, DAY)).toMatchObject({ ok: true, status: "matched", restored: 1 });
    expect(await openKinds(simulation)).toEqual([]);
  });
});

describe("a shop that changes to another seller", () => {
  const OTHER = "2088000000000009";
  const rowOf = (outTradeNo: string, tradeNo: string, completedAt: Date): BillRow => ({
    ...{ outTradeNo, tradeNo, completedAt },
    ...{ type: "payment", amountFen: 1980, outRequestNo: null },
  });

  const billOf = (...rows: BillRow[]): Bill => ({ kind: "bill", rows, unreadable: [] });

  /** A payment of each seller on one day, and the next morning. */
  async function bothPaid(bill: (row: BillRow, second: BillRow) => { old: Bill; new: Bill }): Promise<TestShop> {
    const before = await testShop();
    const first = await anOrder(before);
    const trade = aTrade(first.outTradeNo, first.totalFen, { paidAt: before.now() });
    await settlePayment(before, trade, "notify");
    const gateway: FakeGateway = { ...fakeGateway(), contract: "openapi:9", protocol: "openapi", sellerId: OTHER };
    const shop = { ...before, gateway, gateways: makeGateways(gateway, before.gateway) };
    const second = await anOrder(shop);
    await startPayment(shop, second.orderId);
    const other = aTrade(second.outTradeNo, second.totalFen, { contract: "openapi:9", sellerId: OTHER, paidAt: shop.now() });
    await settlePayment(shop, other, "notify");
    const row = rowOf(first.outTradeNo, trade.tradeNo, shop.now());
    const bills = bill(row, rowOf(second.outTradeNo, other.tradeNo, shop.now()));
    before.gateway.answers.bill = bills.old;
    gateway.answers.bill = bills.new;
    toTheNextMorning({ shop });
    return shop;
  }

  test("lays both sellers' bills beside its books", async () => {
    const shop = await bothPaid((row, second) => ({ old: billOf(row), new: billOf(second) }));
    expect(await reconcileDay(shop, DAY)).toMatchObject({ ok: true, status: "matched", differences: 0 });
    expect(await verdictsOf({ shop })).toEqual(["same", "same"]);
  });

  test("waits for the bill that is missing, and calls no payment missing meanwhile", async () => {
    const shop = await bothPaid((_, second) => ({ old: { kind: "not_ready" }, new: billOf(second) }));
    shop.advance(20 * HOUR_MS);
    expect(await reconcileDay(shop, DAY)).toMatchObject({ ok: false, reason: "no_bill" });
    expect(await openKinds({ shop })).toEqual([]);
  });

  test("misses nothing that the old seller took when that has no bill at all", async () => {
    const shop = await bothPaid((_, second) => ({ old: { kind: "not_supported" }, new: billOf(second) }));
    const [current, old] = shop.gateways.all;
    if (!current || !old) throw new Error("two contracts");
    const withoutBill = { ...shop, gateways: makeGateways(current, { ...old, hasBill: false }) };
    expect(await reconcileDay(withoutBill, DAY)).toMatchObject({ ok: true, status: "matched", differences: 0 });
    expect(await verdictsOf({ shop })).toEqual(["same"]);
  });

  test("takes the old seller's bill that never comes for that of a day without business, by the evening", async () => {
    const shop = await bothPaid((row, second) => ({ old: { kind: "not_ready" }, new: billOf(row, second) }));
    await shop.db.payment.updateMany({ where: { contract: { not: "openapi:9" } }, data: { contract: "openapi:9" } });
    expect(await reconcileDay(shop, DAY)).toMatchObject({ ok: false, reason: "no_bill" });
    shop.advance(12 * HOUR_MS);
    expect(await reconcileDay(shop, DAY)).toMatchObject({ ok: true, status: "matched" });
  });
});

test("an account whose keys change has its bill fetched once", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  await aPaidOrder(simulation);
  await changeContract(simulation, { kind: "certificates", previous: "keys" });
  toTheNextMorning(simulation);
  simulation.asked.length = 0;
  expect(await reconcileDay(simulation.shop, DAY)).toMatchObject({ ok: true, status: "matched" });
  expect(simulation.asked.filter((service) => service.includes("bill"))).toHaveLength(1);
});
