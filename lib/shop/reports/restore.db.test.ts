import { describe, expect, test } from "vitest";
import { checkRefunds } from "@/test/check-refunds";
import { forgetOrder } from "@/test/forget-order";
import { aPaidOrder, DAY, goWrong, openKinds, toTheNextMorning, verdictsOf } from "@/test/report-street";
import type { TestOrder } from "@/test/test-shop";
import { letTimePass, type TestStreet, testStreet } from "@/test/test-street";
import { refundOrder } from "../refunds/refund-order";
import { getReport } from "./get-report";
import { reconcileDay } from "./reconcile-day";
import { reconcileDueDays } from "./reconcile-due-days";

test("an owner who restores yesterday's backup gets back every payment since, by itself", async () => {
  const street = await testStreet({ kind: "keys" });
  const { db } = street.shop;
  const before = await aPaidOrder(street);
  toTheNextMorning(street);
  expect(await reconcileDueDays(street.shop)).toBe(1);

  // Two days of business after the backup: of one order the backup has nothing, the other was waiting to be paid.
  const unknown = await aPaidOrder(street, { priceFen: 3000 });
  const waiting = await aPaidOrder(street, { priceFen: 4000, unheard: true });
  toTheNextMorning(street);
  await forgetOrder(street.shop, unknown.orderId);

  // The clock says ten in the morning of the day after: the days since the last report come up by themselves.
  while ((await reconcileDueDays(street.shop)) > 0);
  const trades = await street.trades();
  expect((await db.payment.findMany()).map(({ tradeNo }) => tradeNo).sort()).toEqual(trades.map(({ trade_no }) => trade_no).sort());
  const statuses = await db.order.findMany({ where: { id: { in: [before.orderId, waiting.orderId] } }, select: { status: true } });
  expect(statuses).toEqual([{ status: "PAID" }, { status: "PAID" }]);
  expect(await openKinds(street)).toEqual(["unknown_order"]);
  expect(await getReport(street.shop, "2026-11-23")).toMatchObject({ status: "matched", restored: 2, differences: 0 });
});

test("a question that has no answer leaves the payment under the owner's eyes and the day due again", async () => {
  const street = await testStreet({ kind: "keys" });
  const order = await aPaidOrder(street, { unheard: true });
  await aPaidOrder(street, { priceFen: 500, unheard: true });
  toTheNextMorning(street);
  await goWrong(street, { fault: "reset", match: { service: "alipay.trade.query", out_trade_no: order.outTradeNo } });
  await reconcileDueDays(street.shop);
  expect((await verdictsOf(street)).sort()).toEqual(["only_there", "restored"]);
  expect(await openKinds(street)).toEqual(["bill_only_there"]);
  street.shop.advance(10 * 60_000);
  expect(await reconcileDueDays(street.shop)).toBe(1);
  expect(await verdictsOf(street)).toEqual(["restored", "restored"]);
  expect(await openKinds(street)).toEqual([]);
});

test("a payment that nobody told of is asked for, and its order is paid after all", async () => {
  const street = await testStreet({ kind: "certificates" });
  const order = await aPaidOrder(street, { unheard: true });
  toTheNextMorning(street);
  expect(await reconcileDay(street.shop, DAY)).toMatchObject({ ok: true, status: "matched", restored: 1 });
  expect(await street.shop.db.order.findUniqueOrThrow({ where: { id: order.orderId } })).toMatchObject({ status: "PAID" });
  expect(await reconcileDay(street.shop, DAY)).toMatchObject({ ok: true, status: "matched", restored: 1 });
  expect(await street.shop.db.payment.count()).toBe(1);
  expect(await openKinds(street)).toEqual([]);
});

