import { expect, test } from "vitest";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, stockGoods, type TestOrder, testShop } from "@/test/test-shop";
import { getOverview } from "./get-overview";

test("the dashboard counts the day in Shanghai: what was paid at its first minute, not what was paid the minute before", async () => {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop, { stock: 9 });
  const [before, first] = [await anOrder(shop, { variantId }), await anOrder(shop, { variantId, quantity: 2 })];
  await anOrder(shop, { variantId });
  const midnight = new Date("2026-11-21T16:00:00Z");
  await pay(before, new Date(midnight.getTime() - 60_000));
  await pay(first, midnight);
  const { days, ...overview } = await getOverview(shop);
  expect(days).toHaveLength(30);
  expect(days.at(-2)).toMatchObject({ day: "2026-11-21", payments: 1, paidFen: before.totalFen });
  expect(days.at(-1)).toMatchObject({ day: "2026-11-22", payments: 1, paidFen: first.totalFen, placed: 3, placedAndPaid: 2 });
  expect(overview).toMatchObject({ toShip: 2, toPay: 1, scarce: { at: 5, goods: [{ stock: 5 }] } });
  expect(overview.nextToShip).toMatchObject([
    { no: before.no, totalFen: before.totalFen, paidAt: new Date(midnight.getTime() - 60_000) },
    { no: first.no, totalFen: first.totalFen, paidAt: midnight },
  ]);

  async function pay({ outTradeNo, totalFen }: TestOrder, paidAt: Date) {
    await settlePayment(shop, aTrade(outTradeNo, totalFen, { paidAt }), "query");
  }
});
