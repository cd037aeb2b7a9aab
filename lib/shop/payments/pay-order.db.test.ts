import { expect, test } from "vitest";
import { runOn } from "@/lib/server/sql";
import { placeOrder } from "@/lib/shop/orders/place-order";
import { aTrade } from "@/test/fake-gateway";
import { ADDRESS, aBuyer, anOrder, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { payOrder } from "./pay-order";
import { settlePayment } from "./settle-payment";

async function anOrderOf(shop: TestShop, variantIds: number[]): Promise<{ outTradeNo: string; totalFen: number }> {
  const placed = await placeOrder(shop, await aBuyer(shop), {
    idempotencyKey: Math.random().toString(36),
    items: variantIds.map((variantId) => ({ variantId, quantity: 2, expectedPriceFen: 1980 })),
    address: ADDRESS,
    note: "",
  });
  if (!placed.ok) throw new Error(placed.reason);
  const { outTradeNo, amountFen } = await shop.db.paymentAttempt.findFirstOrThrow({ where: { orderId: placed.orderId } });
  return { outTradeNo, totalFen: amountFen };
}

test("thirty buyers of the same three goods, in whatever order they took them, pay at once and nobody waits for ever", async () => {
  const shop = await testShop();
  const goods: number[] = [];
  for (let i = 0; i < 3; i++) goods.push((await stockGoods(shop, { stock: 100 })).variantId);
  const orders = [];
  for (let i = 0; i < 30; i++) orders.push(await anOrderOf(shop, i % 2 ? goods : goods.toReversed()));
  const told = await Promise.all(orders.map((order) => settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify")));
  expect(told.map(({ kind }) => kind)).toEqual(Array(30).fill("paid"));
  expect((await shop.db.variant.findMany()).map(({ reserved, sold }) => ({ reserved, sold }))).toEqual(
    Array(3).fill({ reserved: 0, sold: 60 }),
  );
});

test("an order is paid from the state that was asked for, by its own sum and its own number, and by nothing else", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  const trade = aTrade(order.outTradeNo, order.totalFen);
  const pay = (change: Partial<Parameters<typeof payOrder>[1]>) =>
    payOrder(runOn(shop.pool), { trade, source: "notify", from: "PENDING", at: shop.now(), ...change });
  expect(await pay({ from: "CLOSED" })).toBeNull();
  expect(await pay({ trade: { ...trade, totalFen: order.totalFen + 1 } })).toBeNull();
  expect(await pay({ trade: { ...trade, outTradeNo: "XP20261122000000" } })).toBeNull();
  expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PENDING", paidAt: null });
  expect(await shop.db.payment.count()).toBe(0);

  expect(await pay({})).toBe(order.orderId);
  expect(await pay({})).toBeNull();
  expect(await shop.db.payment.findMany()).toMatchObject([{ orderId: order.orderId, disposition: "settled", paidAt: trade.paidAt }]);
});

test("a trade that has been held pays nothing, although it is told of once more with the right sum", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  const trade = aTrade(order.outTradeNo, order.totalFen);
  await settlePayment(shop, { ...trade, totalFen: 1 }, "notify");
  expect(await settlePayment(shop, trade, "notify")).toMatchObject({ kind: "discrepancy", discrepancy: "trade_no_reused" });
  expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PENDING" });
});