describe("refunds that were made behind the shop's back", () => {
  const atConsole = (street: TestStreet, { outTradeNo }: TestOrder, amount: string) =>
    street.control("POST", `/control/trades/${outTradeNo}/refund`, { amount });
  const numbers = async ({ shop }: TestStreet) =>
    (await shop.db.refund.findMany({ where: { status: "DONE" } })).map(({ outRequestNo }) => outRequestNo).sort();
  const numbersThere = async ({ control }: TestStreet) => {
    const { trades } = (await control("GET", "/control/trades")) as { trades: { refunds: { out_request_no: string }[] }[] };
    return trades.flatMap(({ refunds }) => refunds.map(({ out_request_no }) => out_request_no)).sort();
  };

  test("and that nobody told of come into our books with the bill, once", async () => {
    const street = await testStreet({ kind: "keys" });
    const order = await aPaidOrder(street);
    await goWrong(street, { fault: "lose-notification", times: "always" });
    await atConsole(street, order, "4.80");
    toTheNextMorning(street);
    expect(await reconcileDay(street.shop, DAY)).toEqual({ ok: true, status: "matched", restored: 1, differences: 0 });
    expect(await reconcileDay(street.shop, DAY)).toEqual({ ok: true, status: "matched", restored: 1, differences: 0 });
    expect(await numbers(street)).toEqual(await numbersThere(street));
    await checkRefunds(street);
  });

  test("and that Alipay does not answer for stay under the owner's eyes until it does", async () => {
    const street = await testStreet({ kind: "keys" });
    const order = await aPaidOrder(street);
    await goWrong(street, { fault: "lose-notification", times: "always" });
    await atConsole(street, order, "4.80");
    toTheNextMorning(street);
    await goWrong(street, { fault: "reset", match: { service: "alipay.trade.fastpay.refund.query" } });
    expect(await reconcileDay(street.shop, DAY)).toMatchObject({ ok: true, status: "differs", differences: 1 });
    expect(await openKinds(street)).toEqual(["bill_refund_differs"]);
    await reconcileDay(street.shop, DAY);
    expect(await openKinds(street)).toEqual([]);
    await checkRefunds(street);
  });

  test.each([["19.80"], ["4.80", "15.00"]])(
    "of a trade that the shop never knew: nothing is owed, and nothing is left to do (%s %s)",
    async (...amounts) => {
      const street = await testStreet({ kind: "keys" });
      const order = await aPaidOrder(street, { unheard: true });
      await forgetOrder(street.shop, order.orderId);
      for (const amount of amounts) await atConsole(street, order, amount);
      await aPaidOrder(street, { unheard: true });
      toTheNextMorning(street);
      await reconcileDueDays(street.shop);
      expect(await getReport(street.shop, DAY)).toMatchObject({ status: "matched", differences: 0 });
      expect(await openKinds(street)).toEqual([]);
      expect(await street.shop.db.discrepancy.findMany()).toMatchObject([
        { kind: "refund_seen", resolution: expect.stringContaining("原路退款") },
      ]);
      await letTimePass(street, 60_000);
      expect(await numbers(street)).toEqual(await numbersThere(street));
      await checkRefunds(street);
    },
  );

  test("a day later resolve the day before too, which had only found the payment", async () => {
    const street = await testStreet({ kind: "keys" });
    const order = await aPaidOrder(street, { unheard: true });
    await forgetOrder(street.shop, order.orderId);
    await aPaidOrder(street, { unheard: true });
    toTheNextMorning(street);
    const silence = { fault: "reset", match: { service: "alipay.trade.query", out_trade_no: order.outTradeNo }, times: "always" };
    await goWrong(street, silence);
    await reconcileDay(street.shop, DAY);
    await street.shop.db.dayReport.updateMany({ data: { dueAt: null } });
    expect(await openKinds(street)).toEqual(["bill_only_there"]);
    await street.control("DELETE", "/control/faults");
    await goWrong(street, { fault: "lose-notification", times: "always" });
    await atConsole(street, order, "19.80");
    toTheNextMorning(street);
    expect(await reconcileDueDays(street.shop)).toBe(2);
    expect(await openKinds(street)).toEqual([]);
    expect([await verdictsOf(street), await verdictsOf(street, "2026-11-23")]).toEqual([["same", "restored"], ["restored"]]);
    await checkRefunds(street);
  });

  test("in part, of a trade that the shop never knew: what is left is held for the owner", async () => {
    const street = await testStreet({ kind: "keys" });
    const order = await aPaidOrder(street, { unheard: true });
    await forgetOrder(street.shop, order.orderId);
    await atConsole(street, order, "4.80");
    await aPaidOrder(street, { unheard: true });
    toTheNextMorning(street);
    await reconcileDueDays(street.shop);
    expect(await openKinds(street)).toEqual(["unknown_order"]);
    expect(await street.shop.db.payment.findFirstOrThrow({ where: { disposition: "held" } })).toMatchObject({
      amountFen: 1980n,
      refundedFen: 480n,
    });
    await checkRefunds(street);
  });
});

test("an owner who restores a backup of before a refund gets that refund back, as one", async () => {
  const street = await testStreet({ kind: "keys" });
  const order = await aPaidOrder(street);
  await refundOrder(street.shop, { orderId: order.orderId, amountFen: 480, reason: "少发一件", by: "owner" });
  await street.shop.db.refund.deleteMany();
  await street.shop.db.payment.updateMany({ data: { refundingFen: 0, refundedFen: 0 } });
  toTheNextMorning(street);
  expect(await reconcileDay(street.shop, DAY)).toMatchObject({ ok: true, status: "matched", restored: 1 });
  await letTimePass(street, 60_000);
  await checkRefunds(street);
});
