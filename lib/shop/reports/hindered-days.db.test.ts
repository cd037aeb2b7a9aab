import { describe, expect, test } from "vitest";
import type { BillRow, UnreadableLine } from "@/lib/alipay/gateway";
import { resolveDiscrepancy } from "@/lib/shop/discrepancies/resolve-discrepancy";
import { aPaidOrderHere } from "@/test/paid-here";
import { DAY, HOUR_MS, openKinds, toTheNextMorning, verdictsOf } from "@/test/report-simulation";
import { type TestShop, testShop } from "@/test/test-shop";
import { reconcileDueDays } from "./due-days";
import { getReport } from "./get-report";
import { reconcileDay } from "./reconcile-day";

/** Time passes, without more business; how often the gateway was asked for the bill of the day. */
async function asksOver(shop: TestShop, hours: number): Promise<number> {
  let asked = 0;
  const { fetchBill } = shop.gateway;
  shop.gateway.fetchBill = (day) => {
    if (day !== DAY) return Promise.resolve({ kind: "empty" });
    asked += 1;
    return fetchBill(day);
  };
  for (let passed = 0; passed < hours; passed++) {
    await reconcileDueDays(shop);
    shop.advance(HOUR_MS);
  }
  shop.gateway.fetchBill = fetchBill;
  return asked;
}

async function soldYesterday(): Promise<{ shop: TestShop; row: BillRow }> {
  const shop = await testShop();
  const { outTradeNo, totalFen } = await aPaidOrderHere(shop);
  const { tradeNo, paidAt } = await shop.db.payment.findFirstOrThrow();
  toTheNextMorning({ shop });
  return { shop, row: { tradeNo, outTradeNo, type: "payment", amountFen: totalFen, outRequestNo: null, completedAt: paidAt } };
}

describe("the owner is told, once, and the day rests until the owner tries again", () => {
  test("when its bill cannot be made out", async () => {
    const { shop, row } = await soldYesterday();
    shop.gateway.answers.bill = { kind: "unreadable", detail: "the bill has no heading" };
    expect(await asksOver(shop, 72)).toBe(5);
    expect(await openKinds({ shop })).toEqual(["bill_unreadable"]);
    expect(await shop.db.discrepancy.findFirst()).toMatchObject({ detail: { day: DAY, problem: "the bill has no heading" } });
    expect(await getReport(shop, DAY)).toMatchObject({ status: "unreadable", dueAt: null, lastAnswer: "the bill has no heading" });
    shop.gateway.answers.bill = { kind: "bill", rows: [row], unreadable: [] };
    expect(await asksOver(shop, 24)).toBe(0);
    expect(await reconcileDay(shop, DAY)).toMatchObject({ ok: true, status: "matched" });
    expect(await openKinds({ shop })).toEqual([]);
  });

  test("when what was compared cannot be saved", async () => {
    const { shop, row } = await soldYesterday();
    shop.gateway.answers.bill = { kind: "bill", rows: [row], unreadable: [] };
    await shop.db.$executeRaw`ALTER TABLE report_lines ADD CONSTRAINT no_room CHECK (day <> '2026-11-22') NOT VALID`;
    expect(await asksOver(shop, 72)).toBe(5);
    expect(await openKinds({ shop })).toEqual(["bill_unreadable"]);
    expect(await getReport(shop, DAY)).toMatchObject({ status: "unreadable", dueAt: null });
    expect(await shop.db.billLine.count()).toBe(0);
    await shop.db.$executeRaw`ALTER TABLE report_lines DROP CONSTRAINT no_room`;
    expect(await reconcileDay(shop, DAY)).toMatchObject({ ok: true, status: "matched" });
    expect(await openKinds({ shop })).toEqual([]);
  });

  test("when every look at it kills the process", async () => {
    const { shop } = await soldYesterday();
    shop.gateway.answers.bill = { kind: "empty" };
    await reconcileDueDays(shop);
    // What a process leaves behind that dies in the middle: its mark, its lease, and the time that had come.
    const died = { startedAt: shop.now(), dueAt: shop.now(), status: "waiting", reconciledAt: null };
    await shop.db.discrepancy.deleteMany();
    for (const checks of [1, 2, 3]) {
      await shop.db.dayReport.update({ where: { day: DAY }, data: { ...died, checks } });
      expect(await asksOver(shop, 1), `after ${checks} deaths`).toBe(1);
      await shop.db.discrepancy.deleteMany();
    }
    await shop.db.dayReport.update({ where: { day: DAY }, data: { ...died, checks: 4, dueAt: shop.now() } });
    expect(await asksOver(shop, 24)).toBe(0);
    expect(await openKinds({ shop })).toEqual(["bill_unreadable"]);
    expect(await getReport(shop, DAY)).toMatchObject({ status: "unreadable", dueAt: null, startedAt: null });
  });

  test("when Alipay keeps no bill of so long ago, at once", async () => {
    const { shop } = await soldYesterday();
    shop.gateway.answers.bill = { kind: "too_old" };
    expect(await asksOver(shop, 48)).toBe(1);
    expect(await openKinds({ shop })).toEqual(["bill_missing"]);
    expect(await getReport(shop, DAY)).toMatchObject({ status: "no_bill", dueAt: null });
    expect(await reconcileDay(shop, DAY)).toEqual({ ok: false, reason: "no_bill", isOver: true });
  });

  test("and not before three days are over when Alipay gives no answer", async () => {
    const { shop } = await soldYesterday();
    shop.gateway.answers.bill = { kind: "unknown", detail: "system error" };
    await asksOver(shop, 71);
    expect(await openKinds({ shop })).toEqual([]);
    await asksOver(shop, 12);
    expect(await openKinds({ shop })).toEqual(["bill_missing"]);
    const [found] = await shop.db.discrepancy.findMany();
    await resolveDiscrepancy(shop, { id: found?.id ?? 0n, resolution: "已在商家中心核对", by: "owner" });
    expect(await asksOver(shop, 24)).toBe(0);
    expect(await openKinds({ shop })).toEqual([]);
  });

  test("but an earlier comparison stands when the day is compared again and cannot be", async () => {
    const { shop, row } = await soldYesterday();
    shop.gateway.answers.bill = { kind: "bill", rows: [row], unreadable: [] };
    await reconcileDueDays(shop);
    shop.gateway.answers.bill = { kind: "unreadable", detail: "is no ZIP archive" };
    expect(await reconcileDay(shop, DAY)).toEqual({ ok: false, reason: "unreadable", isOver: false });
    await asksOver(shop, 24);
    expect(await getReport(shop, DAY)).toMatchObject({ status: "matched", dueAt: null });
    expect(await verdictsOf({ shop })).toEqual(["same"]);
  });
});

