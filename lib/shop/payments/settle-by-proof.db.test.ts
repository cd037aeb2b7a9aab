import { describe, expect, test } from "vitest";
import { aTrade } from "@/test/fake-gateway";
import { actingAs } from "@/test/owner-access";
import { pass } from "@/test/refund-shop";
import { letTimePass, openSimulation } from "@/test/simulation";
import { anOrder, MINUTE_MS, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { newOutTradeNo } from "../orders/order-no";
import { reviewDueOrders } from "./due-orders";
import { receiveNotification } from "./receive-notification";
import { settleByProof } from "./settle-by-proof";
import { settlePayment } from "./settle-payment";
import { startPayment } from "./start-payment";

const TRADE_NO = "2026112222001400000000000001";
const read = (shop: TestShop, { orderId }: TestOrder) => shop.db.order.findUniqueOrThrow({ where: { id: orderId } });
const open = (shop: TestShop) => shop.db.discrepancy.findMany({ where: { resolvedAt: null }, orderBy: { id: "asc" } });
const payments = (shop: TestShop) => shop.db.payment.findMany({ orderBy: { id: "asc" } });

async function letHoursPass(shop: TestShop, hours: number): Promise<void> {
  for (let quarter = 0; quarter < hours * 4; quarter++) {
    shop.advance(15 * MINUTE_MS);
    while ((await reviewDueOrders(shop)) > 0);
    await pass(shop, 0);
  }
}

/** An order at the cashier about which Alipay has answered nothing for three hours. */
async function anUnansweredOrder(shop: TestShop): Promise<TestOrder> {
  const order = await anOrder(shop);
  await startPayment(shop, order.orderId);
  shop.gateway.answers.query = { kind: "unknown", detail: "timeout" };
  await letHoursPass(shop, 3);
  return order;
}

const prove = (shop: TestShop, { orderId, totalFen }: TestOrder, change: { tradeNo?: string; amountFen?: number } = {}) =>
  settleByProof(shop, { orderId, tradeNo: TRADE_NO, amountFen: totalFen, note: "商家中心可见已到账", by: "boss", ...change });

describe("the owner takes the money as received", () => {
  test("the order is paid by the owner's word, once, and says so", async () => {
    const shop = actingAs(await testShop(), 7);
    const order = await anUnansweredOrder(shop);
    const told = await Promise.all([prove(shop, order), prove(shop, order)]);
    expect(told.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await read(shop, order)).toMatchObject({ status: "PAID" });
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 9, reserved: 0, sold: 1 });
    expect(await payments(shop)).toMatchObject([{ tradeNo: TRADE_NO, amountFen: 1980, source: "owner", disposition: "settled" }]);
    expect(await shop.db.orderEvent.findFirstOrThrow({ where: { kind: "paid" } })).toMatchObject({
      actor: "owner",
      detail: { tradeNo: TRADE_NO, source: "owner", by: "boss", note: "商家中心可见已到账" },
    });
    expect(await shop.db.auditEntry.findMany()).toMatchObject([
      { kind: "payment_proven", ownerId: 7, subject: order.no, after: { amountFen: 1980, tradeNo: TRADE_NO, note: "商家中心可见已到账" } },
    ]);
    expect(await open(shop)).toEqual([]);
  });

  test("not by habit: only after Alipay has had no useful answer for two hours", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    expect(await prove(shop, order)).toEqual({ ok: false, reason: "not_unanswered" });
    expect(await payments(shop)).toEqual([]);
  });

  test("Alipay is asked first, and its word goes before any proof", async () => {
    const shop = await testShop();
    const [paid, unpaid] = [await anUnansweredOrder(shop), await anUnansweredOrder(shop)];
    delete shop.gateway.answers.query;
    shop.gateway.trades.set(paid.outTradeNo, aTrade(paid.outTradeNo, paid.totalFen));
    expect(await prove(shop, paid)).toEqual({ ok: true, saidBy: "gateway" });
    shop.gateway.trades.set(unpaid.outTradeNo, aTrade(unpaid.outTradeNo, unpaid.totalFen, { status: "TRADE_CLOSED" }));
    expect(await prove(shop, unpaid)).toEqual({ ok: false, reason: "not_paid" });
    expect((await payments(shop)).map(({ source }) => source)).toEqual(["query"]);
  });

  test("a sum that is not the order's, a trade that is booked, and one that Alipay names otherwise are refused", async () => {
    const shop = await testShop();
    const order = await anUnansweredOrder(shop);
    expect(await prove(shop, order, { amountFen: 1 })).toEqual({ ok: false, reason: "wrong_sum", expectedFen: 1980 });
    await settlePayment(shop, { ...aTrade(newOutTradeNo(shop.now(), ""), 500), tradeNo: TRADE_NO }, "notify");
    expect(await prove(shop, order)).toEqual({ ok: false, reason: "trade_booked" });
    delete shop.gateway.answers.query;
    const pending = aTrade(order.outTradeNo, order.totalFen, { status: "TRADE_PENDING" });
    shop.gateway.trades.set(order.outTradeNo, pending);
    expect(await prove(shop, order, { tradeNo: "1".repeat(28) })).toEqual({ ok: false, reason: "other_trade", tradeNo: pending.tradeNo });
    expect(await prove(shop, order, { tradeNo: pending.tradeNo })).toEqual({ ok: true, saidBy: "owner" });
    expect(await read(shop, order)).toMatchObject({ status: "PAID" });
  });
});

