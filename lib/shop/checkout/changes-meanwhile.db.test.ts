import type pg from "pg";
import { describe, expect, test } from "vitest";
import { rememberedAddress } from "@/lib/shop/addresses/remembered-address";
import { addToCart } from "@/lib/shop/cart/change-cart";
import { getSelectedLines } from "@/lib/shop/cart/get-cart";
import { startBegun, startPayment } from "@/lib/shop/payments/start-payment";
import type { Shop } from "@/lib/shop/shop";
import { adjustStock } from "@/lib/shop/stock/adjust-stock";
import { ADDRESS, aBuyer, MINUTE_MS, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { checkOut } from "./check-out";

/** A view of a shop in whose transactions something happens once, before they go to the database for the `trip`th time. */
function meanwhile(shop: Shop, trip: number, change: () => Promise<unknown>): Shop {
  let trips = 0;
  const connect = async () => {
    const client = await shop.pool.connect();
    const send = (batch: pg.Submittable) => {
      trips += 1;
      if (trips === trip) void change().then(() => client.query(batch));
      else client.query(batch);
    };
    return instead(client, "query", send);
  };
  const pool = instead(shop.pool, "connect", connect);
  return { ...shop, pool };
}

/** The same, with another method under one name. */
function instead<Whole extends object>(whole: Whole, name: keyof Whole, method: unknown): Whole {
  return new Proxy(whole, {
    get: (target, asked) => {
      const value: unknown = asked === name ? method : Reflect.get(target, asked);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

async function aFormFromTheCart(shop: TestShop) {
  const buyerId = await aBuyer(shop);
  const { variantId, productId } = await stockGoods(shop);
  await addToCart(shop, buyerId, { variantId, quantity: 2 });
  const items = [{ variantId, quantity: 2, expectedPriceFen: 1980 }];
  const form = { idempotencyKey: "k".repeat(43), items, address: ADDRESS, note: "", network: "203.0.113.0/24", fromCart: true };
  return { buyerId, variantId, productId, form };
}

describe("while an order is placed, the owner", () => {
  test("takes the goods off sale at the last moment: nothing is ordered, and the cart, the address and the network's budget stay", async () => {
    const shop = await testShop();
    const { buyerId, variantId, productId, form } = await aFormFromTheCart(shop);
    const offSale = () => shop.db.product.update({ where: { id: productId }, data: { onSale: false } });
    expect(await checkOut(meanwhile(shop, 2, offSale), buyerId, form)).toMatchObject({ ok: false, reason: "off_sale" });
    expect(await shop.db.order.count()).toBe(0);
    expect(await getSelectedLines(shop, buyerId)).toHaveLength(1);
    expect(await rememberedAddress(shop, buyerId)).toBeNull();
    expect(await shop.db.rateLimit.count({ where: { key: { startsWith: "orders-network" } } })).toBe(0);
    expect(await shop.db.variant.findUniqueOrThrow({ where: { id: variantId } })).toMatchObject({ stock: 10, reserved: 0 });
  });

  test("changes the price: the buyer is told, and charged at neither", async () => {
    const shop = await testShop();
    const { buyerId, variantId, productId, form } = await aFormFromTheCart(shop);
    // The form of goods with a limit for one buyer is looked at twice.
    await shop.db.product.update({ where: { id: productId }, data: { limitPerBuyer: 5 } });
    const dearer = () => shop.db.variant.update({ where: { id: variantId }, data: { priceFen: 2080 } });
    expect(await checkOut(meanwhile(shop, 2, dearer), buyerId, form)).toMatchObject({ ok: false, reason: "price_changed" });
    expect(await shop.db.order.count()).toBe(0);
  });

  test("changes the price of goods that are being ordered: the order is placed at the price that it showed, and the change comes after it", async () => {
    const shop = await testShop();
    const { buyerId, variantId, form } = await aFormFromTheCart(shop);
    let changed: Promise<unknown> = Promise.resolve();
    const dearer = async () => {
      changed = shop.db.variant.update({ where: { id: variantId }, data: { priceFen: 2080 } });
      changed.catch(() => {});
    };
    expect(await checkOut(meanwhile(shop, 2, dearer), buyerId, form)).toMatchObject({ ok: true });
    await changed;
    expect(await shop.db.orderLine.findMany({ select: { priceFen: true } })).toEqual([{ priceFen: 1980 }]);
    expect(await shop.db.variant.findUniqueOrThrow({ where: { id: variantId } })).toMatchObject({ priceFen: 2080, stock: 8, reserved: 2 });
  });

  test("sells the rest over the counter: nobody is sold what is not there", async () => {
    const shop = await testShop();
    const { buyerId, variantId, form } = await aFormFromTheCart(shop);
    const empty = () => adjustStock(shop, variantId, { kind: "by", delta: -10 });
    expect(await checkOut(meanwhile(shop, 1, empty), buyerId, form)).toMatchObject({ ok: false, reason: "sold_out" });
    expect(await shop.db.order.count()).toBe(0);
  });

  test.each([
    [1, { ok: false, reason: "over_limit", most: 1 }],
    [2, { ok: true }],
  ])("begins to sell no more than %i to one buyer: that holds for this order as well", async (limitPerBuyer, expected) => {
    const shop = await testShop();
    const { buyerId, productId, form } = await aFormFromTheCart(shop);
    const limited = () => shop.db.product.update({ where: { id: productId }, data: { limitPerBuyer } });
    expect(await checkOut(meanwhile(shop, 1, limited), buyerId, form)).toMatchObject(expected);
    expect(await shop.db.order.count()).toBe(expected.ok ? 1 : 0);
  });
});

describe("a payment that begins with its order", () => {
  test("is written as one that begins right afterwards, and the buyer is sent to the same cashier", async () => {
    const shop = await testShop({ firstHoldMs: 10 * MINUTE_MS });
    const once = async (toCashier: boolean) => {
      const { buyerId, form } = await aFormFromTheCart(shop);
      const placed = await checkOut(shop, buyerId, { ...form, toCashier });
      if (!placed.ok) throw new Error(placed.reason);
      const started = placed.begun ? await startBegun(shop, placed, placed.begun) : await startPayment(shop, placed.orderId);
      const order = await shop.db.order.findUniqueOrThrow({
        where: { id: placed.orderId },
        select: { expiresAt: true, dueAt: true, checks: true, status: true, totalFen: true, attempts: true, events: true },
      });
      const { attempts, events, ...times } = order;
      const [attempt] = attempts;
      expect(started).toEqual({ ok: true, redirectUrl: `https://cashier.example/?${attempt?.outTradeNo}` });
      const same = { id: null, orderId: null, outTradeNo: null };
      return {
        ...times,
        attempt: { ...attempt, ...same, subject: attempt?.subject.replace(placed.no, "") },
        events: events
          .sort((one, other) => Number(one.id - other.id))
          .map(({ kind, actor, detail }) => [kind, actor, Object.keys(detail as object)]),
      };
    };
    const begun = await once(true);
    expect(begun).toEqual(await once(false));
    expect(begun.events.map(([kind]) => kind)).toEqual(["placed", "payment_started"]);
    expect(begun.expiresAt).toEqual(new Date(shop.now().getTime() + 30 * MINUTE_MS));
  });

  test("is not begun again by the same form, whose buyer is asked about first", async () => {
    const shop = await testShop();
    const { buyerId, form } = await aFormFromTheCart(shop);
    const [first, again] = [
      await checkOut(shop, buyerId, { ...form, toCashier: true }),
      await checkOut(shop, buyerId, { ...form, toCashier: true }),
    ];
    expect(first).toMatchObject({ ok: true, begun: { amountFen: 3960 } });
    expect(again).toMatchObject({ ok: true, replayed: true, begun: null });
    expect(await shop.db.paymentAttempt.count()).toBe(1);
  });
});
