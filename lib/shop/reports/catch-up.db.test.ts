import { describe, expect, test } from "vitest";
import { DAY_MS, dayAfter, dayOf } from "@/lib/shop/day";
import { postPayment } from "@/lib/shop/ledger/post-transfer";
import { CONTRACT } from "@/test/fake-gateway";
import { aPaidOrderHere } from "@/test/paid-here";
import { DAY, HOUR_MS, openKinds, toTheNextMorning } from "@/test/report-simulation";
import { type TestShop, testShop } from "@/test/test-shop";
import { reconcileDueDays } from "./due-days";
import { getReport } from "./get-report";
import { reconcileDay } from "./reconcile-day";

const compareAllDue = async (shop: TestShop) => {
  while ((await reconcileDueDays(shop)) > 0);
};
const statuses = async (shop: TestShop) => {
  const reports = await shop.db.dayReport.findMany({ orderBy: { day: "asc" } });
  return reports.map(({ day, status }) => [day, status]);
};

describe("an owner whose shop was down", () => {
  test("for a hundred days finds every one of them compared", async () => {
    const shop = await testShop();
    shop.gateway.answers.bill = { kind: "empty" };
    await aPaidOrderHere(shop);
    toTheNextMorning({ shop });
    await compareAllDue(shop);
    shop.advance(100 * DAY_MS);
    await compareAllDue(shop);
    const days = await statuses(shop);
    expect(days).toHaveLength(101);
    expect(days.at(0)).toEqual([DAY, "differs"]);
    expect(days.slice(1).every(([, status]) => status === "empty")).toBe(true);
    expect(days.at(-1)?.[0]).toBe(dayAfter(dayOf(shop.now()), -1));
  });

  test("before there was any report finds the days since the first order", async () => {
    const shop = await testShop();
    shop.gateway.answers.bill = { kind: "empty" };
    await aPaidOrderHere(shop);
    shop.advance(9 * DAY_MS + HOUR_MS);
    await compareAllDue(shop);
    expect(await statuses(shop)).toHaveLength(9);
    expect(await openKinds({ shop })).toEqual(["bill_only_here"]);
  });

  test("and who compares yesterday by hand at once finds the days before it compared as well", async () => {
    const shop = await testShop();
    shop.gateway.answers.bill = { kind: "empty" };
    await aPaidOrderHere(shop);
    shop.advance(9 * DAY_MS + HOUR_MS);
    await reconcileDay(shop, dayAfter(dayOf(shop.now()), -1));
    await compareAllDue(shop);
    expect(await statuses(shop)).toHaveLength(9);
  });
});

describe("a bill that will not come", () => {
  test("of a day that was over long ago is asked for a few times only, and then the owner is told", async () => {
    const shop = await testShop();
    await aPaidOrderHere(shop);
    shop.advance(40 * DAY_MS);
    let asked = 0;
    shop.gateway.fetchBill = async (day) => {
      if (day === DAY) asked += 1;
      return { kind: "not_ready" };
    };
    for (let hours = 0; hours < 24; hours++) {
      await compareAllDue(shop);
      shop.advance(HOUR_MS);
    }
    expect(asked).toBeLessThanOrEqual(4);
    expect(await openKinds({ shop })).toEqual(["bill_missing"]);
    expect(await getReport(shop, DAY)).toMatchObject({ dueAt: null });
  });

  test("does not make a day that was compared before be asked about for ever", async () => {
    const shop = await testShop();
    await aPaidOrderHere(shop);
    toTheNextMorning({ shop });
    const stranger = { tradeNo: "2026112299999999", outTradeNo: "XP2026112200000000000000000001", outRequestNo: null };
    shop.gateway.answers.bill = {
      kind: "bill",
      unreadable: [],
      rows: [{ ...stranger, type: "payment", amountFen: 500, completedAt: shop.now() }],
    };
    await reconcileDay(shop, DAY);
    // The stranger's payment comes into our books after all, and from then on no bill is to be had any more.
    shop.advance(1000);
    const { tradeNo, outTradeNo } = stranger;
    const held = {
      tradeNo,
      outTradeNo,
      contract: CONTRACT,
      amountFen: 500,
      disposition: "held",
      paidAt: shop.now(),
      source: "query",
      createdAt: shop.now(),
    };
    const { id: paymentId } = await shop.db.payment.create({ data: held });
    await postPayment(shop.db, { paymentId, disposition: "held", amountFen: held.amountFen, at: shop.now() });
    const seen = { kind: "unknown_order", dedupeKey: `unknown_order:${tradeNo}`, tradeNo, resolvedAt: shop.now(), resolution: "已核对" };
    await shop.db.discrepancy.create({ data: seen });
    shop.gateway.answers.bill = { kind: "not_ready" };
    let asked = 0;
    const { fetchBill } = shop.gateway;
    shop.gateway.fetchBill = (day) => {
      if (day === DAY) asked += 1;
      return fetchBill(day);
    };
    for (let hours = 0; hours < 24 * 12; hours++) {
      shop.advance(HOUR_MS);
      await reconcileDueDays(shop);
    }
    expect(asked).toBeLessThan(60);
    expect(await getReport(shop, DAY)).toMatchObject({ dueAt: null });
  });
});
