import { describe, expect, test } from "vitest";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, MINUTE_MS, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { reviewDueOrders } from "./due-orders";
import { startPayment } from "./start-payment";

const read = (shop: TestShop, { orderId }: TestOrder) => shop.db.order.findUniqueOrThrow({ where: { id: orderId } });

async function anOrderAtTheCashier(shop: TestShop): Promise<TestOrder> {
  const order = await anOrder(shop);
  await startPayment(shop, order.orderId);
  return order;
}

describe("the worker", () => {
  test("finds the payment of a buyer who closed the page when no notice ever comes", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    expect(await reviewDueOrders(shop)).toBe(0);
    shop.advance(15_000);
    expect(await reviewDueOrders(shop)).toBe(1);
    expect(await read(shop, order)).toMatchObject({ status: "PAID", dueAt: null, lockedUntil: null });
  });

  test("asks at growing intervals, never later than the order's end, and closes it there", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    const looks: number[] = [];
    for (let due = (await read(shop, order)).dueAt; due; due = (await read(shop, order)).dueAt) {
      looks.push((due.getTime() - new Date("2026-11-22T01:00:00Z").getTime()) / 1000);
      shop.advance(due.getTime() - shop.now().getTime());
      await reviewDueOrders(shop);
    }
    expect(looks.slice(0, 8)).toEqual([15, 30, 60, 120, 240, 540, 840, 1140]);
    expect(looks.slice(-3)).toEqual([1800, 1810, 2410]); // its end, the cashier's end, one last look
    expect(await read(shop, order)).toMatchObject({ status: "CLOSED", closeReason: "expired" });
    expect(await shop.db.paymentAttempt.findFirstOrThrow()).toMatchObject({ status: "CLOSED" });
  });

  test("takes money that slipped in at the last moment, at its last look", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    shop.advance(31 * MINUTE_MS);
    await reviewDueOrders(shop);
    expect(await read(shop, order)).toMatchObject({ status: "CLOSED" });
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    shop.advance(11 * MINUTE_MS);
    await reviewDueOrders(shop);
    expect(await read(shop, order)).toMatchObject({ status: "PAID" });
  });

  test("two workers at once look at each order once", async () => {
    const shop = await testShop();
    for (let i = 0; i < 8; i++) await anOrderAtTheCashier(shop);
    shop.advance(15_000);
    const counts = await Promise.all([reviewDueOrders(shop), reviewDueOrders(shop), reviewDueOrders(shop)]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(8);
    expect(shop.gateway.asked).toHaveLength(8);
  });

  test("what a crashed worker held comes up again when its lease is over", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    await shop.db.order.updateMany({ data: { lockedUntil: new Date(shop.now().getTime() + MINUTE_MS) } });
    shop.advance(30_000);
    expect(await reviewDueOrders(shop)).toBe(0);
    shop.advance(30_000);
    expect(await reviewDueOrders(shop)).toBe(1);
    expect(await read(shop, order)).toMatchObject({ lockedUntil: null });
  });

  test("keeps asking while the gateway is down for two hours, and then finds the money", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    shop.gateway.answers = { query: { kind: "unknown", detail: "503" }, close: { kind: "unknown", detail: "503" } };
    for (let minute = 0; minute < 120; minute++) {
      shop.advance(MINUTE_MS);
      await reviewDueOrders(shop);
    }
    expect(await read(shop, order)).toMatchObject({ status: "PENDING" });
    shop.gateway.answers = {};
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    shop.advance(5 * MINUTE_MS);
    await reviewDueOrders(shop);
    expect(await read(shop, order)).toMatchObject({ status: "PAID" });
  });

  test("a buyer who goes to pay while the worker looks keeps the earlier look that this brings", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    shop.advance(5 * MINUTE_MS);
    shop.gateway.during.query = async () => {
      shop.gateway.during = {};
      await startPayment(shop, order.orderId);
    };
    await reviewDueOrders(shop);
    expect(await read(shop, order)).toMatchObject({ dueAt: new Date(shop.now().getTime() + 15_000) });
  });

  test("an order that nobody went to pay is closed at its end without asking anybody", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    shop.advance(30 * MINUTE_MS);
    await reviewDueOrders(shop);
    expect(await read(shop, order)).toMatchObject({ status: "CLOSED", closeReason: "expired", dueAt: null });
    expect(shop.gateway.asked).toEqual([]);
  });
});
