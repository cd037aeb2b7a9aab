import { describe, expect, test } from "vitest";
import { aPaidOrderHere } from "@/test/paid-here";
import { aPaidOrder, DAY, HOUR_MS, openKinds, toTheNextMorning } from "@/test/report-simulation";
import { openSimulation } from "@/test/simulation";
import { anOrder, testShop } from "@/test/test-shop";
import { reconcileDueDays } from "./due-days";
import { getReport } from "./get-report";
import { reconcileDay } from "./reconcile-day";

describe("a day without a bill", () => {
  test("is empty when the shop knows of nothing either, and is asked for once more in the evening", async () => {
    const shop = await testShop();
    await anOrder(shop);
    toTheNextMorning({ shop });
    shop.gateway.answers.bill = { kind: "not_ready" };
    expect(await reconcileDueDays(shop)).toBe(1);
    expect(await getReport(shop, DAY)).toMatchObject({ status: "empty", dueAt: new Date("2026-11-23T12:00:00Z") });
    shop.advance(10 * HOUR_MS);
    expect(await reconcileDueDays(shop)).toBe(1);
    expect(await getReport(shop, DAY)).toMatchObject({ status: "empty", dueAt: null });
  });

  test("is waited for when there was business, and after three days the owner is told", async () => {
    const shop = await testShop();
    await aPaidOrderHere(shop);
    toTheNextMorning({ shop });
    shop.gateway.answers.bill = { kind: "not_ready" };
    await reconcileDueDays(shop);
    expect(await getReport(shop, DAY)).toMatchObject({ status: "waiting", lastAnswer: "not_ready" });
    for (let looked = 1; looked < 39; looked++) expect(await reconcileDay(shop, DAY)).toMatchObject({ ok: false, reason: "no_bill" });
    expect(await openKinds({ shop })).toEqual(["bill_missing"]);
    expect(await getReport(shop, DAY)).toMatchObject({ dueAt: null });
  });

  test("that the gateway calls empty, of a day with a payment here, shows that payment to the owner", async () => {
    const shop = await testShop();
    await aPaidOrderHere(shop);
    toTheNextMorning({ shop });
    shop.gateway.answers.bill = { kind: "empty" };
    expect(await reconcileDay(shop, DAY)).toMatchObject({ ok: true, status: "differs", differences: 1 });
    expect(await openKinds({ shop })).toEqual(["bill_only_here"]);
  });

  test("is never asked for on the token protocol, and whoever asks is told why", async () => {
    const simulation = await openSimulation({ kind: "MD5" });
    await aPaidOrder(simulation);
    toTheNextMorning(simulation);
    expect(await reconcileDueDays(simulation.shop)).toBe(0);
    expect(await reconcileDay(simulation.shop, DAY)).toMatchObject({ ok: false, reason: "not_supported" });
    expect(await openKinds(simulation)).toEqual([]);
  });

  test.each([
    ["2026-11-22", "too_early"],
    ["2027-01-01", "too_early"],
    ["2026-02-30", "not_a_day"],
    ["yesterday", "not_a_day"],
  ])("%s is refused today: %s", async (day, reason) => {
    const shop = await testShop();
    expect(await reconcileDay(shop, day)).toMatchObject({ ok: false, reason });
    expect(await shop.db.dayReport.count()).toBe(0);
  });
});
