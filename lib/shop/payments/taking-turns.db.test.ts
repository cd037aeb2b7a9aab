import { expect, test } from "vitest";
import { newOutTradeNo } from "@/lib/shop/orders/order-no";
import { aTrade } from "@/test/fake-gateway";
import { holdUp, untilWaiting } from "@/test/hold-up";
import { anOrder, MINUTE_MS, testShop } from "@/test/test-shop";
import { closeOrder, requestClose } from "./close-order";
import { reviewDueOrders } from "./due-orders";
import { settlePayment } from "./settle-payment";
import { startPayment } from "./start-payment";

const GOODS = "SELECT 1 FROM variants FOR UPDATE";

test("a buyer whose money comes in the midst of the order's closing has paid late: the goods are theirs again", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  // Closed in the books, and not yet for others: it waits for its goods.
  const letGo = await holdUp(shop, GOODS);
  const closing = requestClose(shop, order.orderId, "buyer");
  await untilWaiting(shop, 1);
  const paying = settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
  await untilWaiting(shop, 2);
  await letGo();
  expect(await closing).toEqual({ ok: true, closed: true });
  expect(await paying).toEqual({ kind: "paid", orderId: order.orderId });
  expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID" });
  expect(await shop.db.discrepancy.findMany()).toMatchObject([{ kind: "late_payment" }]);
});

test("an order whose money is in the midst of being booked is not closed by whoever saw it unpaid a moment before", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  shop.advance(31 * MINUTE_MS);
  const letGo = await holdUp(shop, GOODS);
  const paying = settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
  await untilWaiting(shop, 1);
  const closing = closeOrder(shop, order.orderId);
  await untilWaiting(shop, 2);
  await letGo();
  expect(await paying).toEqual({ kind: "paid", orderId: order.orderId });
  expect(await closing).toEqual({ kind: "paid" });
  expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID", closedAt: null });
});

test("of two messages at once about money that is no order's both are taken, and the money is booked once", async () => {
  const shop = await testShop();
  const trade = aTrade(newOutTradeNo(shop.now(), ""), 1980);
  // The first has booked it, and waits to tell the owner.
  const letGo = await holdUp(shop, "LOCK TABLE discrepancies IN SHARE MODE");
  const first = settlePayment(shop, trade, "notify");
  await untilWaiting(shop, 1);
  const second = settlePayment(shop, trade, "query");
  await untilWaiting(shop, 2);
  await letGo();
  const kinds = (await Promise.all([first, second])).map(({ kind }) => kind).sort();
  expect(kinds).toEqual(["discrepancy", "repeat"]);
  expect(await shop.db.payment.count()).toBe(1);
});

test("a buyer who gave an order up and pays by the old link all the same is found by the worker, though no notice ever comes", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  await startPayment(shop, order.orderId);
  expect(await requestClose(shop, order.orderId, "buyer")).toEqual({ ok: true, closed: true });
  // The cashier's page is open; there is no trade before somebody logs in.
  shop.advance(15_000);
  expect(await reviewDueOrders(shop)).toBe(1);
  expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "CLOSED" });
  shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
  for (let minute = 0; minute < 15; minute++) {
    shop.advance(MINUTE_MS);
    await reviewDueOrders(shop);
  }
  expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID" });
});
