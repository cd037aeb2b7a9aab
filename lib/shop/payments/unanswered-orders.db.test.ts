import { describe, expect, test } from "vitest";
import type { Trade } from "@/lib/alipay/gateway";
import { getOrderForBuyer } from "@/lib/shop/orders/get-order";
import { aTrade } from "@/test/fake-gateway";
import { actingAs } from "@/test/owner-access";
import { anOrder, MINUTE_MS, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { requestClose } from "./close-order";
import { closeWithoutAnswer } from "./close-without-answer";
import { reviewDueOrders } from "./due-orders";
import { receiveNotification } from "./receive-notification";
import { settlePayment } from "./settle-payment";
import { startPayment } from "./start-payment";

const PENDING = { status: "TRADE_PENDING", rawStatus: "TRADE_PENDING" } as const;
const read = (shop: TestShop, { orderId }: TestOrder) => shop.db.order.findUniqueOrThrow({ where: { id: orderId } });
const open = (shop: TestShop) => shop.db.discrepancy.findMany({ where: { resolvedAt: null }, orderBy: { id: "asc" } });
const deliveryOf = (trade: Trade) => ({ body: Buffer.from(JSON.stringify(trade)), contentType: null, remoteIp: "203.0.113.1" });
const phaseOf = async (shop: TestShop, { no, buyerId }: TestOrder) => (await getOrderForBuyer(shop, no, buyerId))?.view.phase;

async function anOrderAtTheCashier(shop: TestShop): Promise<TestOrder> {
  const order = await anOrder(shop);
  await startPayment(shop, order.orderId);
  return order;
}

async function letHoursPass(shop: TestShop, hours: number): Promise<void> {
  for (let quarter = 0; quarter < hours * 4; quarter++) {
    shop.advance(15 * MINUTE_MS);
    while ((await reviewDueOrders(shop)) > 0);
  }
}

const silence = (shop: TestShop) => {
  shop.gateway.answers.query = { kind: "unknown", detail: "timeout" };
};

describe("an order of which it cannot be found out whether it is paid", () => {
  test.each([
    ["no answer at all", null],
    ["a status that is in no document", { status: null }],
    ["another seller", { sellerId: "2088000000000009" }],
    ["money that has not reached the seller", PENDING],
  ] as const)("comes before the owner within hours, when the answer is %s", async (_, change) => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    if (change) shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen, change));
    else silence(shop);
    await letHoursPass(shop, 3);
    expect(await read(shop, order)).toMatchObject({ status: "PENDING" });
    expect((await open(shop)).map(({ kind, orderId }) => [kind, orderId])).toContainEqual(["order_stuck", order.orderId]);
  });

  test("also when a trade waits for its buyer although its time is long over, and cannot be closed", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    shop.gateway.answers.query = { kind: "trade", trade: aTrade(order.outTradeNo, order.totalFen, { status: "WAIT_BUYER_PAY" }) };
    shop.gateway.answers.close = { kind: "unknown", detail: "timeout" };
    await letHoursPass(shop, 2);
    expect(await open(shop)).toEqual([]);
    await letHoursPass(shop, 2);
    expect(await open(shop)).toMatchObject([{ kind: "order_stuck" }]);
  });

  test("an order that is asked about in vain for an hour and then answered for is before nobody", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    silence(shop);
    await letHoursPass(shop, 1);
    delete shop.gateway.answers.query;
    await letHoursPass(shop, 2);
    expect(await read(shop, order)).toMatchObject({ status: "CLOSED" });
    expect(await open(shop)).toEqual([]);
  });
});

describe("the buyer has paid and the seller's account has not received it", () => {
  test.each(["notify", "query"] as const)("told by a %s, the owner hears of it at once and the buyer pays no second time", async (how) => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    const pending = aTrade(order.outTradeNo, order.totalFen, PENDING);
    shop.gateway.trades.set(order.outTradeNo, pending);
    if (how === "notify") await receiveNotification(shop, deliveryOf(pending));
    else await letHoursPass(shop, 0.25);
    expect(await open(shop)).toMatchObject([{ kind: "payment_pending", orderId: order.orderId, amountFen: order.totalFen }]);
    expect(await phaseOf(shop, order)).toBe("confirming");
    expect(await startPayment(shop, order.orderId)).toMatchObject({ ok: false, reason: "confirming" });
    await receiveNotification(shop, deliveryOf(pending));
    expect(await shop.db.orderEvent.count({ where: { kind: "payment_withheld" } })).toBe(1);
  });

  test("when the money arrives after all, the order is paid and nobody has to do anything", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    const pending = aTrade(order.outTradeNo, order.totalFen, PENDING);
    await settlePayment(shop, pending, "notify");
    await settlePayment(shop, { ...pending, status: "TRADE_SUCCESS", rawStatus: "TRADE_SUCCESS", paidAt: shop.now() }, "notify");
    expect(await read(shop, order)).toMatchObject({ status: "PAID" });
    expect(await shop.db.discrepancy.findMany()).toMatchObject([{ kind: "payment_pending", resolvedAs: "answered" }]);
    await settlePayment(shop, pending, "notify");
    expect(await open(shop)).toEqual([]);
  });
});

