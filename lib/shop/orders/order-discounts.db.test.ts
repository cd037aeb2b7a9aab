import { describe, expect, test } from "vitest";
import { createBuyer } from "@/lib/shop/buyers/buyer-token";
import { checkOut } from "@/lib/shop/checkout/check-out";
import { closeOrder, requestClose } from "@/lib/shop/payments/close-order";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { stopPromotion } from "@/lib/shop/promotions/save-promotion";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { aTrade } from "@/test/fake-gateway";
import { aWish } from "@/test/owner-wish";
import { aCoupon, aReduction } from "@/test/promotions";
import { ADDRESS, aBuyer, MINUTE_MS, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import type { OrderDraft } from "./order-draft";
import { placeOrder } from "./place-order";

let nth = 0;
type Said = Partial<OrderDraft> & { variantId: number; quantity?: number };

function draftOf({ variantId, quantity = 1, ...said }: Said): OrderDraft {
  return {
    ...{ idempotencyKey: `key ${nth++}`, address: ADDRESS, note: "" },
    items: [{ variantId, quantity, expectedPriceFen: 1980 }],
    ...said,
  };
}

const WITH_SAVE5 = { couponCode: "SAVE5", expectedDiscountFen: 500 };

async function place(shop: TestShop, said: Said, buyerId?: string) {
  return placeOrder(shop, buyerId ?? (await aBuyer(shop)), draftOf(said));
}

async function placed(shop: TestShop, said: Said, buyerId?: string) {
  const made = await place(shop, said, buyerId);
  if (!made.ok) throw new Error(made.reason);
  return made;
}

const usedOf = async (shop: TestShop) => (await shop.db.promotion.findFirstOrThrow({ where: { kind: "coupon" } })).used;

async function close(shop: TestShop, orderId: string, by: "buyer" | "owner") {
  await requestClose(shop, orderId, by);
  expect(await closeOrder(shop, orderId)).toEqual({ kind: "closed" });
}

describe("what comes off an order", () => {
  test("a buyer pays what was shown: 满减, then the coupon, and each line knows its share", async () => {
    const shop = await testShop();
    const [tea, cup] = [await stockGoods(shop), await stockGoods(shop, { priceFen: 3000, title: "茶杯" })];
    await aReduction(shop, [{ fromFen: 4000, offFen: 300 }]);
    await aCoupon(shop);
    const items = [
      { variantId: tea.variantId, quantity: 1, expectedPriceFen: 1980 },
      { variantId: cup.variantId, quantity: 1, expectedPriceFen: 3000 },
    ];
    const { orderId } = await placed(shop, { ...tea, items, couponCode: "SAVE5", expectedDiscountFen: 800 });
    const order = await shop.db.order.findUniqueOrThrow({
      where: { id: orderId },
      include: { lines: { orderBy: { id: "asc" } }, discounts: { orderBy: { kind: "asc" } }, attempts: true },
    });
    expect(order).toMatchObject({ itemsFen: 4980, discountFen: 800, totalFen: 4180, attempts: [{ amountFen: 4180 }] });
    expect(order.lines.map(({ discountFen }) => discountFen)).toEqual([318, 482]);
    expect(order.discounts.map(({ kind, code, amountFen, held }) => [kind, code, amountFen, held])).toEqual([
      ["coupon", "SAVE5", 500, true],
      ["reduction", null, 300, true],
    ]);
  });

  test("a buyer whose form shows another discount than today's places nothing, dearer or cheaper", async () => {
    const shop = await testShop();
    const goods = await stockGoods(shop);
    expect(await place(shop, { ...goods, expectedDiscountFen: 300 })).toMatchObject({ reason: "discount_changed", fromFen: 300, toFen: 0 });
    await aReduction(shop, [{ fromFen: 1000, offFen: 300 }]);
    expect(await place(shop, goods)).toMatchObject({ reason: "discount_changed", fromFen: 0, toFen: 300 });
    expect(await place(shop, { ...goods, expectedDiscountFen: 300 })).toMatchObject({ ok: true });
  });

  test("a promotion is on from its first moment to its last, and not while it is stopped", async () => {
    const shop = await testShop();
    const goods = await stockGoods(shop);
    const id = await aCoupon(shop, { days: 1 });
    shop.advance(24 * 60 * MINUTE_MS - 1);
    expect(await place(shop, { ...goods, ...WITH_SAVE5 })).toMatchObject({ ok: true });
    shop.advance(1);
    expect(await place(shop, { ...goods, ...WITH_SAVE5 })).toMatchObject({ reason: "coupon_unusable" });
    await aCoupon(shop, { code: "OTHER" });
    await stopPromotion(shop, id + 1);
    expect(await place(shop, { ...goods, couponCode: "OTHER", expectedDiscountFen: 500 })).toMatchObject({ reason: "coupon_unusable" });
    expect(await place(shop, { ...goods, couponCode: "NEVER", expectedDiscountFen: 500 })).toMatchObject({ reason: "coupon_unusable" });
  });

  test("a form that is sent twice is one order and one use, also when the coupon is stopped in between", async () => {
    const shop = await testShop();
    const goods = await stockGoods(shop);
    const id = await aCoupon(shop);
    const [buyerId, form] = [await aBuyer(shop), { ...goods, ...WITH_SAVE5, idempotencyKey: "twice" }];
    const both = await Promise.all([place(shop, form, buyerId), place(shop, form, buyerId)]);
    await stopPromotion(shop, id);
    const third = await place(shop, form, buyerId);
    expect([...both, third].map((one) => one.ok && one.orderId)).toEqual(Array(3).fill(both[0]?.ok && both[0].orderId));
    expect(await usedOf(shop)).toBe(1);
  });
});

describe("the last use of a coupon", () => {
  test("goes to one of many buyers who send their forms at once, and the others pay nothing else in silence", async () => {
    const shop = await testShop();
    const goods = await stockGoods(shop, { stock: 50 });
    await aCoupon(shop, { total: 2 });
    const all = await Promise.all(Array.from({ length: 8 }, () => place(shop, { ...goods, ...WITH_SAVE5 })));
    expect(all.filter(({ ok }) => ok)).toHaveLength(2);
    expect(new Set(all.flatMap((one) => (one.ok ? [] : [one.reason])))).toEqual(new Set(["coupon_used_up"]));
    expect([await usedOf(shop), await shop.db.order.count()]).toEqual([2, 2]);
  });

  test("comes back when its order is given up by its buyer or its owner, or its time is over", async () => {
    const shop = await testShop();
    const goods = await stockGoods(shop);
    await aCoupon(shop, { total: 1 });
    for (const by of ["buyer", "owner"] as const) {
      const { orderId } = await placed(shop, { ...goods, ...WITH_SAVE5 });
      expect(await place(shop, { ...goods, ...WITH_SAVE5 })).toMatchObject({ reason: "coupon_used_up" });
      await close(shop, orderId, by);
      expect(await usedOf(shop)).toBe(0);
    }
    const { orderId } = await placed(shop, { ...goods, ...WITH_SAVE5 });
    shop.advance(31 * MINUTE_MS);
    expect(await closeOrder(shop, orderId)).toEqual({ kind: "closed" });
    expect(await usedOf(shop)).toBe(0);
  });

  test("that the form's own earlier order holds is free for the form with other goods", async () => {
    const shop = await testShop();
    const goods = await stockGoods(shop);
    await aCoupon(shop, { total: 1, perBuyer: 1 });
    const { id } = await createBuyer(shop);
    const form = draftOf({ ...goods, ...WITH_SAVE5, idempotencyKey: "form" });
    const first = await checkOut(shop, id, { ...form, fromCart: false });
    const more = { ...form, items: form.items.map((item) => ({ ...item, quantity: 2 })) };
    const second = await checkOut(shop, id, { ...more, fromCart: false });
    expect([first.ok, second.ok]).toEqual([true, true]);
    expect(await usedOf(shop)).toBe(1);
  });

  test("stays with the form's own earlier order when the changed form is refused", async () => {
    const few = {
      ordersPerBrowser: 3,
      ordersPerNetwork: 300,
      percentPerBrowser: 30,
      percentPerNetwork: 60,
      minPieces: 5,
      alarmPercent: 50,
    };
    const shop = await testShop({ unpaid: few });
    const goods = await stockGoods(shop, { stock: 10 });
    await aCoupon(shop, { total: 1 });
    const { id } = await createBuyer(shop);
    const form = { ...draftOf({ ...goods, ...WITH_SAVE5 }), fromCart: false };
    const first = await checkOut(shop, id, form);
    const tooMany = { ...form, items: form.items.map((item) => ({ ...item, quantity: 9 })) };
    expect(await checkOut(shop, id, tooMany)).toMatchObject({ reason: "held_too_much" });
    expect(await shop.db.order.findMany()).toMatchObject([{ no: first.ok && first.no, status: "PENDING", closeWanted: null }]);
    expect(await usedOf(shop)).toBe(1);
  });

  test("is honoured for late money though somebody else has it by then", async () => {
    const shop = await testShop();
    const goods = await stockGoods(shop);
    await aCoupon(shop, { total: 1 });
    const late = await placed(shop, { ...goods, ...WITH_SAVE5 });
    const attempt = await shop.db.paymentAttempt.findFirstOrThrow({ where: { orderId: late.orderId } });
    await close(shop, late.orderId, "owner");
    const other = await placed(shop, { ...goods, ...WITH_SAVE5 });
    await settlePayment(shop, aTrade(attempt.outTradeNo, 1480), "query");
    expect((await shop.db.order.findUniqueOrThrow({ where: { id: late.orderId } })).status).toBe("PAID");
    expect(await usedOf(shop)).toBe(2);
    await close(shop, other.orderId, "owner");
    expect(await usedOf(shop)).toBe(1);
    expect(await place(shop, { ...goods, ...WITH_SAVE5 })).toMatchObject({ reason: "coupon_used_up" });
  });
});

describe("a coupon for each buyer once", () => {
  test("is not used by the same browser twice, and not by another one for the number that has paid with it", async () => {
    const shop = await testShop();
    const goods = await stockGoods(shop);
    await aCoupon(shop, { perBuyer: 1 });
    const buyerId = await aBuyer(shop);
    const first = await placed(shop, { ...goods, ...WITH_SAVE5 }, buyerId);
    expect(await place(shop, { ...goods, ...WITH_SAVE5 }, buyerId)).toMatchObject({ reason: "coupon_limit", most: 1 });
    const second = await placed(shop, { ...goods, ...WITH_SAVE5, idempotencyKey: "other" });
    await close(shop, second.orderId, "buyer");
    const attempt = await shop.db.paymentAttempt.findFirstOrThrow({ where: { orderId: first.orderId } });
    await settlePayment(shop, aTrade(attempt.outTradeNo, 1480), "query");
    expect(await place(shop, { ...goods, ...WITH_SAVE5 })).toMatchObject({ reason: "coupon_limit" });
    const elsewhere = { ...ADDRESS, phone: "13900000000" };
    const other = await aBuyer(shop);
    const unpaid = { ...goods, ...WITH_SAVE5, address: elsewhere, idempotencyKey: "moving" };
    expect(await place(shop, unpaid, other)).toMatchObject({ ok: true });
    expect(await place(shop, { ...unpaid, address: ADDRESS }, other)).toMatchObject({ reason: "coupon_limit" });
  });
});

test("a form whose order was given back whole does not have the coupon of one buyer once more", async () => {
  const shop = await testShop();
  const goods = await stockGoods(shop);
  await aCoupon(shop, { perBuyer: 1 });
  const [buyerId, form] = [await aBuyer(shop), { ...goods, ...WITH_SAVE5, idempotencyKey: "given back" }];
  const { orderId } = await placed(shop, form, buyerId);
  const attempt = await shop.db.paymentAttempt.findFirstOrThrow({ where: { orderId } });
  await settlePayment(shop, aTrade(attempt.outTradeNo, 1480), "query");
  expect(await refundOrder(shop, { orderId, amountFen: 1480, reason: "不要了", wish: aWish() })).toMatchObject({ ok: true });
  expect(await place(shop, { ...form, quantity: 2 }, buyerId)).toMatchObject({ reason: "coupon_limit", most: 1 });
});

test("an order that is given back whole keeps its coupon used", async () => {
  const shop = await testShop();
  const goods = await stockGoods(shop);
  await aCoupon(shop, { total: 1 });
  const { orderId } = await placed(shop, { ...goods, ...WITH_SAVE5 });
  const attempt = await shop.db.paymentAttempt.findFirstOrThrow({ where: { orderId } });
  await settlePayment(shop, aTrade(attempt.outTradeNo, 1480), "query");
  expect(await refundOrder(shop, { orderId, amountFen: 1480, reason: "不要了", wish: aWish() })).toMatchObject({ ok: true });
  expect((await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).closeReason).toBe("refunded");
  expect(await usedOf(shop)).toBe(1);
});
