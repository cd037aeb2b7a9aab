import { describe, expect, test } from "vitest";
import { aTrade } from "@/test/fake-gateway";
import { walk } from "@/test/step-by-step";
import { anOrder, MINUTE_MS, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { closeOrder, requestClose } from "./close-order";
import { settlePayment } from "./settle-payment";
import { startPayment } from "./start-payment";

const read = (shop: TestShop, { orderId }: TestOrder) => shop.db.order.findUniqueOrThrow({ where: { id: orderId } });
const waiting = (order: TestOrder) => aTrade(order.outTradeNo, order.totalFen, { status: "WAIT_BUYER_PAY", rawStatus: "WAIT_BUYER_PAY" });

async function anOrderAtTheCashier(shop: TestShop): Promise<TestOrder> {
  const order = await anOrder(shop);
  await startPayment(shop, order.orderId);
  return order;
}

describe("closing an order that nobody paid", () => {
  test("an order whose buyer never went to the cashier closes at once and gives its goods back", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    expect(await requestClose(shop, order.orderId, "buyer")).toEqual({ ok: true, closed: true });
    expect(await read(shop, order)).toMatchObject({ status: "CLOSED", closeReason: "buyer", dueAt: null });
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 10, reserved: 0 });
    expect(shop.gateway.asked).toEqual([]);
  });

  test("with the buyer at the cashier it asks, closes there, asks again, and only then closes here", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    shop.gateway.trades.set(order.outTradeNo, waiting(order));
    const stockDuring: (number | undefined)[] = [];
    shop.gateway.during.query = async () => stockDuring.push((await shop.db.variant.findFirst())?.stock);

    expect(await closeOrder(shop, order.orderId)).toEqual({ kind: "closed" });
    expect(shop.gateway.asked).toHaveLength(2);
    expect(shop.gateway.closed).toEqual([order.outTradeNo]);
    expect(stockDuring).toEqual([9, 9]);
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 10, reserved: 0 });
    expect(await shop.db.paymentAttempt.findFirstOrThrow()).toMatchObject({ status: "CLOSED" });
  });

  test("a closing done at the gateway whose answer was lost is found by asking again", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    shop.gateway.trades.set(order.outTradeNo, waiting(order));
    shop.gateway.answers.close = { kind: "unknown", detail: "timeout" };
    shop.gateway.during.close = async () => {
      shop.gateway.trades.set(order.outTradeNo, { ...waiting(order), status: "TRADE_CLOSED", rawStatus: "TRADE_CLOSED" });
    };
    expect(await closeOrder(shop, order.orderId)).toEqual({ kind: "closed" });
  });

  test("while the gateway does not answer, the order keeps its goods and is not called unpaid", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    shop.gateway.answers.query = { kind: "unknown", detail: "timeout" };
    shop.gateway.answers.close = { kind: "unknown", detail: "timeout" };
    shop.advance(31 * MINUTE_MS);
    expect(await closeOrder(shop, order.orderId)).toEqual({ kind: "not_yet", again: null });
    expect(await read(shop, order)).toMatchObject({ status: "PENDING" });
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 9, reserved: 1 });
  });

  test("a cashier page that was never entered stays payable until its own time is over, and so long the order waits", async () => {
    const shop = await testShop({ orderExpiresInMs: 90_000 });
    const order = await anOrderAtTheCashier(shop);
    shop.advance(90_000);
    const attempt = await shop.db.paymentAttempt.findFirstOrThrow();
    const over = new Date(attempt.payableUntil.getTime() + 10_000);
    expect(await closeOrder(shop, order.orderId)).toEqual({ kind: "not_yet", again: over });
    shop.advance(over.getTime() - shop.now().getTime());
    expect(await closeOrder(shop, order.orderId)).toEqual({ kind: "closed" });
  });

  test("a buyer who cancels need not wait for that; money that comes after all is taken", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    expect(await requestClose(shop, order.orderId, "buyer")).toEqual({ ok: true, closed: true });
    expect(await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify")).toMatchObject({ kind: "paid" });
  });

  test("the owner's closing goes on by itself when the gateway does not answer", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    shop.gateway.answers.query = { kind: "unknown", detail: "timeout" };
    expect(await requestClose(shop, order.orderId, "owner")).toEqual({ ok: true, closed: false });
    expect(await read(shop, order)).toMatchObject({ status: "PENDING", closeWanted: "owner", dueAt: shop.now() });
  });
});

describe("money is quicker than the closing", () => {
  test("paid before anybody asked: the order is paid and nothing is closed", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    expect(await requestClose(shop, order.orderId, "buyer")).toMatchObject({ ok: false, reason: "paid" });
    expect(await read(shop, order)).toMatchObject({ status: "PAID" });
    expect(shop.gateway.closed).toEqual([]);
  });

  test("paid between the question and the closing: the gateway refuses to close, and the second question finds the money", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    shop.gateway.trades.set(order.outTradeNo, waiting(order));
    shop.gateway.during.close = async () => shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    expect(await closeOrder(shop, order.orderId)).toEqual({ kind: "paid" });
    expect(await read(shop, order)).toMatchObject({ status: "PAID" });
  });

  test("a notice that arrives while the closing asks wins", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    shop.gateway.answers.query = { kind: "not_exist" };
    shop.gateway.during.close = () => settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
    shop.advance(60 * MINUTE_MS);
    expect(await closeOrder(shop, order.orderId)).toEqual({ kind: "paid" });
    expect(await read(shop, order)).toMatchObject({ status: "PAID" });
  });

  test("an order that is paid between the wish to close it and the closing is not called closed", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const cancelling = walk(shop, (its) => requestClose(its, order.orderId, "buyer"));
    await cancelling.step();
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
    expect(await cancelling.finish()).toEqual({ ok: false, reason: "paid" });
    expect(await read(shop, order)).toMatchObject({ status: "PAID", closeWanted: null });
  });

  test.each([
    ["a status that is in no document", { status: null }],
    ["another seller", { sellerId: "2088000000000009" }],
    ["money that has not reached the seller", { status: "TRADE_PENDING", rawStatus: "TRADE_PENDING" }],
  ] as const)("an order of which the gateway tells of %s is neither closed nor called paid", async (_, change) => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen, change));
    expect(await requestClose(shop, order.orderId, "owner")).toEqual({ ok: true, closed: false });
    expect(await read(shop, order)).toMatchObject({ status: "PENDING" });
  });

  test("an order whose money does not match and is held is closed, not called paid", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, 1));
    expect(await requestClose(shop, order.orderId, "owner")).toEqual({ ok: true, closed: true });
  });

  test("an order that is paid or shipped is not closed by anybody", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
    expect(await requestClose(shop, order.orderId, "owner")).toMatchObject({ ok: false, reason: "not_open" });
  });

  test("ten closings at once give the goods back once", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await Promise.all(Array.from({ length: 10 }, () => requestClose(shop, order.orderId, "buyer")));
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 10, reserved: 0 });
  });
});
