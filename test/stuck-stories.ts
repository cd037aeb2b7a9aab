import { type StuckKind, type Subject, subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { reviewDueOrders } from "@/lib/shop/payments/due-orders";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { reconcileDueDays } from "@/lib/shop/reports/due-days";
import { aPaidOrder, ask, pass } from "./refund-shop";
import { anOrder, MINUTE_MS, type TestShop } from "./test-shop";

const HOUR_MS = 60 * MINUTE_MS;
/** What a day takes at most until it is first looked at, and an order until it has expired. */
export const BEGINNING_MS = HOUR_MS;

/** Something that never ends: what it is, how the worker looks at it, and how it ends after all. */
export type StuckStory = { subject: Subject; look: () => Promise<unknown>; end: () => Promise<unknown> };

/** One for each kind; with it the worker looks and looks, and nothing comes of it. */
export const STUCK_STORIES: Record<StuckKind, (shop: TestShop) => Promise<StuckStory>> = {
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
