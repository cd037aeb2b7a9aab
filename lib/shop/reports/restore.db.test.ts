import { describe, expect, test } from "vitest";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { checkRefunds } from "@/test/check-refunds";
import { forgetOrder, forgetRefunds } from "@/test/forget-order";
import { aWish } from "@/test/owner-wish";
import { aPaidOrder, DAY, goWrong, openKinds, toTheNextMorning, verdictsOf } from "@/test/report-simulation";
import { letTimePass, openSimulation, type Simulation } from "@/test/simulation";
import type { TestOrder } from "@/test/test-shop";
import { wanted } from "@/test/wishes";
import { reconcileDueDays } from "./due-days";
import { getReport } from "./get-report";
import { reconcileDay } from "./reconcile-day";

test("an owner who restores yesterday's backup gets back every payment since, by itself", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  const { db } = simulation.shop;
  const before = await aPaidOrder(simulation);
  toTheNextMorning(simulation);
  expect(await reconcileDueDays(simulation.shop)).toBe(1);

  // Two days of business after the backup: of one order the backup has nothing, the other was waiting to be paid.
  const unknown = await aPaidOrder(simulation, { priceFen: 3000 });
  const waiting = await aPaidOrder(simulation, { priceFen: 4000, unheard: true });
  toTheNextMorning(simulation);
  await forgetOrder(simulation.shop, unknown.orderId);

  // The clock says ten in the morning of the day after: the days since the last report come up by themselves.
  while ((await reconcileDueDays(simulation.shop)) > 0);
  const trades = await simulation.trades();
  expect((await db.payment.findMany()).map(({ tradeNo }) => tradeNo).sort()).toEqual(trades.map(({ trade_no }) => trade_no).sort());
  const statuses = await db.order.findMany({ where: { id: { in: [before.orderId, waiting.orderId] } }, select: { status: true } });
  expect(statuses).toEqual([{ status: "PAID" }, { status: "PAID" }]);
  expect(await openKinds(simulation)).toEqual(["unknown_order"]);
  expect(await getReport(simulation.shop, "2026-11-23")).toMatchObject({ status: "matched", restored: 2, differences: 0 });
});

test("a question that has no answer leaves the payment under the owner's eyes and the day due again", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  const order = await aPaidOrder(simulation, { unheard: true });
  await aPaidOrder(simulation, { priceFen: 500, unheard: true });
  toTheNextMorning(simulation);
  await goWrong(simulation, { fault: "reset", match: { service: "alipay.trade.query", out_trade_no: order.outTradeNo } });
  await reconcileDueDays(simulation.shop);
  expect((await verdictsOf(simulation)).sort()).toEqual(["only_there", "restored"]);
  expect(await openKinds(simulation)).toEqual(["bill_only_there"]);
  simulation.shop.advance(10 * 60_000);
  expect(await reconcileDueDays(simulation.shop)).toBe(1);
  expect(await verdictsOf(simulation)).toEqual(["restored", "restored"]);
  expect(await openKinds(simulation)).toEqual([]);
});

test("a payment that nobody told of is asked for, and its order is paid after all", async () => {
  const simulation = await openSimulation({ kind: "certificates" });
  const order = await aPaidOrder(simulation, { unheard: true });
  toTheNextMorning(simulation);
  expect(await reconcileDay(simulation.shop, DAY)).toMatchObject({ ok: true, status: "matched", restored: 1 });
  expect(await simulation.shop.db.order.findUniqueOrThrow({ where: { id: order.orderId } })).toMatchObject({ status: "PAID" });
  expect(await reconcileDay(simulation.shop, DAY)).toMatchObject({ ok: true, status: "matched", restored: 1 });
  expect(await simulation.shop.db.payment.count()).toBe(1);
  expect(await openKinds(simulation)).toEqual([]);
});