describe("lines that cannot be read", () => {
  const unreadable = (tradeNo: string | null): UnreadableLine[] => [{ line: 7, tradeNo, problem: "完成时间 cannot be read" }];

  test("are one discrepancy of the day, and gone when a later bill can be read", async () => {
    const { shop, row } = await soldYesterday();
    shop.gateway.answers.bill = { kind: "bill", rows: [row], unreadable: [...unreadable("99"), ...unreadable(null)] };
    expect(await reconcileDay(shop, DAY)).toMatchObject({ ok: true, status: "differs", differences: 2 });
    expect(await openKinds({ shop })).toEqual(["bill_unreadable"]);
    expect(await getReport(shop, DAY)).toMatchObject({ unreadable: 2, dueAt: null });
    await reconcileDay(shop, DAY);
    expect(await openKinds({ shop })).toEqual(["bill_unreadable"]);
    shop.gateway.answers.bill = { kind: "bill", rows: [row], unreadable: [] };
    expect(await reconcileDay(shop, DAY)).toMatchObject({ status: "matched", differences: 0 });
    expect(await openKinds({ shop })).toEqual([]);
  });

  test("make no payment of ours a missing one whose trade they name", async () => {
    const { shop, row } = await soldYesterday();
    shop.gateway.answers.bill = { kind: "bill", rows: [], unreadable: unreadable(row.tradeNo) };
    expect(await reconcileDay(shop, DAY)).toMatchObject({ status: "differs", differences: 1 });
    expect(await verdictsOf({ shop })).toEqual(["unreadable"]);
    expect(await openKinds({ shop })).toEqual(["bill_unreadable"]);
  });

  test("settle nothing that was found before", async () => {
    const { shop, row } = await soldYesterday();
    shop.gateway.answers.bill = { kind: "empty" };
    await reconcileDay(shop, DAY);
    shop.gateway.answers.bill = { kind: "bill", rows: [], unreadable: unreadable(row.tradeNo) };
    await reconcileDay(shop, DAY);
    expect((await openKinds({ shop })).sort()).toEqual(["bill_only_here", "bill_unreadable"]);
  });
});

test("days on which the old protocol had no bills are compared once the new one has them", async () => {
  const { shop, row } = await soldYesterday();
  shop.gateway.answers.bill = { kind: "not_supported" };
  expect(await reconcileDay(shop, DAY)).toMatchObject({ reason: "not_supported" });
  expect(await getReport(shop, DAY)).toMatchObject({ status: "not_supported", dueAt: null });
  shop.gateway.answers.bill = { kind: "bill", rows: [row], unreadable: [] };
  await reconcileDueDays(shop);
  expect(await getReport(shop, DAY)).toMatchObject({ status: "matched" });
});
