import { describe, expect, test } from "vitest";
import { aTrade } from "@/test/fake-gateway";
import { aBuyer, anOrder, MINUTE_MS, stockGoods, type TestOrder, testShop } from "@/test/test-shop";
import { reviewDueOrders } from "./due-orders";
import { receiveReturn } from "./receive-return";
import { settlePayment } from "./settle-payment";
import { startPayment } from "./start-payment";

const back = (order: TestOrder, sign = "good") => `?out_trade_no=${order.outTradeNo}&trade_no=2026&result=success&sign=${sign}`;

describe("the buyer comes back from the cashier", () => {
  test("a return pays nothing by its own word, whatever it says; the page says that the result is being confirmed", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    expect(await receiveReturn(shop, back(order), order.buyerId)).toEqual({ no: order.no, visit: null });
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PENDING" });
    expect(await shop.db.paymentAttempt.findFirstOrThrow()).toMatchObject({ returnedAt: shop.now() });
  });

  test("a return before the notice has the gateway asked, and so the order is paid", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    await receiveReturn(shop, back(order), order.buyerId);
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID" });
  });

  test("a fresh return in another browser lets that browser see the order; an old one opens nothing there", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    const stranger = await aBuyer(shop);
    expect(await receiveReturn(shop, back(order), null)).toEqual({
      no: order.no,
      visit: { orderId: order.orderId, ownerId: order.buyerId },
    });
    shop.advance(11 * MINUTE_MS);
    expect(await receiveReturn(shop, back(order), stranger)).toBeNull();
    shop.advance(30 * 24 * 60 * MINUTE_MS);
    expect(await receiveReturn(shop, back(order), null)).toBeNull();
    expect(await receiveReturn(shop, back(order), order.buyerId)).toMatchObject({ no: order.no });
  });

  test.each(["", "?", "?out_trade_no=1", "?out_trade_no=XP1&trade_no=2&sign=good"])(
    "forged, foreign or empty parameters (%s) show nothing",
    async (search) => {
      const shop = await testShop();
      await anOrder(shop);
      expect(await receiveReturn(shop, search, null)).toBeNull();
    },
  );

  test("a forged return for a true order leaves no trace on it", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    expect(await receiveReturn(shop, back(order, "forged"), null)).toBeNull();
    expect(await receiveReturn(shop, back(order, "forged"), await aBuyer(shop))).toBeNull();
    expect(await receiveReturn(shop, back(order, "forged"), order.buyerId)).toEqual({ no: order.no, visit: null });
    expect(await shop.db.paymentAttempt.findFirstOrThrow()).toMatchObject({ returnedAt: null });
    expect(shop.gateway.asked).toEqual([]);
  });

  test.each([
    ["with what WeChat appends", (search: string) => `${search.replace("good", "broken")}&from=singlemessage&isappinstalled=0`],
    ["with what a framework's router adds", (search: string) => search.replace("?", "?s=/alipay/return&").replace("good", "broken")],
    ["cut off behind the number", (search: string) => search.slice(0, search.indexOf("&"))],
    ["cut off in the number", (search: string) => search.slice(0, search.indexOf("&") - 6)],
    ["out of a page that escaped it", (search: string) => search.replace("?", "?charset=utf-8&amp;").replace("good", "broken")],
  ])("a return %s leads the buyer to the order, and settles nothing", async (_, spoil) => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    const search = spoil(back(order));
    expect(await receiveReturn(shop, search, order.buyerId)).toEqual({ no: order.no, visit: null });
    expect(await receiveReturn(shop, search, await aBuyer(shop))).toBeNull();
    expect(await receiveReturn(shop, search, null)).toBeNull();
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PENDING" });
    expect(await shop.db.paymentAttempt.findFirstOrThrow()).toMatchObject({ returnedAt: null });
    expect(shop.gateway.asked).toEqual([]);
  });

  test("return, notice and worker meet at the same moment, fifty times over: each order is paid once and nobody sees an error", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop, { stock: 50 });
    for (let round = 0; round < 50; round++) {
      const order = await anOrder(shop, { variantId });
      await startPayment(shop, order.orderId);
      const trade = aTrade(order.outTradeNo, order.totalFen);
      shop.gateway.trades.set(order.outTradeNo, trade);
      shop.advance(15_000);
      const [returned] = await Promise.all([
        receiveReturn(shop, back(order), order.buyerId),
        settlePayment(shop, trade, "notify"),
        settlePayment(shop, trade, "notify"),
        reviewDueOrders(shop),
      ]);
      expect(returned).toEqual({ no: order.no, visit: null });
    }
    expect(await shop.db.order.count({ where: { status: "PAID" } })).toBe(50);
    expect(await shop.db.orderEvent.count({ where: { kind: "paid" } })).toBe(50);
  });

  test("a return loaded fifty times at once asks the gateway once and is noted once", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    await Promise.all(Array.from({ length: 50 }, () => receiveReturn(shop, back(order), order.buyerId)));
    expect(shop.gateway.asked).toHaveLength(1);
    expect(await shop.db.orderEvent.count({ where: { kind: "returned" } })).toBe(1);
  });
});

test("a stranger who comes back a hundred times with forged returns is shown nothing, and fills no log", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  const said: unknown[] = [];
  const say = (...words: unknown[]) => void said.push(words);
  const log = { ...shop.log, info: say, warn: say, error: say } as typeof shop.log;
  for (let time = 0; time < 100; time++) expect(await receiveReturn({ ...shop, log }, back(order, "forged"), null)).toBeNull();
  expect(said.length).toBeLessThan(2);
});