describe("what Alipay says afterwards of money that the owner has taken", () => {
  const noticeOf = (order: TestOrder, change = {}) => ({ ...aTrade(order.outTradeNo, order.totalFen), tradeNo: TRADE_NO, ...change });
  const tell = (shop: TestShop, trade: object) =>
    receiveNotification(shop, { body: Buffer.from(JSON.stringify(trade)), contentType: null, remoteIp: "203.0.113.1" });

  test("the same, by notice or by query: it is a repeat, and the payment is Alipay's word from then on", async () => {
    const shop = await testShop();
    const order = await anUnansweredOrder(shop);
    await prove(shop, order);
    expect(await tell(shop, noticeOf(order))).toEqual({ handled: true, body: "success" });
    expect(await payments(shop)).toMatchObject([{ tradeNo: TRADE_NO, source: "notify", buyerLogon: "bu***@example.com" }]);
    expect(await shop.db.orderEvent.count({ where: { kind: "proof_confirmed" } })).toBe(1);
    expect(await tell(shop, noticeOf(order))).toEqual({ handled: true, body: "success" });
    expect(await shop.db.notifyDelivery.findMany({ select: { verdict: true } })).toEqual([{ verdict: "repeat" }, { verdict: "repeat" }]);
    expect(await open(shop)).toEqual([]);
  });

  test("the worker goes on asking by itself until Alipay says it, and then no more", async () => {
    const shop = await testShop();
    const order = await anUnansweredOrder(shop);
    await prove(shop, order);
    await letHoursPass(shop, 1);
    delete shop.gateway.answers.query;
    shop.gateway.trades.set(order.outTradeNo, noticeOf(order));
    await letHoursPass(shop, 1);
    expect(await payments(shop)).toMatchObject([{ source: "query" }]);
    expect(await read(shop, order)).toMatchObject({ status: "PAID", dueAt: null });
  });

  test("another number for the same money: the number is corrected, and nothing is given back", async () => {
    const shop = await testShop();
    const order = await anUnansweredOrder(shop);
    await prove(shop, order, { tradeNo: "9".repeat(28) });
    await tell(shop, noticeOf(order));
    await letHoursPass(shop, 2);
    expect(await payments(shop)).toMatchObject([{ tradeNo: TRADE_NO, source: "notify", disposition: "settled" }]);
    expect(await shop.db.discrepancy.findMany({ where: { kind: "proof_contradicted" } })).toMatchObject([
      { resolvedAs: "proof_corrected", detail: { provenTradeNo: "9".repeat(28) } },
    ]);
    expect(shop.gateway.refunded).toEqual([]);
  });

  test.each([
    ["closed, and never paid", { status: "TRADE_CLOSED", rawStatus: "TRADE_CLOSED", paidAt: null }, "proof_contradicted"],
    ["closed under another number", { status: "TRADE_CLOSED", rawStatus: "TRADE_CLOSED", tradeNo: "1".repeat(28) }, "proof_contradicted"],
    ["another sum", { totalFen: 1 }, "trade_no_reused"],
  ] as const)("%s: it is a discrepancy", async (_, change, kind) => {
    const shop = await testShop();
    const order = await anUnansweredOrder(shop);
    await prove(shop, order);
    await tell(shop, noticeOf(order, change));
    expect(await open(shop)).toMatchObject([{ kind, orderId: order.orderId }]);
    expect(await read(shop, order)).toMatchObject({ status: "PAID" });
  });

  test("no such trade, long after it could have been paid: it is a discrepancy", async () => {
    const shop = await testShop();
    const order = await anUnansweredOrder(shop);
    await prove(shop, order);
    delete shop.gateway.answers.query;
    await letHoursPass(shop, 1);
    expect(await open(shop)).toMatchObject([{ kind: "proof_contradicted", orderId: order.orderId }]);
    expect(await read(shop, order)).toMatchObject({ dueAt: null });
  });

  test("nothing for a day: it stays the owner's word, and nobody asks any more", async () => {
    const shop = await testShop();
    const order = await anUnansweredOrder(shop);
    await prove(shop, order);
    await letHoursPass(shop, 26);
    expect(await read(shop, order)).toMatchObject({ status: "PAID", dueAt: null });
    expect(await payments(shop)).toMatchObject([{ source: "owner" }]);
  });
});

test("over real messages, Alipay's late notice bears the owner out, and every yuan is in the books once", async () => {
  const simulation = await openSimulation();
  const { shop } = simulation;
  const order = await anOrder(shop);
  await startPayment(shop, order.orderId);
  await simulation.control("POST", "/control/faults", [
    { fault: "garbage", match: { channel: "mapi" }, times: "always" },
    { fault: "lose-notification", times: 5 },
  ]);
  await simulation.control("POST", `/control/trades/${order.outTradeNo}/pay`, {});
  for (let i = 0; i < 12; i++) await letTimePass(simulation, 15 * MINUTE_MS);
  const [trade] = await simulation.trades();
  const proof = { orderId: order.orderId, tradeNo: trade?.trade_no ?? "", amountFen: order.totalFen, note: "商家中心可见", by: "boss" };
  expect(await settleByProof(shop, proof)).toEqual({ ok: true, saidBy: "owner" });
  await simulation.control("DELETE", "/control/faults");
  for (let i = 0; i < 30; i++) await letTimePass(simulation, 15 * MINUTE_MS);
  expect(await shop.db.payment.findMany()).toMatchObject([{ tradeNo: trade?.trade_no, disposition: "settled" }]);
  expect((await shop.db.payment.findFirstOrThrow()).source).not.toBe("owner");
});
