import { describe, expect, test } from "vitest";
import { closeUnpaid } from "@/lib/shop/payments/close-unpaid";
import { reviewDueOrders } from "@/lib/shop/payments/due-orders";
import { askGateway } from "@/lib/shop/payments/refresh-payment";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, stockGoods, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { listHeldGoods } from "./list-held-goods";

const NOTE = "同一网络大量下单不付款";

async function orderFrom(shop: TestShop, network: string, variantId: number, quantity: number): Promise<TestOrder> {
  const order = await anOrder(shop, { variantId, quantity });
  await shop.db.order.update({ where: { id: order.orderId }, data: { network } });
  return order;
}

const statusOf = async (shop: TestShop, { orderId }: TestOrder) =>
  (await shop.db.order.findUniqueOrThrow({ where: { id: orderId }, select: { status: true } })).status;

describe("an owner", () => {
  test("whose shelves are emptied by unpaid orders sees of what, how much, and from how many networks", async () => {
    const shop = await testShop();
    const { variantId, productId } = await stockGoods(shop, { stock: 20 });
    await stockGoods(shop, { stock: 500, title: "水蜜桃" });
    await orderFrom(shop, "203.0.113.0/24", variantId, 5);
    await orderFrom(shop, "203.0.113.0/24", variantId, 4);
    expect(await listHeldGoods(shop)).toEqual({ all: null, variants: [] });
    await orderFrom(shop, "198.51.100.0/24", variantId, 1);
    expect(await listHeldGoods(shop)).toEqual({
      all: null,
      variants: [{ variantId, productId, title: "龙井茶", variantName: "", held: 10, forSale: 20, orders: 3, closing: 0, networks: 2 }],
    });
  });

  test("who writes a million for what never runs out, of many goods, can open the dashboard all the same", async () => {
    const shop = await testShop();
    for (let product = 0; product < 50; product++) await stockGoods(shop, { stock: 1_000_000 });
    const { variantId } = await stockGoods(shop, { stock: 20 });
    await orderFrom(shop, "203.0.113.0/24", variantId, 10);
    expect(await listHeldGoods(shop)).toMatchObject({ all: null, variants: [{ variantId, held: 10, forSale: 20 }] });
  });

  test("is left in peace when somebody orders the last pieces of something", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop, { stock: 5 });
    await stockGoods(shop, { stock: 100 });
    await anOrder(shop, { variantId, quantity: 5 });
    expect(await listHeldGoods(shop)).toEqual({ all: null, variants: [] });
  });

  test("of a shop of single pieces sees that all of it together is held, and none alone", async () => {
    const shop = await testShop();
    for (let piece = 0; piece < 8; piece++) {
      const { variantId } = await stockGoods(shop, { stock: 1 });
      if (piece < 6) await orderFrom(shop, `203.0.${piece}.0/24`, variantId, 1);
    }
    expect(await listHeldGoods(shop)).toEqual({ all: { held: 6, forSale: 8, orders: 6, closing: 0, networks: 6 }, variants: [] });
  });

  test("closes them with one button and a reason: goods come back, buyers at Alipay's go on, other orders are left alone", async () => {
    const shop = await testShop();
    const by = { ownerId: null, login: "owner", via: "web", ip: "", userAgent: "" } as const;
    const { variantId } = await stockGoods(shop, { stock: 30 });
    const { variantId: other } = await stockGoods(shop, { stock: 30 });
    const [unopened, opened, paying, elsewhere] = [
      await anOrder(shop, { variantId, quantity: 9 }),
      await anOrder(shop, { variantId, quantity: 9 }),
      await anOrder(shop, { variantId }),
      await anOrder(shop, { variantId: other }),
    ];
    await startPayment(shop, opened.orderId);
    await startPayment(shop, paying.orderId);
    shop.gateway.trades.set(paying.outTradeNo, aTrade(paying.outTradeNo, paying.totalFen, { status: "WAIT_BUYER_PAY" }));
    await askGateway(shop, await shop.db.paymentAttempt.findFirstOrThrow({ where: { orderId: paying.orderId } }));

    expect(await closeUnpaid({ ...shop, by }, { variantId, note: NOTE })).toEqual({ closed: 1, closing: 1, spared: 1 });
    expect(await statusOf(shop, unopened)).toBe("CLOSED");
    expect((await listHeldGoods(shop)).variants).toEqual([]);
    while ((await reviewDueOrders(shop)) > 0);
    expect(await statusOf(shop, opened)).toBe("CLOSED");
    expect(await statusOf(shop, paying)).toBe("PENDING");
    expect(await statusOf(shop, elsewhere)).toBe("PENDING");
    expect(await shop.db.variant.findUniqueOrThrow({ where: { id: variantId } })).toMatchObject({ stock: 29, reserved: 1 });

    const told = await shop.db.orderEvent.findMany({ where: { kind: "close_asked" }, select: { actor: true, detail: true } });
    expect(told).toEqual([unopened, opened].map(() => ({ actor: "owner", detail: { reason: "owner", note: NOTE } })));
    expect((await shop.db.auditEntry.findMany({ select: { subject: true } })).map(({ subject }) => subject).sort()).toEqual(
      [unopened.no, opened.no].sort(),
    );
  });

  test("who presses twice, or in two windows, closes each once; money that was quicker wins", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop, { stock: 30 });
    const orders = [];
    for (let i = 0; i < 6; i++) orders.push(await anOrder(shop, { variantId, quantity: 2 }));
    const [first] = orders;
    if (!first) throw new Error("no order");
    await startPayment(shop, first.orderId);
    shop.gateway.trades.set(first.outTradeNo, aTrade(first.outTradeNo, first.totalFen));
    await Promise.all([closeUnpaid(shop, { variantId: null, note: NOTE }), closeUnpaid(shop, { variantId: null, note: NOTE })]);
    while ((await reviewDueOrders(shop)) > 0);
    expect(await Promise.all(orders.map((order) => statusOf(shop, order)))).toEqual(["PAID", ...Array(5).fill("CLOSED")]);
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 28, reserved: 0, sold: 2 });
    expect(await shop.db.orderEvent.count({ where: { kind: "closed" } })).toBe(5);
  });
});
