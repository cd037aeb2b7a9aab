import { describe, expect, test } from "vitest";
import { resolveDiscrepancy } from "@/lib/shop/discrepancies/resolve-discrepancy";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { aWish } from "@/test/owner-wish";
import { aPaidOrderHere } from "@/test/paid-here";
import { aPaidOrder, DAY, goWrong, HOUR_MS, openKinds, toTheNextMorning, verdictsOf } from "@/test/report-simulation";
import { openSimulation } from "@/test/simulation";
import { testShop } from "@/test/test-shop";
import { wanted } from "@/test/wishes";
import { reconcileDueDays } from "./due-days";
import { getReport } from "./get-report";
import { reconcileDay } from "./reconcile-day";

describe("the morning after, on real bills", () => {
  test("a day that fits is told with its counts and sums", async () => {
    const simulation = await openSimulation({ kind: "keys" });
    await aPaidOrder(simulation, { priceFen: 1980 });
    await aPaidOrder(simulation, { priceFen: 2000 });
    toTheNextMorning(simulation);
    expect(await reconcileDay(simulation.shop, DAY)).toEqual({ ok: true, status: "matched", restored: 0, differences: 0 });
    expect(await getReport(simulation.shop, DAY)).toMatchObject({
      bill: { payments: 2, paymentsFen: 3980, refunds: 0 },
      ours: { payments: 2, paymentsFen: 3980 },
    });
    expect(await verdictsOf(simulation)).toEqual(["same", "same"]);
    expect(await openKinds(simulation)).toEqual([]);
  });

  test("a refund of a part stands in both books", async () => {
    const simulation = await openSimulation({ kind: "keys" });
    const order = await aPaidOrder(simulation, { priceFen: 2000 });
    const refunding = refundOrder(simulation.shop, { orderId: order.orderId, amountFen: 500, reason: "少发一件", wish: aWish() });
    await wanted(simulation, { of: order, fen: 500 }, refunding);
    toTheNextMorning(simulation);
    expect(await reconcileDay(simulation.shop, DAY)).toMatchObject({ ok: true, status: "matched" });
    expect(await getReport(simulation.shop, DAY)).toMatchObject({
      bill: { refunds: 1, refundsFen: 500 },
      ours: { refunds: 1, refundsFen: 500 },
    });
  });

  test("a line that nobody knows, a missing line and another amount are three things that the owner sees, once each", async () => {
    const simulation = await openSimulation({ kind: "keys" });
    const missing = await aPaidOrder(simulation, { priceFen: 1000 });
    const other = await aPaidOrder(simulation, { priceFen: 2000 });
    toTheNextMorning(simulation);
    const faults = [
      { fault: "missing-row", match: { out_trade_no: missing.outTradeNo }, times: 2 },
      { fault: "wrong-amount", match: { channel: "bill", out_trade_no: other.outTradeNo }, amountFen: 1, times: 2 },
      { fault: "extra-row", amountFen: 77, outTradeNo: "XP20261122000000000000000077", times: 1 },
    ];
    await goWrong(simulation, ...faults);
    expect(await reconcileDay(simulation.shop, DAY)).toMatchObject({ ok: true, status: "differs", differences: 3 });
    expect((await openKinds(simulation)).sort()).toEqual(["bill_amount_differs", "bill_only_here", "bill_only_there"]);

    await reconcileDay(simulation.shop, DAY);
    expect((await openKinds(simulation)).sort()).toEqual(["bill_amount_differs", "bill_only_here"]);

    expect(await reconcileDay(simulation.shop, DAY)).toMatchObject({ ok: true, status: "matched" });
    expect(await openKinds(simulation)).toEqual([]);
    expect(await simulation.shop.db.discrepancy.count()).toBe(3);
  });

  test("what resolved itself comes back with its cause, and what the owner resolved does not", async () => {
    const simulation = await openSimulation({ kind: "keys" });
    const order = await aPaidOrder(simulation);
    toTheNextMorning(simulation);
    const hideRow = () => goWrong(simulation, { fault: "missing-row", match: { out_trade_no: order.outTradeNo } });
    for (const expected of [["bill_only_here"], [], ["bill_only_here"]]) {
      if (expected.length > 0) await hideRow();
      await reconcileDay(simulation.shop, DAY);
      expect(await openKinds(simulation)).toEqual(expected);
    }
    const { id } = await simulation.shop.db.discrepancy.findFirstOrThrow();
    await resolveDiscrepancy(simulation.shop, { id, resolution: "已在商家中心核对到账", by: "owner" });
    await hideRow();
    await reconcileDay(simulation.shop, DAY);
    expect(await openKinds(simulation)).toEqual([]);
  });

  test.each(["hang", "garbage", "wrong-signature", "system-error"])(
    "a bill that comes as %s changes nothing and is fetched again",
    async (fault) => {
      const simulation = await openSimulation({ kind: "keys" });
      await aPaidOrder(simulation);
      toTheNextMorning(simulation);
      await goWrong(simulation, { fault, match: { service: "alipay.data.dataservice.bill.downloadurl.query" } });
      expect(await reconcileDueDays(simulation.shop)).toBe(1);
      expect(await getReport(simulation.shop, DAY)).toMatchObject({ status: "waiting", reconciledAt: null });
      expect(await reconcileDueDays(simulation.shop)).toBe(0);
      simulation.shop.advance(10 * 60_000);
      expect(await reconcileDueDays(simulation.shop)).toBe(1);
      expect(await getReport(simulation.shop, DAY)).toMatchObject({ status: "matched", dueAt: null, lastAnswer: null });
    },
  );

  test("an archive that is cut short is not taken for a shorter day", async () => {
    const simulation = await openSimulation({ kind: "keys" });
    await aPaidOrder(simulation);
    toTheNextMorning(simulation);
    await goWrong(simulation, { fault: "garbage", match: { service: "bill.download" } });
    expect(await reconcileDay(simulation.shop, DAY)).toEqual({ ok: false, reason: "unreadable", isOver: false });
    expect(await openKinds(simulation)).toEqual([]);
  });
});

test("a payment at midnight that the bill has on the next day is no difference once both days are compared", async () => {
  const shop = await testShop();
  const { outTradeNo, totalFen } = await aPaidOrderHere(shop);
  shop.advance(49 * HOUR_MS);
  const { tradeNo } = await shop.db.payment.findFirstOrThrow();
  shop.gateway.answers.bill = { kind: "empty" };
  await reconcileDay(shop, DAY);
  expect(await openKinds({ shop })).toEqual(["bill_only_here"]);
  const completedAt = new Date("2026-11-22T16:00:01Z");
  shop.gateway.answers.bill = {
    kind: "bill",
    unreadable: [],
    rows: [{ tradeNo, outTradeNo, type: "payment", amountFen: totalFen, outRequestNo: null, completedAt }],
  };
  await reconcileDay(shop, "2026-11-23");
  expect(await openKinds({ shop })).toEqual([]);
  shop.gateway.answers.bill = { kind: "empty" };
  expect(await reconcileDay(shop, DAY)).toMatchObject({ ok: true, status: "empty" });
});

test("two instances share the days: each is compared by one of them", async () => {
  const shop = await testShop();
  await aPaidOrderHere(shop);
  shop.advance(25 * HOUR_MS);
  shop.gateway.answers.bill = { kind: "empty" };
  const looked = await Promise.all([reconcileDueDays(shop), reconcileDueDays(shop), reconcileDueDays(shop)]);
  expect(looked.reduce((sum, count) => sum + count, 0)).toBe(1);
});
