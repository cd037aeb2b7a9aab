import { describe, expect, test } from "vitest";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, MINUTE_MS, testShop } from "@/test/test-shop";
import { requestClose } from "./close-order";
import { settlePayment } from "./settle-payment";
import { startPayment } from "./start-payment";

describe("going to the cashier", () => {
  test("a buyer is sent there with the order's attempt, and the worker is told to look soon", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    expect(await startPayment(shop, order.orderId)).toEqual({ ok: true, redirectUrl: `https://cashier.example/?${order.outTradeNo}` });
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ dueAt: new Date(shop.now().getTime() + 15_000) });
    expect(await shop.db.paymentAttempt.findFirstOrThrow()).toMatchObject({ startedAt: shop.now(), status: "OPEN" });
  });

  test("paying again resumes the same attempt, from two devices at once too", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await Promise.all(Array.from({ length: 10 }, () => startPayment(shop, order.orderId)));
    expect(new Set(shop.gateway.started)).toEqual(new Set([order.outTradeNo]));
    expect(await shop.db.paymentAttempt.count()).toBe(1);
  });

  test("a buyer who has paid and comes back by the back button is not sent to pay again", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    shop.advance(MINUTE_MS);
    expect(await startPayment(shop, order.orderId)).toMatchObject({ ok: false, reason: "paid" });
    expect(shop.gateway.started).toHaveLength(1);
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID" });
  });

  test("when the gateway has closed the old trade a new attempt starts, with a number of its own", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    shop.gateway.trades.set(
      order.outTradeNo,
      aTrade(order.outTradeNo, order.totalFen, { status: "TRADE_CLOSED", rawStatus: "TRADE_CLOSED" }),
    );
    shop.advance(MINUTE_MS);
    expect(await startPayment(shop, order.orderId)).toMatchObject({ ok: true });
    expect(shop.gateway.started[1]).not.toBe(order.outTradeNo);
    expect(await shop.db.paymentAttempt.count({ where: { status: "OPEN" } })).toBe(1);
  });

  test("a gateway that does not answer leaves the attempt as it was, to be tried again", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    shop.gateway.answers.start = { ok: false, kind: "unknown", detail: "timeout" };
    expect(await startPayment(shop, order.orderId)).toMatchObject({ ok: false, reason: "unknown" });
    shop.gateway.answers = {};
    expect(await startPayment(shop, order.orderId)).toMatchObject({ ok: true });
    expect(new Set(shop.gateway.started).size).toBe(1);
  });

  test("a gateway that says no becomes a sentence for the buyer and its code for the owner", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    shop.gateway.answers.start = { ok: false, kind: "refused", code: "0005", detail: "partner illegal" };
    const started = await startPayment(shop, order.orderId);
    expect(started).toMatchObject({ ok: false, reason: "refused" });
    expect(JSON.stringify(started)).not.toContain("0005");
    expect(await shop.db.orderEvent.findFirstOrThrow({ where: { kind: "payment_refused" } })).toMatchObject({ detail: { code: "0005" } });
  });

  test("no order that is paid, closed, over its time or holding money is sent to the cashier", async () => {
    const shop = await testShop();
    const [paid, closed, held, late] = [await anOrder(shop), await anOrder(shop), await anOrder(shop), await anOrder(shop)];
    await settlePayment(shop, aTrade(paid.outTradeNo, paid.totalFen), "notify");
    await requestClose(shop, closed.orderId, "buyer");
    await settlePayment(shop, aTrade(held.outTradeNo, 1), "notify");
    expect(await startPayment(shop, paid.orderId)).toMatchObject({ reason: "paid" });
    expect(await startPayment(shop, closed.orderId)).toMatchObject({ reason: "closed" });
    expect(await startPayment(shop, held.orderId)).toMatchObject({ reason: "confirming" });
    shop.advance(30 * MINUTE_MS);
    expect(await startPayment(shop, late.orderId)).toMatchObject({ reason: "confirming" });
    expect(shop.gateway.started).toEqual([]);
  });

  test("the window sent to the gateway is the order's own remaining time, in whole minutes", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    shop.advance(29 * MINUTE_MS + 30_000);
    await startPayment(shop, order.orderId);
    expect(await shop.db.paymentAttempt.findFirstOrThrow()).toMatchObject({ payableUntil: new Date(shop.now().getTime() + MINUTE_MS) });
  });
});

test("a buyer who has paid is not sent to the cashier again because the machine's clock was put back by an hour", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  shop.advance(20 * MINUTE_MS);
  await startPayment(shop, order.orderId);
  await startPayment(shop, order.orderId);
  shop.advance(-15 * MINUTE_MS);
  shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
  expect(await startPayment(shop, order.orderId)).toEqual({ ok: false, reason: "paid" });
});
