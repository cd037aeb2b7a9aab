import { describe, expect, test } from "vitest";
import type { Trade } from "@/lib/alipay/gateway";
import { addToCart, setQuantity } from "@/lib/shop/cart/change-cart";
import { countCart, getCart } from "@/lib/shop/cart/get-cart";
import { checkOut } from "@/lib/shop/checkout/check-out";
import { closeOrder, requestClose } from "@/lib/shop/payments/close-order";
import { receiveNotification } from "@/lib/shop/payments/receive-notification";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { aTrade } from "@/test/fake-gateway";
import { pass } from "@/test/refund-shop";
import { ADDRESS, aBuyer, MINUTE_MS, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { askToClose } from "./ask-to-close";
import { countBought } from "./buy-limits";
import { placeOrder } from "./place-order";
import { shipOrder } from "./ship-order";

type Limits = { limitPerOrder?: number; limitPerBuyer?: number };

async function limitedGoods(shop: TestShop, limits: Limits): Promise<{ productId: number; variants: [number, number] }> {
  const { productId, variantId } = await stockGoods(shop, { stock: 100 });
  await shop.db.product.update({ where: { id: productId }, data: limits });
  const other = await shop.db.variant.create({ data: { productId, name: "大", priceFen: 1980, stock: 100 } });
  await shop.db.stockMovement.create({ data: { variantId: other.id, kind: "adjust", quantity: 100 } });
  return { productId, variants: [variantId, other.id] };
}

type Wish = { variantId: number; quantity: number };

function order(shop: TestShop, buyer: string, wishes: Wish[], { phone = ADDRESS.phone, key = Math.random().toString(36) } = {}) {
  const items = wishes.map((wish) => ({ ...wish, expectedPriceFen: 1980 }));
  return placeOrder(shop, buyer, { idempotencyKey: key, items, address: { ...ADDRESS, phone }, note: "" });
}

type Placed = Awaited<ReturnType<typeof order>>;

async function tradeOf(shop: TestShop, placed: Placed): Promise<Trade> {
  if (!placed.ok) throw new Error(placed.reason);
  const { outTradeNo, amountFen } = await shop.db.paymentAttempt.findFirstOrThrow({ where: { orderId: placed.orderId } });
  return aTrade(outTradeNo, amountFen);
}

async function pay(shop: TestShop, placed: Placed): Promise<void> {
  await settlePayment(shop, await tradeOf(shop, placed), "query");
}

async function notify(shop: TestShop, placed: Placed): Promise<void> {
  const body = Buffer.from(JSON.stringify(await tradeOf(shop, placed)));
  const told = { body, contentType: "application/x-www-form-urlencoded", remoteIp: "203.0.113.1" };
  expect(await receiveNotification(shop, told)).toMatchObject({ body: "success" });
}

describe("of a product that is limited for each order", () => {
  test("nobody takes more at once, of all its variants together, and whoever orders again may", async () => {
    const shop = await testShop();
    const { variants } = await limitedGoods(shop, { limitPerOrder: 3 });
    const buyer = await aBuyer(shop);
    const [small, big] = variants;
    const tooMany = [
      { variantId: small, quantity: 2 },
      { variantId: big, quantity: 2 },
    ];
    expect(await order(shop, buyer, tooMany)).toMatchObject({ reason: "over_limit", per: "order", most: 3 });
    for (let time = 0; time < 2; time++) expect(await order(shop, buyer, [{ variantId: small, quantity: 3 }])).toMatchObject({ ok: true });
  });

  test("the cart and its badge hold no more than that", async () => {
    const shop = await testShop();
    const { variants } = await limitedGoods(shop, { limitPerOrder: 3 });
    const buyer = await aBuyer(shop);
    const [variantId] = variants;
    expect(await addToCart(shop, buyer, { variantId, quantity: 5 })).toMatchObject({ quantity: 3, clamped: true });
    expect(await addToCart(shop, buyer, { variantId, quantity: 1 })).toMatchObject({ reason: "no_more", held: 3 });
    expect(await setQuantity(shop, buyer, { variantId, quantity: 9 })).toMatchObject({ quantity: 3, clamped: true });
    await shop.db.cartItem.updateMany({ data: { quantity: 9 } }); // from before the owner set the limit
    expect(await getCart(shop, buyer)).toMatchObject([{ quantity: 3, wantedQuantity: 9, limit: 3 }]);
    expect(await countCart(shop, buyer)).toBe(3);
  });
});

describe("of a product that is limited for each buyer", () => {
  test("unpaid and paid orders count, and a closed one gives back what it took", async () => {
    const shop = await testShop();
    const { productId, variants } = await limitedGoods(shop, { limitPerBuyer: 2 });
    const buyer = await aBuyer(shop);
    const [small, big] = variants;
    const first = await order(shop, buyer, [{ variantId: small, quantity: 1 }]);
    if (!first.ok) throw new Error(first.reason);
    await pay(shop, first);
    const second = await order(shop, buyer, [{ variantId: big, quantity: 1 }]);
    if (!second.ok) throw new Error(second.reason);
    expect(await order(shop, buyer, [{ variantId: small, quantity: 1 }])).toMatchObject({ reason: "over_limit", most: 2, bought: 2 });
    await requestClose(shop, second.orderId, "buyer");
    expect(await countBought(shop.db, productId, { buyerId: buyer })).toBe(1);
    expect(await order(shop, buyer, [{ variantId: small, quantity: 1 }])).toMatchObject({ ok: true });
  });

  test("tabs of one browser cannot take more together", async () => {
    const shop = await testShop();
    const { productId, variants } = await limitedGoods(shop, { limitPerBuyer: 2 });
    const buyerId = await aBuyer(shop);
    const tries = Array.from({ length: 9 }, (_, index) => order(shop, buyerId, [{ variantId: variants[index % 2] ?? 0, quantity: 1 }]));
    expect((await Promise.all(tries)).filter(({ ok }) => ok)).toHaveLength(2);
    expect(await countBought(shop.db, productId, { buyerId, phone: ADDRESS.phone })).toBe(2);
  });

  test("what was paid for to a phone number counts in every browser", async () => {
    const shop = await testShop();
    const { productId, variants } = await limitedGoods(shop, { limitPerBuyer: 2 });
    await pay(shop, await order(shop, await aBuyer(shop), [{ variantId: variants[0], quantity: 2 }]));
    const buyerId = await aBuyer(shop);
    expect(await order(shop, buyerId, [{ variantId: variants[1], quantity: 1 }])).toMatchObject({ reason: "over_limit" });
    expect(await countBought(shop.db, productId, { buyerId, phone: ADDRESS.phone })).toBe(2);
  });

  test("a stranger who orders to somebody's phone number and does not pay takes nothing from them", async () => {
    const shop = await testShop();
    const { variants } = await limitedGoods(shop, { limitPerBuyer: 2 });
    const goods = [{ variantId: variants[0], quantity: 2 }];
    expect(await order(shop, await aBuyer(shop), goods)).toMatchObject({ ok: true });
    expect(await order(shop, await aBuyer(shop), goods)).toMatchObject({ ok: true });
  });

  test("whoever tries a phone number that has bought reads what is read for a number that has not", async () => {
    const shop = await testShop();
    const { variants } = await limitedGoods(shop, { limitPerBuyer: 2 });
    await pay(shop, await order(shop, await aBuyer(shop), [{ variantId: variants[0], quantity: 2 }]));
    const known = await order(shop, await aBuyer(shop), [{ variantId: variants[0], quantity: 1 }]);
    const unknown = await order(shop, await aBuyer(shop), [{ variantId: variants[0], quantity: 3 }], { phone: "13900000009" });
    expect(known).toEqual(unknown);
  });

  test("somebody else with another phone number may buy, and their number does not let the first one buy more", async () => {
    const shop = await testShop();
    const [one, other] = [await aBuyer(shop), await aBuyer(shop)];
    const { variants } = await limitedGoods(shop, { limitPerBuyer: 1 });
    const goods = [{ variantId: variants[0], quantity: 1 }];
    expect(await order(shop, one, goods)).toMatchObject({ ok: true });
    expect(await order(shop, one, goods, { phone: "13900000001" })).toMatchObject({ reason: "over_limit" });
    expect(await order(shop, other, goods, { phone: "13900000001" })).toMatchObject({ ok: true });
  });

  test("whoever corrects the number of pieces in the same form is not refused for the order that it replaces", async () => {
    const shop = await testShop();
    const { variants } = await limitedGoods(shop, { limitPerBuyer: 2 });
    const buyer = await aBuyer(shop);
    const items = [{ variantId: variants[0], quantity: 1, expectedPriceFen: 1980 }];
    const form = { idempotencyKey: "k".repeat(43), address: ADDRESS, note: "", fromCart: false };
    expect(await checkOut(shop, buyer, { ...form, items })).toMatchObject({ ok: true });
    const corrected = items.map((item) => ({ ...item, quantity: 2 }));
    expect(await checkOut(shop, buyer, { ...form, items: corrected })).toMatchObject({ ok: true, replayed: false });
    const tooMany = items.map((item) => ({ ...item, quantity: 3 }));
    expect(await checkOut(shop, buyer, { ...form, items: tooMany })).toMatchObject({ reason: "over_limit", bought: 0 });
  });

  test("an order that is sent to another phone number afterwards counts for that one", async () => {
    const shop = await testShop();
    const { variants } = await limitedGoods(shop, { limitPerBuyer: 1 });
    const goods = [{ variantId: variants[0], quantity: 1 }];
    const [one, other] = [await aBuyer(shop), await aBuyer(shop)];
    await pay(shop, await order(shop, one, goods, { phone: "13900000001" }));
    const key = "k".repeat(43);
    expect(await order(shop, other, goods, { key, phone: "13900000002" })).toMatchObject({ ok: true });
    expect(await order(shop, other, goods, { key, phone: "13900000001" })).toMatchObject({ reason: "over_limit", bought: 0 });
    expect(await order(shop, other, goods, { key, phone: "13900000003" })).toMatchObject({ ok: true, replayed: true });
  });

  test("nobody learns how much somebody else's phone number has bought", async () => {
    const shop = await testShop();
    const { variants } = await limitedGoods(shop, { limitPerBuyer: 3 });
    const [small] = variants;
    await pay(shop, await order(shop, await aBuyer(shop), [{ variantId: small, quantity: 2 }]));
    const stranger = await aBuyer(shop);
    await order(shop, stranger, [{ variantId: small, quantity: 1 }], { phone: "13900000009" });
    expect(await order(shop, stranger, [{ variantId: small, quantity: 2 }])).toMatchObject({ reason: "over_limit", bought: 1 });
    expect(await order(shop, stranger, [{ variantId: small, quantity: 3 }])).toMatchObject({ reason: "over_limit", bought: 1 });
  });

  test("an order whose whole money went back after it was sent gives back what it took, and a part of it does not", async () => {
    const shop = await testShop();
    const { productId, variants } = await limitedGoods(shop, { limitPerBuyer: 2 });
    const buyer = await aBuyer(shop);
    const sent = await order(shop, buyer, [{ variantId: variants[0], quantity: 2 }]);
    if (!sent.ok) throw new Error(sent.reason);
    await pay(shop, sent);
    await shipOrder(shop, sent.orderId, { courier: "顺丰速运", trackingNo: "SF0000001" });
    await refundOrder(shop, { orderId: sent.orderId, amountFen: 1000, reason: "少发", wish: { key: "a", owner: "amy" } });
    await pass(shop, MINUTE_MS);
    expect(await order(shop, buyer, [{ variantId: variants[1], quantity: 1 }])).toMatchObject({ reason: "over_limit" });
    await refundOrder(shop, { orderId: sent.orderId, amountFen: 2960, reason: "退货", wish: { key: "b", owner: "amy" } });
    await pass(shop, MINUTE_MS);
    expect(await shop.db.order.findUniqueOrThrow({ where: { id: sent.orderId } })).toMatchObject({ status: "SHIPPED" });
    expect(await countBought(shop.db, productId, { buyerId: buyer, phone: ADDRESS.phone })).toBe(0);
    expect(await order(shop, buyer, [{ variantId: variants[1], quantity: 2 }])).toMatchObject({ ok: true });
  });

  test.each([
    ["the shop asks", pay],
    ["a notice tells of it", notify],
  ])(
    "an order that was replaced, and is paid in an old tab besides the new one, is over the limit: its money goes back (%s)",
    async (_, hear) => {
      const shop = await testShop();
      const { variants } = await limitedGoods(shop, { limitPerBuyer: 1 });
      const buyer = await aBuyer(shop);
      const goods = [{ variantId: variants[0], quantity: 1 }];
      const old = await order(shop, buyer, goods, { key: "k".repeat(43) });
      if (!old.ok) throw new Error(old.reason);
      // Its closing was asked for, and the gateway has not answered.
      await shop.db.$transaction((tx) => askToClose(tx, { orderId: old.orderId, by: "buyer", at: shop.now() }));
      await shop.db.product.updateMany({ data: { limitPerBuyer: 2 } });
      const fresh = await order(shop, buyer, goods);
      await shop.db.product.updateMany({ data: { limitPerBuyer: 1 } });
      await pay(shop, fresh);
      await hear(shop, old);
      expect(await shop.db.order.findUniqueOrThrow({ where: { id: old.orderId } })).toMatchObject({
        status: "PENDING",
        closeWanted: "buyer",
      });
      expect(await shop.db.discrepancy.findFirstOrThrow()).toMatchObject({ kind: "late_payment_over_limit", orderId: old.orderId });
      expect(await shop.db.payment.findMany({ select: { disposition: true }, orderBy: { id: "asc" } })).toEqual([
        { disposition: "settled" },
        { disposition: "held" },
      ]);
      // Whoever closes it finds nothing to ask the gateway about.
      expect(await closeOrder(shop, old.orderId)).toEqual({ kind: "closed" });
    },
  );

  test("an order whose closing was asked for is taken when it is paid within the limit", async () => {
    const shop = await testShop();
    const { variants } = await limitedGoods(shop, { limitPerBuyer: 1 });
    const old = await order(shop, await aBuyer(shop), [{ variantId: variants[0], quantity: 1 }]);
    if (!old.ok) throw new Error(old.reason);
    await shop.db.$transaction((tx) => askToClose(tx, { orderId: old.orderId, by: "buyer", at: shop.now() }));
    await pay(shop, old);
    expect(await shop.db.order.findUniqueOrThrow({ where: { id: old.orderId } })).toMatchObject({ status: "PAID", closeWanted: null });
  });

  test("a refusal reserves nothing", async () => {
    const shop = await testShop();
    const { variants } = await limitedGoods(shop, { limitPerBuyer: 1 });
    await order(shop, await aBuyer(shop), [{ variantId: variants[0], quantity: 2 }]);
    expect(await shop.db.variant.findUniqueOrThrow({ where: { id: variants[0] } })).toMatchObject({ stock: 100, reserved: 0 });
    expect(await shop.db.order.count()).toBe(0);
  });
});
