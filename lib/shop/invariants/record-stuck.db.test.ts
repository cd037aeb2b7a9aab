import { describe, expect, test } from "vitest";
import { dedupeKeyOf, STUCK_KINDS, type StuckKind, type Subject, subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { resolveDiscrepancy } from "@/lib/shop/discrepancies/resolve-discrepancy";
import { aPaidOrder, ask, pass } from "@/test/refund-shop";
import { anOrder, MINUTE_MS, type TestShop, testShop } from "@/test/test-shop";
import { reviewDueOrders } from "../payments/due-orders";
import { startPayment } from "../payments/start-payment";
import { reconcileDueDays } from "../reports/due-days";
import { NOTE_HOLDS_MS, PATIENCE_MS } from "./patience";
import { recordStuck } from "./record-stuck";

const HOUR_MS = 60 * MINUTE_MS;
/** What a day takes at most until it is first looked at, and an order until it has expired. */
const BEGINNING_MS = HOUR_MS;

/** Something that never ends: what it is, how the worker looks at it, and how it ends after all. */
type Story = { subject: Subject; look: () => Promise<unknown>; end: () => Promise<unknown> };

const STORIES: Record<StuckKind, (shop: TestShop) => Promise<Story>> = {
  order_stuck: async (shop) => {
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    shop.gateway.answers.query = { kind: "unknown", detail: "garbage" };
    return {
      subject: subjectOf.order(order.orderId),
      look: () => workOn(shop),
      end: async () => {
        delete shop.gateway.answers.query;
        // It is closed, and has a last look for late money.
        for (let look = 0; look < 2; look++) {
          shop.advance(15 * MINUTE_MS);
          await workOn(shop);
        }
      },
    };
  },
  refund_stuck: async (shop) => {
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "unknown", detail: "garbage" };
    shop.gateway.answers.queryRefund = { kind: "unknown", detail: "garbage" };
    await ask(shop, order, 480);
    const { outRequestNo } = await shop.db.refund.findFirstOrThrow();
    return {
      subject: subjectOf.refund(outRequestNo),
      look: () => pass(shop, 0),
      end: async () => {
        shop.gateway.answers.queryRefund = { kind: "refunded", amountFen: 480, at: null };
        await pass(shop, HOUR_MS);
      },
    };
  },
  reported_refund_stuck: async (shop) => {
    const { id } = await shop.db.reportedRefund.create({
      data: { dedupeKey: "x", tradeNo: "T1", outTradeNo: "X1", feeFen: 480, createdAt: shop.now(), dueAt: shop.now() },
    });
    return {
      subject: subjectOf.reportedRefund(id),
      look: () => pass(shop, 0),
      end: () => shop.db.reportedRefund.update({ where: { id }, data: { dueAt: null } }),
    };
  },
  report_stuck: async (shop) => {
    await aPaidOrder(shop);
    shop.advance(24 * HOUR_MS);
    shop.gateway.answers.bill = { kind: "unknown", detail: "garbage" };
    await reconcileDueDays(shop);
    const { day } = await shop.db.dayReport.findFirstOrThrow();
    return {
      subject: subjectOf.day(day),
      look: () => reconcileDueDays(shop),
      end: () => shop.db.dayReport.update({ where: { day }, data: { status: "matched", dueAt: null } }),
    };
  },
};

async function workOn(shop: TestShop): Promise<void> {
  while ((await reviewDueOrders(shop)) > 0);
}

const shown = (shop: TestShop, kind: StuckKind, subject: Subject) =>
  shop.db.discrepancy.findUnique({ where: { dedupeKey: dedupeKeyOf(kind, subject) } });

describe.each(STUCK_KINDS)("%s", (kind) => {
  test("the owner is told of what has not ended in its time, once, and no more when it ends after all", async () => {
    const shop = await testShop();
    const { subject, look, end } = await STORIES[kind](shop);
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
    const { subject, look } = await STORIES[kind](shop);
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
    const { subject } = await STORIES[kind](shop);
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
  await STORIES.report_stuck(shop);
  for (let checks = 0; checks < 60; checks++) {
    shop.advance(2 * HOUR_MS);
    await reconcileDueDays(shop);
  }
  await recordStuck(shop);
  const kinds = await shop.db.discrepancy.findMany({ where: { resolvedAt: null }, select: { kind: true } });
  expect(kinds).toEqual([{ kind: "bill_missing" }, { kind: "bill_missing" }]);
});
