import { describe, expect, test } from "vitest";
import { countBought } from "@/lib/shop/orders/buy-limits";
import { placeOrder } from "@/lib/shop/orders/place-order";
import { refundUnusablePayments } from "@/lib/shop/refunds/requested/refund-unusable-payments";
import { aTrade } from "@/test/fake-gateway";
import { holdUp, untilWaiting } from "@/test/hold-up";
import { ADDRESS, aBuyer, anOrder, stockGoods, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { closeOrder } from "./close-order";
import { settlePayment } from "./settle-payment";

async function limitedGoods(shop: TestShop, limitPerBuyer: number, stock = 100) {
  const goods = await stockGoods(shop, { stock });
  await shop.db.product.update({ where: { id: goods.productId }, data: { limitPerBuyer } });
  return goods;
}

async function aClosedOrder(shop: TestShop, options: Parameters<typeof anOrder>[1]): Promise<TestOrder> {
  const order = await anOrder(shop, options);
  await closeOrder(shop, order.orderId);
  return order;
}

/** Refused or not; anything else that goes wrong is thrown. */
const placeAgain = (shop: TestShop, form: { buyerId: string; variantId: number; idempotencyKey: string }) =>
  placeOrder(shop, form.buyerId, {
    ...{ idempotencyKey: form.idempotencyKey, address: ADDRESS, note: "" },
    items: [{ variantId: form.variantId, quantity: 1, expectedPriceFen: 1980 }],
  });

const pay = (shop: TestShop, { outTradeNo, totalFen }: TestOrder) => settlePayment(shop, aTrade(outTradeNo, totalFen), "notify");

describe("who lets orders close with their cashier pages open, and pays them late,", () => {
  test("gets as many pieces as one buyer may have, and the money of the others goes back by itself", async () => {
    const shop = await testShop();
    const { variantId, productId } = await limitedGoods(shop, 2);
    const buyerId = await aBuyer(shop);
    const first = await aClosedOrder(shop, { variantId, buyerId, quantity: 2 });
    const second = await aClosedOrder(shop, { variantId, buyerId, quantity: 2 });
    expect(await pay(shop, first)).toMatchObject({ kind: "paid" });
    const trade = aTrade(second.outTradeNo, second.totalFen);
    const held = { kind: "discrepancy", discrepancy: "late_payment_over_limit" };
    expect(await settlePayment(shop, trade, "notify")).toMatchObject(held);
    expect(await settlePayment(shop, trade, "query")).toMatchObject({ kind: "repeat" });
    expect(await countBought(shop.db, productId, { buyerId })).toBe(2);
    expect(await shop.db.discrepancy.findMany({ where: { resolvedAt: null } })).toMatchObject([
      { kind: "late_payment_over_limit", orderId: second.orderId, amountFen: 3960, detail: { title: "龙井茶", most: 2, bought: 2 } },
    ]);
    expect(await refundUnusablePayments(shop)).toBe(1);
    expect(shop.gateway.refunded).toMatchObject([{ amountFen: 3960, reason: expect.stringContaining("限购") }]);
    expect(await shop.db.discrepancy.count({ where: { resolvedAt: null } })).toBe(0);
    expect(await shop.db.order.findUniqueOrThrow({ where: { id: second.orderId } })).toMatchObject({ status: "CLOSED" });
  });

  test("gets no more of it all at once", async () => {
    const shop = await testShop();
    const { variantId, productId } = await limitedGoods(shop, 1);
    const buyerId = await aBuyer(shop);
    const orders: TestOrder[] = [];
    for (let i = 0; i < 6; i++) orders.push(await aClosedOrder(shop, { variantId, buyerId }));
    const settled = await Promise.all(orders.map((order) => pay(shop, order)));
    expect(settled.filter(({ kind }) => kind === "paid")).toHaveLength(1);
    expect(await countBought(shop.db, productId, { buyerId })).toBe(1);
  });

  test("gets no more from other browsers with the same phone number", async () => {
    const shop = await testShop();
    const { variantId } = await limitedGoods(shop, 1);
    const orders = [await aClosedOrder(shop, { variantId }), await aClosedOrder(shop, { variantId })];
    const settled = await Promise.all(orders.map((order) => pay(shop, order)));
    expect(settled.filter(({ kind }) => kind === "paid")).toHaveLength(1);
  });

  test("gets no more with a new order of another kind of it, placed while the late money is being booked", async () => {
    const shop = await testShop();
    const { variantId, productId } = await limitedGoods(shop, 1);
    const other = await shop.db.variant.create({ data: { productId, name: "大罐", priceFen: 1980, stock: 10, position: 1 } });
    await shop.db.stockMovement.create({ data: { variantId: other.id, kind: "adjust", quantity: 10 } });
    const buyerId = await aBuyer(shop);
    const late = await aClosedOrder(shop, { variantId, buyerId });
    const letGo = await holdUp(shop, `SELECT 1 FROM variants WHERE id = ${variantId} FOR UPDATE`);
    const paying = pay(shop, late);
    await untilWaiting(shop, 1);
    const placing = placeAgain(shop, { buyerId, variantId: other.id, idempotencyKey: "another form" });
    await untilWaiting(shop, 2);
    await letGo();
    expect(await paying).toMatchObject({ kind: "paid" });
    expect(await placing).toMatchObject({ ok: false });
    expect(await countBought(shop.db, productId, { buyerId })).toBe(1);
  });

  test("gets no more with a new order that is placed at the same moment, whoever is quicker", async () => {
    const shop = await testShop();
    for (let round = 0; round < 20; round++) {
      const { variantId, productId } = await limitedGoods(shop, 2);
      const buyerId = await aBuyer(shop);
      const late = await anOrder(shop, { variantId, buyerId, quantity: 2, idempotencyKey: "one form" });
      const again = (idempotencyKey: string) => placeAgain(shop, { buyerId, variantId, idempotencyKey });
      const inTime = closeOrder(shop, late.orderId).then(() => pay(shop, late));
      const [, settled] = await Promise.all([again("one form"), inTime, again("another form"), again("one form")]);
      expect(["paid", "discrepancy"]).toContain(settled.kind);
      expect(await countBought(shop.db, productId, { buyerId })).toBeLessThanOrEqual(2);
    }
  });
});

test("whoever has nothing else of it gets the goods of the order that was paid late, and so does whoever was erased meanwhile", async () => {
  const shop = await testShop();
  const { variantId } = await limitedGoods(shop, 1);
  for (let i = 0; i < 2; i++) {
    const order = await aClosedOrder(shop, { variantId });
    await shop.db.order.update({ where: { id: order.orderId }, data: { receiverPhone: "" } });
    expect(await pay(shop, order)).toMatchObject({ kind: "paid" });
  }
});
