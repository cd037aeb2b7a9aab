import { describe, expect, test } from "vitest";
import type { OrderDraft } from "@/lib/shop/orders/order-draft";
import { placeOrder } from "@/lib/shop/orders/place-order";
import { refundUnusablePayments } from "@/lib/shop/refunds/requested/refund-unusable-payments";
import { aTrade } from "@/test/fake-gateway";
import { aCoupon } from "@/test/promotions";
import { ADDRESS, aBuyer, MINUTE_MS, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { closeOrder, requestClose } from "./close-order";
import { settlePayment } from "./settle-payment";
import { startPayment } from "./start-payment";

let nth = 0;
type Said = { variantId: number; buyerId: string; quantity?: number; key?: string; phone?: string };

/** An order with SAVE5 whose buyer was sent to the cashier and has not opened the page. */
async function sentToCashier(shop: TestShop, { variantId, buyerId, quantity = 1, key = `late ${nth++}`, phone = ADDRESS.phone }: Said) {
  const draft: OrderDraft = {
    ...{ idempotencyKey: key, address: { ...ADDRESS, phone }, note: "", couponCode: "SAVE5", expectedDiscountFen: 500 },
    items: [{ variantId, quantity, expectedPriceFen: 1980 }],
  };
  const placed = await placeOrder(shop, buyerId, draft);
  if (!placed.ok) throw new Error(placed.reason);
  expect(await startPayment(shop, placed.orderId)).toMatchObject({ ok: true });
  const { outTradeNo } = await shop.db.paymentAttempt.findFirstOrThrow({ where: { orderId: placed.orderId } });
  return { orderId: placed.orderId, trade: aTrade(outTradeNo, 1980 * quantity - 500) };
}

async function givenUp(shop: TestShop, said: Said) {
  const order = await sentToCashier(shop, said);
  expect(await requestClose(shop, order.orderId, "buyer")).toEqual({ ok: true, closed: true });
  return order;
}

const pay = (shop: TestShop, { trade }: { trade: ReturnType<typeof aTrade> }) => settlePayment(shop, trade, "notify");
const usedOf = async (shop: TestShop) => (await shop.db.promotion.findFirstOrThrow()).used;
const OVER = { kind: "discrepancy", discrepancy: "late_payment_over_limit" };

describe("a buyer who gives orders with a coupon up and pays their cashier pages all the same", () => {
  for (const limits of [{ total: 1, perBuyer: 1 }, { total: 1 }, { perBuyer: 1 }])
    test(`has the discount once where the coupon is for ${Object.keys(limits).join(" and ")} once, and the rest of the money goes back by itself`, async () => {
      const shop = await testShop();
      const { variantId } = await stockGoods(shop);
      await aCoupon(shop, limits);
      const buyerId = await aBuyer(shop);
      const orders = [];
      for (let i = 0; i < 3; i++) orders.push(await givenUp(shop, { variantId, buyerId }));
      const settled = await Promise.all(orders.map((order) => pay(shop, order)));
      expect(settled.filter(({ kind }) => kind === "paid")).toHaveLength(1);
      expect(settled.filter(({ kind }) => kind !== "paid")).toMatchObject([OVER, OVER]);
      expect(await usedOf(shop)).toBe(1);
      expect(await refundUnusablePayments(shop)).toBe(2);
      expect(shop.gateway.refunded).toMatchObject(Array(2).fill({ amountFen: 1480 }));
    });

  test("has it not beside a new order that uses it, nor for a phone number that has paid with it", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop);
    await aCoupon(shop, { perBuyer: 1 });
    const [one, other] = [await aBuyer(shop), await aBuyer(shop)];
    const first = await givenUp(shop, { variantId, buyerId: one });
    const elsewhere = await givenUp(shop, { variantId, buyerId: other });
    const second = await sentToCashier(shop, { variantId, buyerId: one });
    expect(await pay(shop, first)).toMatchObject(OVER);
    expect(await pay(shop, second)).toMatchObject({ kind: "paid" });
    expect(await pay(shop, elsewhere)).toMatchObject(OVER);
    expect(await usedOf(shop)).toBe(1);
  });

  test("has it once too when the gateway has not yet let the given up order close", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop);
    await aCoupon(shop, { perBuyer: 1 });
    const buyerId = await aBuyer(shop);
    const waiting = await sentToCashier(shop, { variantId, buyerId });
    const late = await givenUp(shop, { variantId, buyerId: await aBuyer(shop) });
    await shop.db.order.update({ where: { id: waiting.orderId }, data: { closeWanted: "buyer" } });
    await shop.db.order.update({ where: { id: late.orderId }, data: { buyerId } });
    expect(await pay(shop, waiting)).toMatchObject({ kind: "paid" });
    expect(await pay(shop, late)).toMatchObject(OVER);
    expect(await usedOf(shop)).toBe(1);
  });
});

test("a buyer who changes a form whose cashier page is open has the last coupon for the new order, and the money of the old one goes back", async () => {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop);
  await aCoupon(shop, { total: 1, perBuyer: 1 });
  const said = { variantId, buyerId: await aBuyer(shop), key: "one form" };
  const old = await sentToCashier(shop, said);
  const changed = await sentToCashier(shop, { ...said, quantity: 2 });
  expect(await shop.db.order.findUniqueOrThrow({ where: { id: old.orderId } })).toMatchObject({ status: "PENDING", closeWanted: "buyer" });
  expect(await pay(shop, old)).toMatchObject(OVER);
  expect(await closeOrder(shop, old.orderId)).toEqual({ kind: "closed" });
  expect(await usedOf(shop)).toBe(1);
  expect(await pay(shop, changed)).toMatchObject({ kind: "paid" });
  expect(await usedOf(shop)).toBe(1);
});

test("who was too late for the hold, or whose order the owner closed, has the discount that was agreed", async () => {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop);
  await aCoupon(shop, { total: 1 });
  const closed = await sentToCashier(shop, { variantId, buyerId: await aBuyer(shop) });
  await requestClose(shop, closed.orderId, "owner");
  const expired = await sentToCashier(shop, { variantId, buyerId: await aBuyer(shop) });
  shop.advance(60 * MINUTE_MS);
  expect(await closeOrder(shop, expired.orderId)).toEqual({ kind: "closed" });
  expect(await pay(shop, closed)).toMatchObject({ kind: "paid" });
  expect(await pay(shop, expired)).toMatchObject({ kind: "paid" });
  expect(await usedOf(shop)).toBe(2);
});
