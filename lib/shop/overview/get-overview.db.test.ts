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
  expect(await getOverview(shop)).toMatchObject({
    today: { orders: 1, sumFen: first.totalFen },
    toShip: 2,
    toPay: 1,
    lowStock: [{ stock: 5 }],
  });

  async function pay({ outTradeNo, totalFen }: TestOrder, paidAt: Date) {
    await settlePayment(shop, aTrade(outTradeNo, totalFen, { paidAt }), "query");
  }
});
