import { describe, expect, test } from "vitest";
import type { Trade } from "@/lib/alipay/gateway";
import { aTrade } from "@/test/fake-gateway";
import { openSimulation } from "@/test/simulation";
import { anOrder, MINUTE_MS, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { newOutTradeNo } from "../orders/order-no";
import { closeOrder } from "./close-order";
import { reviewDueNotices } from "./due-notices";
import { receiveNotification } from "./receive-notification";
import { settlePayment } from "./settle-payment";
import { startPayment } from "./start-payment";

const deliveryOf = (trade: Trade) => ({ body: Buffer.from(JSON.stringify(trade)), contentType: null, remoteIp: "203.0.113.1" });
const SUCCESS = { handled: true, body: "success" };
const FAIL = { handled: false, body: "fail" };
const read = (shop: TestShop, { orderId }: TestOrder) => shop.db.order.findUniqueOrThrow({ where: { id: orderId } });

/** Time passes, and the worker looks at what is due. */
async function look(shop: TestShop, ms: number): Promise<void> {
  shop.advance(ms);
  while ((await reviewDueNotices(shop)) > 0);
}

/** A notice that Alipay confirmed once already, to a process that died before it had committed anything. */
async function aPaidTradeWhoseNoticeIsDenied(shop: TestShop, { outTradeNo, totalFen }: { outTradeNo: string; totalFen: number }) {
  const trade = aTrade(outTradeNo, totalFen);
  shop.gateway.trades.set(outTradeNo, trade);
  shop.gateway.answers.confirm = "denied";
  return trade;
}

describe("a notice that verifies and that Alipay does not confirm", () => {
  test("a shop that dies between the confirmation and its commit books the money at the resend, and says success to it", async () => {
    const simulation = await openSimulation();
    const { shop, emulator } = simulation;
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    await shop.db.$executeRaw`ALTER TABLE notify_deliveries ADD CONSTRAINT dies CHECK (verdict <> 'paid')`;
    await simulation.control("POST", `/control/trades/${order.outTradeNo}/pay`, {});
    await emulator.deliverDue();
    await shop.db.$executeRaw`ALTER TABLE notify_deliveries DROP CONSTRAINT dies`;
    expect(simulation.answers).toEqual([]);

    shop.advance(2 * MINUTE_MS);
    await emulator.deliverDue();
    expect(simulation.answers).toEqual(["success"]);
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID" });
  });

  test("the money of an order that was closed and given up meanwhile is booked all the same", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await closeOrder(shop, order.orderId);
    const trade = await aPaidTradeWhoseNoticeIsDenied(shop, order);
    expect(await receiveNotification(shop, deliveryOf(trade))).toEqual(SUCCESS);
    expect(await read(shop, order)).toMatchObject({ status: "PAID" });
  });

  test("money for an order that this shop does not know is held", async () => {
    const shop = await testShop();
    const trade = await aPaidTradeWhoseNoticeIsDenied(shop, { outTradeNo: newOutTradeNo(shop.now(), ""), totalFen: 1980 });
    expect(await receiveNotification(shop, deliveryOf(trade))).toEqual(SUCCESS);
    expect(await shop.db.payment.findMany()).toMatchObject([{ tradeNo: trade.tradeNo, disposition: "held" }]);
  });

  test("while Alipay gives no answer it is told to send the notice again, and the worker finds out what became of the trade", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await closeOrder(shop, order.orderId);
    const trade = await aPaidTradeWhoseNoticeIsDenied(shop, order);
    shop.gateway.answers.query = { kind: "unknown", detail: "timeout" };
    for (let i = 0; i < 5; i++) expect(await receiveNotification(shop, deliveryOf(trade))).toEqual(FAIL);
    expect(await shop.db.notifyDelivery.count({ where: { dueAt: { not: null } } })).toBe(1);
    await look(shop, MINUTE_MS);
    expect(await read(shop, order)).toMatchObject({ status: "CLOSED" });

    delete shop.gateway.answers.query;
    await look(shop, 5 * MINUTE_MS);
    expect(await read(shop, order)).toMatchObject({ status: "PAID" });
    const inbox = await shop.db.notifyDelivery.findMany();
    expect(inbox.map(({ verdict, dueAt, orderId }) => [verdict, dueAt, orderId])).toEqual(Array(5).fill(["paid", null, order.orderId]));
  });

  test.each([
    ["waits for its buyer", "WAIT_BUYER_PAY"],
    ["was closed unpaid", "TRADE_CLOSED"],
  ] as const)(
    "one that says paid of a trade that %s, as Alipay answers, pays nothing; after a day it is the owner's",
    async (_, status) => {
      const shop = await testShop();
      const order = await anOrder(shop);
      const trade = await aPaidTradeWhoseNoticeIsDenied(shop, order);
      shop.gateway.trades.set(order.outTradeNo, { ...trade, status, rawStatus: status, paidAt: null });
      expect(await receiveNotification(shop, deliveryOf(trade))).toEqual(FAIL);
      for (let hour = 0; hour < 24; hour++) await look(shop, 60 * MINUTE_MS);
      expect(await shop.db.discrepancy.findMany()).toEqual([]);
      for (let hour = 0; hour < 4; hour++) await look(shop, 60 * MINUTE_MS);
      expect(await shop.db.discrepancy.findMany()).toMatchObject([
        { kind: "notice_unconfirmed", orderId: order.orderId, resolvedAt: null },
      ]);
      expect(await shop.db.payment.count()).toBe(0);
      expect(await shop.db.notifyDelivery.count({ where: { dueAt: { not: null } } })).toBe(0);

      // Money of another trade answers nothing about this one.
      await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "query");
      expect(await shop.db.discrepancy.findMany({ where: { kind: "notice_unconfirmed" } })).toMatchObject([{ resolvedAt: null }]);
      shop.gateway.trades.set(order.outTradeNo, trade);
      await receiveNotification(shop, deliveryOf(trade));
      expect(await shop.db.discrepancy.findMany({ where: { kind: "notice_unconfirmed" } })).toMatchObject([{ resolvedAs: "answered" }]);
    },
  );

  test("a notice that only says that its buyer has not paid yet is not asked about", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    shop.gateway.answers.confirm = "denied";
    const waiting = aTrade(order.outTradeNo, order.totalFen, { status: "WAIT_BUYER_PAY" });
    expect(await receiveNotification(shop, deliveryOf(waiting))).toEqual(SUCCESS);
    expect(shop.gateway.asked).toEqual([]);
  });
});
