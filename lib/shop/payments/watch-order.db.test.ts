import { describe, expect, test } from "vitest";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, testShop } from "@/test/test-shop";
import { shipOrder } from "../orders/ship-order";
import { receiveReturn } from "./receive-return";
import { settlePayment } from "./settle-payment";
import { startPayment } from "./start-payment";
import { watchOrder } from "./watch-order";

describe("the order page's poll", () => {
  test("answers at once when the page shows something old", async () => {
    const shop = await testShop();
    const { orderId } = await anOrder(shop);
    const answer = await watchOrder(shop, orderId, { version: "confirming", waitMs: 25_000 });
    expect(answer).toMatchObject({ phase: "to_pay", version: "to_pay", now: shop.now().toISOString() });
  });

  test("is woken by the payment, whoever settles it", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const watching = watchOrder(shop, order.orderId, { version: "to_pay", waitMs: 25_000 });
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
    expect(await watching).toMatchObject({ phase: "paid" });
  });

  test("finds the payment itself when no notice comes, with one question for a hundred waiting pages", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => watchOrder(shop, order.orderId, { version: "to_pay", waitMs: 25_000 })),
    );
    expect(new Set(answers.map((answer) => answer.phase))).toEqual(new Set(["paid"]));
    expect(shop.gateway.asked).toHaveLength(1);
  });

  test("says that the result is being confirmed after a return, and never that a payment failed", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    shop.gateway.answers.query = { kind: "unknown", detail: "timeout" };
    await receiveReturn(shop, `?out_trade_no=${order.outTradeNo}&trade_no=1&sign=good`, null);
    expect(await watchOrder(shop, order.orderId, { version: null, waitMs: 0 })).toMatchObject({ phase: "confirming" });
  });

  test("a reader who goes away is not waited for", async () => {
    const shop = await testShop();
    const { orderId } = await anOrder(shop);
    const caller = new AbortController();
    const watching = watchOrder(shop, orderId, { version: "to_pay", waitMs: 25_000, caller: caller.signal });
    caller.abort();
    expect(await watching).toMatchObject({ phase: "to_pay" });
  });

  test("a server that stops lets the waiting buyer go with what is known, and holds nobody who asks meanwhile", async () => {
    const shop = await testShop();
    const { orderId } = await anOrder(shop);
    const ask = () => watchOrder(shop, orderId, { version: "to_pay", waitMs: 25_000 });
    const watching = ask();
    await shop.signals.close();
    expect(await Promise.all([watching, ask()])).toMatchObject([{ phase: "to_pay" }, { phase: "to_pay" }]);
  });

  test("is held for a paid order without asking the gateway, and woken by its shipment; a shipped one holds nobody", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
    const watching = watchOrder(shop, order.orderId, { version: "paid", waitMs: 25_000 });
    await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF1" });
    expect(await watching).toMatchObject({ phase: "shipped", version: "shipped.p1" });
    expect(await watchOrder(shop, order.orderId, { version: "shipped.p1", waitMs: 25_000 })).toMatchObject({ phase: "shipped" });
    expect(shop.gateway.asked).toEqual([]);
  });
});
