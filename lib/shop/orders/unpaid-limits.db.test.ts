import { describe, expect, test } from "vitest";
import { checkOut } from "@/lib/shop/checkout/check-out";
import { requestClose } from "@/lib/shop/payments/close-order";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { startPayment } from "@/lib/shop/payments/start-payment";
import type { UnpaidLimits } from "@/lib/shop/shop";
import { aTrade } from "@/test/fake-gateway";
import { aCoupon } from "@/test/promotions";
import { ADDRESS, aBuyer, MINUTE_MS, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { placeOrder } from "./place-order";

/** As they are unless set. */
const LIMITS: UnpaidLimits = {
  ...{ ordersPerBrowser: 3, ordersPerNetwork: 300, percentPerBrowser: 30, percentPerNetwork: 60 },
  ...{ minPieces: 5, alarmPercent: 50 },
};
const HOME = "203.0.113.0/24";
const CARRIER = "100.64.7.0/24";

const shopWith = (limits: Partial<UnpaidLimits> = {}) => testShop({ unpaid: { ...LIMITS, ...limits } });

type Goods = { variantId: number; quantity?: number };
/** Somebody orders; with no buyer named, a browser without a cookie. */
async function order(shop: TestShop, goods: Goods[], { buyer, network = HOME }: { buyer?: string; network?: string } = {}) {
  return placeOrder(shop, buyer ?? (await aBuyer(shop)), {
    idempotencyKey: Math.random().toString(36),
    items: goods.map(({ variantId, quantity = 1 }) => ({ variantId, quantity, expectedPriceFen: 1980 })),
    address: ADDRESS,
    note: "",
    network,
  });
}

async function shelf(shop: TestShop, variantId: number) {
  const { stock, reserved } = await shop.db.variant.findUniqueOrThrow({ where: { id: variantId } });
  return { stock, reserved };
}

async function stockMany(shop: TestShop, count: number, stock: number): Promise<number[]> {
  const category = await shop.db.category.create({ data: { slug: "tea", name: "茶叶", icon: "tea" } });
  const ids: number[] = [];
  for (let i = 0; i < count; i++) {
    const product = await shop.db.product.create({
      data: { slug: `p-${i}`, title: `茶 ${i}`, categoryId: category.id, variants: { create: { priceFen: 1980, stock } } },
      select: { variants: { select: { id: true } } },
    });
    ids.push(product.variants[0]?.id ?? 0);
  }
  await shop.db.stockMovement.createMany({ data: ids.map((variantId) => ({ variantId, kind: "adjust", quantity: stock })) });
  return ids;
}

describe("whoever does not pay", () => {
  test("three strangers with a script cannot hold all goods of the shop, and a dozen of the same network cannot either", async () => {
    const shop = await shopWith();
    const variants = await stockMany(shop, 28, 99);
    for (let request = 0; request < 12; request++)
      for (const quantity of [99, 29, 5, 1])
        await order(
          shop,
          variants.map((variantId) => ({ variantId, quantity })),
        );
    for (const variantId of variants) {
      const { stock, reserved } = await shelf(shop, variantId);
      expect(reserved).toBeLessThanOrEqual(59);
      expect(stock).toBeGreaterThanOrEqual(40);
    }
    // Somebody from elsewhere buys what is left.
    expect(await order(shop, [{ variantId: variants[0] ?? 0, quantity: 3 }], { network: CARRIER })).toMatchObject({ ok: true });
  });

  test("a browser has three unpaid orders at most, also when it asks twenty times at once, and may go on when it has paid or cancelled one", async () => {
    const shop = await shopWith();
    const variants = await stockMany(shop, 20, 50);
    const buyer = await aBuyer(shop);
    const placed = await Promise.all(variants.map((variantId) => order(shop, [{ variantId }], { buyer })));
    expect(placed.filter(({ ok }) => ok)).toHaveLength(3);
    for (const refused of placed.filter(({ ok }) => !ok)) expect(refused).toMatchObject({ reason: "unpaid_orders", most: 3 });

    const [one, other] = placed.flatMap((result) => (result.ok ? [result.orderId] : []));
    const next = () => order(shop, [{ variantId: variants[0] ?? 0 }], { buyer });
    await pay(shop, one ?? "");
    expect(await next()).toMatchObject({ ok: true });
    expect(await next()).toMatchObject({ reason: "unpaid_orders" });
    await requestClose(shop, other ?? "", "buyer");
    expect(await next()).toMatchObject({ ok: true });
  });

  test("an order that cannot be paid or cancelled any more does not keep its buyer from the next one", async () => {
    const shop = await shopWith({ ordersPerBrowser: 1 });
    const [variantId = 0] = await stockMany(shop, 1, 50);
    const buyer = await aBuyer(shop);
    await order(shop, [{ variantId }], { buyer });
    expect(await order(shop, [{ variantId }], { buyer })).toMatchObject({ reason: "unpaid_orders" });
    shop.advance(30 * MINUTE_MS);
    expect(await order(shop, [{ variantId }], { buyer })).toMatchObject({ ok: true });
  });

  test("a form that is changed again and again takes the place of its own order, and is not refused for that one", async () => {
    const shop = await shopWith({ ordersPerBrowser: 1 });
    const { variantId } = await stockGoods(shop, { stock: 10 });
    const buyerId = await aBuyer(shop);
    for (const quantity of [5, 4, 3, 2]) {
      const draft = { idempotencyKey: "one form", items: [{ variantId, quantity, expectedPriceFen: 1980 }], address: ADDRESS, note: "" };
      expect(await checkOut(shop, buyerId, { ...draft, network: HOME, fromCart: false })).toMatchObject({ ok: true });
      expect(await shelf(shop, variantId)).toEqual({ stock: 10 - quantity, reserved: quantity });
    }
  });

  test("one network has no more than its number of unpaid orders, whatever they are of, and asked for at once by twenty browsers", async () => {
    const shop = await shopWith({ ordersPerNetwork: 3 });
    const variants = await stockMany(shop, 20, 50);
    const placed = await Promise.all(variants.map((variantId) => order(shop, [{ variantId }])));
    expect(placed.filter(({ ok }) => ok)).toHaveLength(3);
    for (const refused of placed.filter(({ ok }) => !ok)) expect(refused).toMatchObject({ reason: "network_full", goods: null });
    expect(await order(shop, [{ variantId: variants[0] ?? 0 }], { network: CARRIER })).toMatchObject({ ok: true });
  });

  test("nor more than its share of one thing, asked for at once by twenty browsers", async () => {
    const shop = await shopWith();
    const { variantId } = await stockGoods(shop, { stock: 100 });
    const placed = await Promise.all(Array.from({ length: 20 }, () => order(shop, [{ variantId, quantity: 7 }])));
    expect(placed.filter(({ ok }) => ok)).toHaveLength(8); // 56 of 60
    for (const refused of placed.filter(({ ok }) => !ok)) expect(refused).toMatchObject({ reason: "network_full", goods: "龙井茶" });
    expect(await shelf(shop, variantId)).toEqual({ stock: 44, reserved: 56 });
  });

  test("who wants more of one thing than may be held is told how much that is, and has it after paying", async () => {
    const shop = await shopWith();
    const { variantId } = await stockGoods(shop, { stock: 100 });
    const buyer = await aBuyer(shop);
    expect(await order(shop, [{ variantId, quantity: 40 }], { buyer })).toMatchObject({ reason: "held_too_much", left: 30 });
    const first = await order(shop, [{ variantId, quantity: 30 }], { buyer });
    expect(await order(shop, [{ variantId, quantity: 10 }], { buyer })).toMatchObject({ reason: "held_too_much", left: 0 });
    if (first.ok) await pay(shop, first.orderId);
    expect(await order(shop, [{ variantId, quantity: 10 }], { buyer })).toMatchObject({ ok: true });
  });
});

describe("ordinary buyers", () => {
  test("two hundred behind one carrier's address each buy one and pay: none is refused", async () => {
    const shop = await shopWith();
    const { variantId } = await stockGoods(shop, { stock: 250 });
    for (let wave = 0; wave < 10; wave++) {
      const placed = await Promise.all(Array.from({ length: 20 }, () => order(shop, [{ variantId }], { network: CARRIER })));
      expect(placed.map((result) => result.ok || result.reason)).toEqual(placed.map(() => true));
      await Promise.all(placed.map((result) => result.ok && pay(shop, result.orderId)));
    }
    expect(await shop.db.order.count({ where: { status: "PAID" } })).toBe(200);
  });

  test("two hundred behind one carrier's address have ordered, and none has paid yet: all have their goods, and so has the next", async () => {
    const shop = await shopWith();
    const { variantId } = await stockGoods(shop, { stock: 400 });
    for (let wave = 0; wave < 10; wave++) {
      const placed = await Promise.all(Array.from({ length: 20 }, () => order(shop, [{ variantId }], { network: CARRIER })));
      expect(placed.filter(({ ok }) => !ok)).toEqual([]);
    }
    expect(await shelf(shop, variantId)).toMatchObject({ reserved: 200 });
    expect(await order(shop, [{ variantId, quantity: 2 }])).toMatchObject({ ok: true });
  });

  test("one who wants the last five of something has them", async () => {
    const shop = await shopWith();
    const { variantId } = await stockGoods(shop, { stock: 5 });
    expect(await order(shop, [{ variantId, quantity: 5 }])).toMatchObject({ ok: true });
  });

  test("from where an order came is forgotten when it is paid or closed, whoever ends it", async () => {
    const shop = await shopWith();
    const { variantId } = await stockGoods(shop, { stock: 50 });
    const [paid, closed, open] = [
      await order(shop, [{ variantId }]),
      await order(shop, [{ variantId }]),
      await order(shop, [{ variantId }]),
    ].map((result) => (result.ok ? result.orderId : ""));
    await pay(shop, paid ?? "");
    await requestClose(shop, closed ?? "", "owner");
    const known = await shop.db.order.findMany({ where: { network: { not: null } }, select: { id: true, network: true } });
    expect(known).toEqual([{ id: open, network: HOME }]);
  });
});

/** The money comes. */
async function pay(shop: TestShop, orderId: string): Promise<void> {
  const { outTradeNo, amountFen } = await shop.db.paymentAttempt.findFirstOrThrow({ where: { orderId } });
  await startPayment(shop, orderId);
  await settlePayment(shop, aTrade(outTradeNo, amountFen), "query");
}

test("a coupon for few is not held by those of one network, nor by one browser, who do not pay", async () => {
  const shop = await shopWith({ ordersPerBrowser: 20 });
  const { variantId } = await stockGoods(shop, { stock: 100 });
  await aCoupon(shop, { total: 10 });
  const use = async (network: string, buyer?: string) => {
    const placed = await placeOrder(shop, buyer ?? (await aBuyer(shop)), {
      ...{ idempotencyKey: Math.random().toString(36), address: ADDRESS, note: "", network, couponCode: "SAVE5", expectedDiscountFen: 500 },
      items: [{ variantId, quantity: 1, expectedPriceFen: 1980 }],
    });
    return placed.ok ? "placed" : placed.reason;
  };
  const stranger = await aBuyer(shop);
  const own = [];
  for (let i = 0; i < 4; i++) own.push(await use(HOME, stranger));
  expect(own).toEqual(["placed", "placed", "placed", "coupon_held"]);
  const near = await Promise.all(Array.from({ length: 6 }, () => use(HOME)));
  expect(near.sort()).toEqual([...Array(3).fill("coupon_held"), ...Array(3).fill("placed")]);
  expect(await use(CARRIER)).toBe("placed");
});
