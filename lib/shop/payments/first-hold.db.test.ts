import { describe, expect, test } from "vitest";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, MINUTE_MS, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { requestClose } from "./close-order";
import { reviewDueOrders } from "./due-orders";
import { startPayment } from "./start-payment";
import { watchOrder } from "./watch-order";

const shopWith = () => testShop({ firstHoldMs: 10 * MINUTE_MS });
const read = (shop: TestShop, { orderId }: TestOrder) =>
  shop.db.order.findUniqueOrThrow({ where: { id: orderId }, select: { status: true, expiresAt: true, closeReason: true } });

async function goOnFor(shop: TestShop, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    shop.advance(MINUTE_MS);
    while ((await reviewDueOrders(shop)) > 0);
  }
}

describe("an unpaid order", () => {
  test("to whose cashier nobody went gives its goods back after the first hold, and nothing is asked about it", async () => {
    const shop = await shopWith();
    const order = await anOrder(shop);
    await goOnFor(shop, 9);
    expect(await read(shop, order)).toMatchObject({ status: "PENDING" });
    await goOnFor(shop, 1);
    expect(await read(shop, order)).toMatchObject({ status: "CLOSED", closeReason: "expired" });
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 10, reserved: 0 });
    expect(shop.gateway.asked).toEqual([]);
  });

  test("whose buyer was sent to the cashier is held for its full time from its placing, and Alipay is told that time", async () => {
    const shop = await shopWith();
    const order = await anOrder(shop);
    const fullTime = new Date(shop.now().getTime() + 30 * MINUTE_MS);
    shop.advance(8 * MINUTE_MS);
    await startPayment(shop, order.orderId);
    expect(await read(shop, order)).toMatchObject({ status: "PENDING", expiresAt: fullTime });
    expect(await shop.db.paymentAttempt.findFirstOrThrow()).toMatchObject({ payableUntil: fullTime });
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen, { status: "WAIT_BUYER_PAY" }));
    await goOnFor(shop, 21);
    expect(await read(shop, order)).toMatchObject({ status: "PENDING" });
    expect(shop.gateway.closed).toEqual([]);
    await goOnFor(shop, 1);
    expect(await read(shop, order)).toMatchObject({ status: "CLOSED" });
    expect(shop.gateway.closed).toEqual([order.outTradeNo]);
  });

  test("is held no longer by a buyer who opens the cashier again and again", async () => {
    const shop = await shopWith();
    const order = await anOrder(shop);
    const { createdAt } = await shop.db.order.findFirstOrThrow();
    for (let minute = 0; minute < 40; minute++) {
      await startPayment(shop, order.orderId);
      await goOnFor(shop, 1);
    }
    const { status, expiresAt } = await read(shop, order);
    expect(status).toBe("CLOSED");
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(30 * MINUTE_MS);
  });

  test("whose first hold is over and that nobody has closed yet can still be paid by its late buyer", async () => {
    const shop = await shopWith();
    const order = await anOrder(shop);
    shop.advance(12 * MINUTE_MS);
    expect(await startPayment(shop, order.orderId)).toMatchObject({ ok: true });
    await goOnFor(shop, 2);
    expect(await read(shop, order)).toMatchObject({ status: "PENDING" });
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    await goOnFor(shop, 5);
    expect(await read(shop, order)).toMatchObject({ status: "PAID" });
  });

  test("whose first hold is over and that is closed sends its late buyer nowhere", async () => {
    const shop = await shopWith();
    const order = await anOrder(shop);
    await goOnFor(shop, 11);
    expect(await startPayment(shop, order.orderId)).toEqual({ ok: false, reason: "closed" });
    expect(shop.gateway.started).toEqual([]);
  });

  test("whose first hold is long over is not opened for a buyer who comes after its full time", async () => {
    const shop = await shopWith();
    const order = await anOrder(shop);
    shop.advance(30 * MINUTE_MS);
    expect(await startPayment(shop, order.orderId)).toEqual({ ok: false, reason: "confirming" });
  });

  test("that was opened at the last moment and then cancelled is asked about until its link's whole time is over", async () => {
    const shop = await shopWith();
    const order = await anOrder(shop);
    shop.advance(9 * MINUTE_MS + 59_000);
    await startPayment(shop, order.orderId);
    expect(await requestClose(shop, order.orderId, "buyer")).toMatchObject({ ok: true, closed: true });
    await goOnFor(shop, 15);
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    await goOnFor(shop, 6);
    expect(await read(shop, order)).toMatchObject({ status: "PAID" });
  });

  test("tells its new time to a screen that counts down, when its buyer opens the cashier on the phone", async () => {
    const shop = await shopWith();
    const order = await anOrder(shop);
    const { version, expiresAt } = await watchOrder(shop, order.orderId, { version: null, waitMs: 0 });
    await startPayment(shop, order.orderId);
    const answer = await watchOrder(shop, order.orderId, { version, waitMs: 0 });
    expect(Date.parse(answer.expiresAt) - Date.parse(expiresAt)).toBe(20 * MINUTE_MS);
  });
});