describe("refunds that were made behind the shop's back", () => {
  const atConsole = (simulation: Simulation, { outTradeNo }: TestOrder, amount: string) =>
    simulation.control("POST", `/control/trades/${outTradeNo}/refund`, { amount });
  const numbers = async ({ shop }: Simulation) =>
    (await shop.db.refund.findMany({ where: { status: "DONE" } })).map(({ outRequestNo }) => outRequestNo).sort();
  const numbersThere = async ({ control }: Simulation) => {
    const { trades } = (await control("GET", "/control/trades")) as { trades: { refunds: { out_request_no: string }[] }[] };
    return trades.flatMap(({ refunds }) => refunds.map(({ out_request_no }) => out_request_no)).sort();
  };

  test("and that nobody told of come into our books with the bill, once", async () => {
    const simulation = await openSimulation({ kind: "keys" });
    const order = await aPaidOrder(simulation);
    await goWrong(simulation, { fault: "lose-notification", times: "always" });
    await atConsole(simulation, order, "4.80");
    toTheNextMorning(simulation);
    expect(await reconcileDay(simulation.shop, DAY)).toEqual({ ok: true, status: "matched", restored: 1, differences: 0 });
    expect(await reconcileDay(simulation.shop, DAY)).toEqual({ ok: true, status: "matched", restored: 1, differences: 0 });
    expect(await numbers(simulation)).toEqual(await numbersThere(simulation));
    await checkRefunds(simulation);
  });

  test("and that Alipay does not answer for stay under the owner's eyes until it does", async () => {
    const simulation = await openSimulation({ kind: "keys" });
    const order = await aPaidOrder(simulation);
    await goWrong(simulation, { fault: "lose-notification", times: "always" });
    await atConsole(simulation, order, "4.80");
    toTheNextMorning(simulation);
    await goWrong(simulation, { fault: "reset", match: { service: "alipay.trade.fastpay.refund.query" } });
    expect(await reconcileDay(simulation.shop, DAY)).toMatchObject({ ok: true, status: "differs", differences: 1 });
    expect(await openKinds(simulation)).toEqual(["bill_refund_differs"]);
    await reconcileDay(simulation.shop, DAY);
    expect(await openKinds(simulation)).toEqual([]);
    await checkRefunds(simulation);
  });

  test.each([["19.80"], ["4.80", "15.00"]])(
    "of a trade that the shop never knew: nothing is owed, and nothing is left to do (%s %s)",
    async (...amounts) => {
      const simulation = await openSimulation({ kind: "keys" });
      const order = await aPaidOrder(simulation, { unheard: true });
      await forgetOrder(simulation.shop, order.orderId);
      for (const amount of amounts) await atConsole(simulation, order, amount);
      await aPaidOrder(simulation, { unheard: true });
      toTheNextMorning(simulation);
      await reconcileDueDays(simulation.shop);
      expect(await getReport(simulation.shop, DAY)).toMatchObject({ status: "matched", differences: 0 });
      expect(await openKinds(simulation)).toEqual([]);
      expect(await simulation.shop.db.discrepancy.findMany()).toMatchObject([{ kind: "refund_seen", resolvedAs: "refunded_in_full" }]);
      await letTimePass(simulation, 60_000);
      expect(await numbers(simulation)).toEqual(await numbersThere(simulation));
      await checkRefunds(simulation);
    },
  );

  test("a day later resolve the day before too, which had only found the payment", async () => {
    const simulation = await openSimulation({ kind: "keys" });
    const order = await aPaidOrder(simulation, { unheard: true });
    await forgetOrder(simulation.shop, order.orderId);
    await aPaidOrder(simulation, { unheard: true });
    toTheNextMorning(simulation);
    const silence = { fault: "reset", match: { service: "alipay.trade.query", out_trade_no: order.outTradeNo }, times: "always" };
    await goWrong(simulation, silence);
    await reconcileDay(simulation.shop, DAY);
    await simulation.shop.db.dayReport.updateMany({ data: { dueAt: null } });
    expect(await openKinds(simulation)).toEqual(["bill_only_there"]);
    await simulation.control("DELETE", "/control/faults");
    await goWrong(simulation, { fault: "lose-notification", times: "always" });
    await atConsole(simulation, order, "19.80");
    toTheNextMorning(simulation);
    expect(await reconcileDueDays(simulation.shop)).toBe(2);
    expect(await openKinds(simulation)).toEqual([]);
    // Both payments are of one second, so that their numbers decide which comes first.
    expect((await verdictsOf(simulation)).sort()).toEqual(["restored", "same"]);
    expect(await verdictsOf(simulation, "2026-11-23")).toEqual(["restored"]);
    await checkRefunds(simulation);
  });

  test("in part, of a trade that the shop never knew: what is left is held for the owner", async () => {
    const simulation = await openSimulation({ kind: "keys" });
    const order = await aPaidOrder(simulation, { unheard: true });
    await forgetOrder(simulation.shop, order.orderId);
    await atConsole(simulation, order, "4.80");
    await aPaidOrder(simulation, { unheard: true });
    toTheNextMorning(simulation);
    await reconcileDueDays(simulation.shop);
    expect(await openKinds(simulation)).toEqual(["unknown_order"]);
    expect(await simulation.shop.db.payment.findFirstOrThrow({ where: { disposition: "held" } })).toMatchObject({
      amountFen: 1980,
      refundedFen: 480,
    });
    await checkRefunds(simulation);
  });
});

test("an owner who restores a backup of before a refund gets that refund back, as one", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  const order = await aPaidOrder(simulation);
  const refunding = refundOrder(simulation.shop, { orderId: order.orderId, amountFen: 480, reason: "少发一件", wish: aWish() });
  await wanted(simulation, { of: order, fen: 480 }, refunding);
  await forgetRefunds(simulation.shop);
  toTheNextMorning(simulation);
  expect(await reconcileDay(simulation.shop, DAY)).toMatchObject({ ok: true, status: "matched", restored: 1 });
  await letTimePass(simulation, 60_000);
  await checkRefunds(simulation);
});
