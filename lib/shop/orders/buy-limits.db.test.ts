import { describe, expect, test } from "vitest";
import { addToCart, setQuantity } from "@/lib/shop/cart/change-cart";
import { countCart, getCart } from "@/lib/shop/cart/get-cart";
import { checkOut } from "@/lib/shop/checkout/check-out";
import { requestClose } from "@/lib/shop/payments/close-order";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { aTrade } from "@/test/fake-gateway";
import { ADDRESS, aBuyer, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { countBought } from "./buy-limits";
import { placeOrder } from "./place-order";

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
    const { outTradeNo } = await shop.db.paymentAttempt.findFirstOrThrow({ where: { orderId: first.orderId } });
    await settlePayment(shop, aTrade(outTradeNo, 1980), "query");
    const second = await order(shop, buyer, [{ variantId: big, quantity: 1 }]);
    if (!second.ok) throw new Error(second.reason);
    expect(await order(shop, buyer, [{ variantId: small, quantity: 1 }])).toMatchObject({ reason: "over_limit", most: 2, bought: 2 });
    await requestClose(shop, second.orderId, "buyer");
    expect(await countBought(shop.db, productId, { buyerId: buyer })).toBe(1);
    expect(await order(shop, buyer, [{ variantId: small, quantity: 1 }])).toMatchObject({ ok: true });
  });

  test("tabs of one browser, and browsers with one phone number, cannot take more together", async () => {
    const shop = await testShop();
    const { productId, variants } = await limitedGoods(shop, { limitPerBuyer: 2 });
    const buyers = await Promise.all([aBuyer(shop), aBuyer(shop), aBuyer(shop)]);
    const tries = [...buyers, ...buyers, ...buyers].map((buyer, index) =>
      order(shop, buyer, [{ variantId: variants[index % 2] ?? 0, quantity: 1 }]),
    );
    expect((await Promise.all(tries)).filter(({ ok }) => ok)).toHaveLength(2);
    const [buyerId = ""] = buyers;
    expect(await countBought(shop.db, productId, { buyerId, phone: ADDRESS.phone })).toBe(2);
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
    await order(shop, one, goods, { phone: "13900000001" });
    const key = "k".repeat(43);
    expect(await order(shop, other, goods, { key, phone: "13900000002" })).toMatchObject({ ok: true });
    expect(await order(shop, other, goods, { key, phone: "13900000001" })).toMatchObject({ reason: "over_limit", bought: null });
    expect(await order(shop, other, goods, { key, phone: "13900000003" })).toMatchObject({ ok: true, replayed: true });
  });

  test("nobody learns how much somebody else's phone number has bought", async () => {
    const shop = await testShop();
    const { variants } = await limitedGoods(shop, { limitPerBuyer: 3 });
    const [small] = variants;
    await order(shop, await aBuyer(shop), [{ variantId: small, quantity: 2 }]);
    const stranger = await aBuyer(shop);
    await order(shop, stranger, [{ variantId: small, quantity: 1 }], { phone: "13900000009" });
    expect(await order(shop, stranger, [{ variantId: small, quantity: 2 }])).toMatchObject({ reason: "over_limit", bought: null });
    expect(await order(shop, stranger, [{ variantId: small, quantity: 3 }])).toMatchObject({ reason: "over_limit", bought: 1 });
  });

  test("a refusal reserves nothing", async () => {
    const shop = await testShop();
    const { variants } = await limitedGoods(shop, { limitPerBuyer: 1 });
    await order(shop, await aBuyer(shop), [{ variantId: variants[0], quantity: 2 }]);
    expect(await shop.db.variant.findUniqueOrThrow({ where: { id: variants[0] } })).toMatchObject({ stock: 100, reserved: 0 });
    expect(await shop.db.order.count()).toBe(0);
  });
});
