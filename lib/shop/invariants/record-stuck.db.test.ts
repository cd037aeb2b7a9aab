import { describe, expect, test } from "vitest";
import { dedupeKeyOf, STUCK_KINDS, type StuckKind, type Subject } from "@/lib/shop/discrepancies/discrepancy";
import { resolveDiscrepancy } from "@/lib/shop/discrepancies/resolve-discrepancy";
import { aPaidOrder } from "@/test/refund-shop";
import { BEGINNING_MS, STUCK_STORIES } from "@/test/stuck-stories";
import { MINUTE_MS, type TestShop, testShop } from "@/test/test-shop";
import { reconcileDueDays } from "../reports/due-days";
import { NOTE_HOLDS_MS, PATIENCE_MS } from "./patience";
import { recordStuck } from "./record-stuck";

const HOUR_MS = 60 * MINUTE_MS;

const shown = (shop: TestShop, kind: StuckKind, subject: Subject) =>
  shop.db.discrepancy.findUnique({ where: { dedupeKey: dedupeKeyOf(kind, subject) } });

describe.each(STUCK_KINDS)("%s", (kind) => {
  test("the owner is told of what has not ended in its time, once, and no more when it ends after all", async () => {
    const shop = await testShop();
    const { subject, look, end } = await STUCK_STORIES[kind](shop);
    shop.advance(PATIENCE_MS[kind] - MINUTE_MS);
    await look();
    expect(await recordStuck(shop)).toBe(0);
    shop.advance(BEGINNING_MS);
    await look();
    await Promise.all([recordStuck(shop), recordStuck(shop)]);
    expect(await shown(shop, kind, subject)).toMatchObject({ kind, resolvedAt: null });
    expect(await recordStuck(shop)).toBe(0);
    await end();
    await recordStuck(shop);
    expect(await shown(shop, kind, subject)).toMatchObject({ resolvedAt: shop.now(), resolvedAs: "went_on" });
  });

  test("the owner's note is enough for as long as its kind allows", async () => {
    const shop = await testShop();
    const { subject, look } = await STUCK_STORIES[kind](shop);
    shop.advance(PATIENCE_MS[kind] + BEGINNING_MS);
    await look();
    await recordStuck(shop);
    const { id } = (await shown(shop, kind, subject)) ?? { id: 0n };
    await resolveDiscrepancy(shop, { id, resolution: "已致电支付宝", by: "owner" });
    shop.advance(23 * HOUR_MS);
    await look();
    await recordStuck(shop);
    expect(await shown(shop, kind, subject), "the next day").toMatchObject({ resolution: "已致电支付宝（owner）" });
    shop.advance(2 * HOUR_MS);
    await look();
    await recordStuck(shop);
    const isOver = Number.isFinite(NOTE_HOLDS_MS[kind]);
    expect((await shown(shop, kind, subject))?.resolvedAt === null, "the day after").toBe(isOver);
  });

  test("what the worker has not looked at since its time came is not held against it", async () => {
    const shop = await testShop();
    const { subject } = await STUCK_STORIES[kind](shop);
    // A trade that is not in the books is waited for, and looked at by nobody.
    if (kind === "reported_refund_stuck") await shop.db.reportedRefund.updateMany({ data: { tradeNo: await aTradeNo(shop) } });
    shop.advance(PATIENCE_MS[kind] + 30 * 24 * HOUR_MS);
    await recordStuck(shop);
    expect(await shown(shop, kind, subject)).toBeNull();
  });
});

async function aTradeNo(shop: TestShop): Promise<string> {
  await aPaidOrder(shop);
  return (await shop.db.payment.findFirstOrThrow()).tradeNo;
}

test("a day whose bill the owner was told to be missing is not told twice", async () => {
  const shop = await testShop();
  await STUCK_STORIES.report_stuck(shop);
  for (let checks = 0; checks < 60; checks++) {
    shop.advance(2 * HOUR_MS);
    await reconcileDueDays(shop);
  }
  await recordStuck(shop);
  const kinds = await shop.db.discrepancy.findMany({ where: { resolvedAt: null }, select: { kind: true } });
  expect(kinds).toEqual([{ kind: "bill_missing" }, { kind: "bill_missing" }]);
});