describe("the owner closes without an answer", () => {
  const close = (shop: TestShop, { orderId }: TestOrder) =>
    closeWithoutAnswer(shop, { orderId, note: "商家中心查过，没有付款", by: "boss" });

  test("not by habit: only after Alipay has had no useful answer for two hours", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    expect(await close(shop, order)).toEqual({ ok: false, reason: "not_unanswered" });
    silence(shop);
    await letHoursPass(shop, 1.5);
    expect(await close(shop, order)).toEqual({ ok: false, reason: "not_unanswered" });
    expect(await read(shop, order)).toMatchObject({ status: "PENDING", closeWanted: null });
  });

  test("the goods are for sale again, the timeline says who did it and why, and the owner is reminded no more", async () => {
    const shop = actingAs(await testShop(), 7);
    const order = await anOrderAtTheCashier(shop);
    silence(shop);
    await letHoursPass(shop, 3);
    expect(await close(shop, order)).toEqual({ ok: true });
    expect(await read(shop, order)).toMatchObject({ status: "CLOSED", closeReason: "owner" });
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 10, reserved: 0 });
    expect(await shop.db.orderEvent.findFirstOrThrow({ where: { kind: "closed" } })).toMatchObject({
      actor: "owner",
      detail: { reason: "owner", note: "商家中心查过，没有付款", by: "boss" },
    });
    expect(await shop.db.auditEntry.findMany()).toMatchObject([
      { kind: "close_unanswered", ownerId: 7, subject: order.no, after: { note: "商家中心查过，没有付款" } },
    ]);
    expect(await open(shop)).toEqual([]);
    expect(await close(shop, order)).toEqual({ ok: false, reason: "not_open" });
    await letHoursPass(shop, 40);
    expect(await open(shop)).toEqual([]);
    expect(await shop.db.paymentAttempt.findFirstOrThrow()).toMatchObject({ status: "CLOSED" });
    expect(await read(shop, order)).toMatchObject({ dueAt: null });
  });

  test.each([
    ["money that came all the same is taken", 24, "PAID"],
    ["and what nobody hears of for a day is asked about no more", 60, "CLOSED"],
  ] as const)("afterwards it is asked about: %s", async (_, hours, status) => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    silence(shop);
    await letHoursPass(shop, 3);
    await close(shop, order);
    await letHoursPass(shop, hours - 4);
    delete shop.gateway.answers.query;
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    await letHoursPass(shop, 2);
    expect(await read(shop, order)).toMatchObject({ status });
  });

  test("Alipay is asked first: money that is there by now wins", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    silence(shop);
    await letHoursPass(shop, 3);
    delete shop.gateway.answers.query;
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    expect(await close(shop, order)).toEqual({ ok: false, reason: "paid" });
    expect(await read(shop, order)).toMatchObject({ status: "PAID", closeWanted: null });
    expect(await shop.db.discrepancy.findMany({ where: { kind: { not: "order_stuck" } } })).toEqual([]);
  });

  test("an order with an unknown status can be closed", async () => {
    const shop = await testShop();
    const order = await anOrderAtTheCashier(shop);
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen, { status: null }));
    await letHoursPass(shop, 3);
    expect(await close(shop, order)).toEqual({ ok: true });
  });
});

test("a cancelled order of which nothing more is heard for a day stays before the owner", async () => {
  const shop = await testShop();
  const order = await anOrderAtTheCashier(shop);
  expect(await requestClose(shop, order.orderId, "buyer")).toEqual({ ok: true, closed: true });
  silence(shop);
  await letHoursPass(shop, 30);
  expect(await read(shop, order)).toMatchObject({ status: "CLOSED", dueAt: null });
  expect((await open(shop)).map(({ kind }) => kind)).toContain("payment_unanswered");
});
