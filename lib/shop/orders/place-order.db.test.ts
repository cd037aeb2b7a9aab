import { describe, expect, test } from "vitest";
import { ADDRESS, aBuyer, anOrder, stockGoods, testShop } from "@/test/test-shop";
import type { OrderDraft } from "./order-draft";
import { placeOrder } from "./place-order";
import type { PlacedOrder } from "./placed-order";

const draft = (items: [variantId: number, quantity: number, expectedPriceFen?: number][], idempotencyKey = "form-1"): OrderDraft => ({
  idempotencyKey,
  items: items.map(([variantId, quantity, expectedPriceFen = 1980]) => ({ variantId, quantity, expectedPriceFen })),
  address: ADDRESS,
  note: "",
});

describe("placing an order", () => {
  test("a buyer's order freezes its lines, reserves the goods and makes one payment attempt", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop, { stock: 10 });
    const placed = await placeOrder(shop, await aBuyer(shop), draft([[variantId, 3]]));

    expect(placed).toMatchObject({ ok: true, replayed: false });
    const order = await shop.db.order.findFirstOrThrow({ include: { lines: true, attempts: true, events: true } });
    expect(order).toMatchObject({ status: "PENDING", totalFen: 5940, dueAt: new Date("2026-11-22T01:30:00Z") });
    expect(order.lines).toMatchObject([{ title: "龙井茶", priceFen: 1980, quantity: 3 }]);
    expect(order.attempts).toMatchObject([{ status: "OPEN", amountFen: 5940, startedAt: null }]);
    expect(order.no).toMatch(/^261122\d{10}$/);
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 7, reserved: 3, sold: 0 });
  });

  test("a buyer who clicks twenty times, in two tabs, has one order", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop, { stock: 100 });
    const buyer = await aBuyer(shop);
    const placed = await Promise.all(
      Array.from({ length: 20 }, () => placeOrder(shop, buyer, draft([[variantId, 1]], `form ${variantId}`))),
    );

    expect(new Set(placed.map((result) => result.ok && result.no)).size).toBe(1);
    expect(placed.filter((result) => result.ok && !result.replayed)).toHaveLength(1);
    expect(await shop.db.order.count()).toBe(1);
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 99, reserved: 1 });
  });

  test("a form sent again after the answer was lost lands on the order it had made, even if the price has changed since", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop);
    const buyer = await aBuyer(shop);
    const first = await placeOrder(shop, buyer, draft([[variantId, 1]]));
    await shop.db.variant.update({ where: { id: variantId }, data: { priceFen: 9900 } });
    const second = await placeOrder(shop, buyer, draft([[variantId, 1]]));

    expect(second).toMatchObject({ ok: true, replayed: true, no: first.ok && first.no });
  });

  test("two buyers with the same form key have two orders", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop);
    const placed = await Promise.all(
      [await aBuyer(shop), await aBuyer(shop)].map((buyer) => placeOrder(shop, buyer, draft([[variantId, 1]]))),
    );
    expect(new Set(placed.map((result) => result.ok && result.no)).size).toBe(2);
  });

  test("two hundred buyers after ten pieces: exactly ten are sold", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop, { stock: 10 });
    const buyers = await Promise.all(Array.from({ length: 200 }, () => aBuyer(shop)));
    const placed = await Promise.all(buyers.map((buyer) => placeOrder(shop, buyer, draft([[variantId, 1]], `form ${variantId}`))));

    expect(placed.filter((result) => result.ok)).toHaveLength(10);
    expect(new Set(placed.flatMap((result) => (result.ok ? [] : [result.reason])))).toEqual(new Set(["sold_out"]));
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 0, reserved: 10 });
  });

  test("carts with the same goods in opposite order do not wait for each other for ever", async () => {
    const shop = await testShop();
    const { variantId: tea } = await stockGoods(shop, { stock: 100 });
    const { variantId: fruit } = await stockGoods(shop, { stock: 100 });
    const buyers = await Promise.all(Array.from({ length: 40 }, () => aBuyer(shop)));
    const placed = await Promise.all(
      buyers.map((buyer, i) => {
        const items: [number, number][] =
          i % 2
            ? [
                [tea, 1],
                [fruit, 1],
              ]
            : [
                [fruit, 1],
                [tea, 1],
              ];
        return placeOrder(shop, buyer, draft(items));
      }),
    );
    expect(placed.every((result) => result.ok)).toBe(true);
  });

  test("a buyer who sends two forms at the very same moment, for different goods, holds no more unpaid orders than one browser may", async () => {
    const shop = await testShop();
    shop.config.unpaid = { ...shop.config.unpaid, ordersPerBrowser: 1 };
    const goods = [await stockGoods(shop), await stockGoods(shop)];
    const buyer = await aBuyer(shop);
    let sent: Promise<PlacedOrder[]> = Promise.resolve([]);
    await shop.db.$transaction(async (tx) => {
      // Neither can write before the other has begun.
      await tx.$executeRaw`LOCK TABLE order_lines IN SHARE MODE`;
      sent = Promise.all(goods.map(({ variantId }) => placeOrder(shop, buyer, draft([[variantId, 1]], `form ${variantId}`))));
      const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
      await expect.poll(async () => (await shop.pool.query(waiting)).rowCount, { timeout: 10_000 }).toBe(2);
    });
    const reasons = (await sent).map((placed) => (placed.ok ? "placed" : placed.reason));
    expect(reasons.sort()).toEqual(["placed", "unpaid_orders"]);
  });

  test("a buyer is told of a new price and nothing is ordered at either", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop, { priceFen: 2080 });
    expect(await placeOrder(shop, await aBuyer(shop), draft([[variantId, 1, 1980]]))).toMatchObject({ ok: false, reason: "price_changed" });
    expect(await shop.db.order.count()).toBe(0);
  });

  test("goods that are sold out, off sale or gone are refused whole, with their names, and leave no trace", async () => {
    const shop = await testShop();
    const { variantId: there } = await stockGoods(shop, { stock: 5 });
    const { variantId: soldOut } = await stockGoods(shop, { stock: 0, title: "水蜜桃" });
    const { variantId: offSale, productId } = await stockGoods(shop);
    await shop.db.product.update({ where: { id: productId }, data: { onSale: false } });
    const buyer = await aBuyer(shop);

    const short = await placeOrder(
      shop,
      buyer,
      draft([
        [there, 1],
        [soldOut, 1],
      ]),
    );
    expect(short).toMatchObject({ ok: false, reason: "sold_out", goods: [{ title: "水蜜桃" }] });
    expect(await placeOrder(shop, buyer, draft([[offSale, 1]]))).toMatchObject({ ok: false, reason: "off_sale" });
    expect(await placeOrder(shop, buyer, draft([[999_999, 1]]))).toMatchObject({ ok: false, reason: "off_sale" });
    expect(await shop.db.order.count()).toBe(0);
    expect(await shop.db.variant.findUniqueOrThrow({ where: { id: there } })).toMatchObject({ stock: 5, reserved: 0 });
  });

  test.each([0, -1, 1.5, 100, 1e9, Number.NaN])("a quantity of %s is refused", async (quantity) => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop, { stock: 1000 });
    expect(await placeOrder(shop, await aBuyer(shop), draft([[variantId, quantity]]))).toMatchObject({ ok: false, reason: "too_many" });
  });

  test("the same goods twice in one order count together against the limit", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop, { stock: 1000 });
    expect(
      await placeOrder(
        shop,
        await aBuyer(shop),
        draft([
          [variantId, 60],
          [variantId, 60],
        ]),
      ),
    ).toMatchObject({ ok: false, reason: "too_many" });
  });

  test("an empty cart, one with too many lines and one too dear are refused", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop, { priceFen: 999_999_999, stock: 10 });
    const buyer = await aBuyer(shop);
    expect(await placeOrder(shop, buyer, draft([]))).toMatchObject({ ok: false, reason: "empty" });
    const many = draft(Array.from({ length: 51 }, (_, i) => [i + 1, 1]));
    expect(await placeOrder(shop, buyer, many)).toMatchObject({ ok: false, reason: "too_many" });
    expect(await placeOrder(shop, buyer, draft([[variantId, 2, 999_999_999]]))).toMatchObject({ ok: false, reason: "too_expensive" });
  });

  test("what was bought cannot be changed afterwards, by whatever code", async () => {
    const shop = await testShop();
    const { orderId } = await anOrder(shop);
    await expect(shop.db.orderLine.updateMany({ where: { orderId }, data: { priceFen: 1 } })).rejects.toThrow(/cannot change/);
    await expect(shop.db.order.update({ where: { id: orderId }, data: { totalFen: 1, itemsFen: 1 } })).rejects.toThrow(/cannot change/);
  });
});
