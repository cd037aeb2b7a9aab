import { describe, expect, test } from "vitest";
import type { ToldRefund } from "@/lib/alipay/gateway";
import { makeGateways } from "@/lib/shop/gateways";
import { reviewDueOrders } from "@/lib/shop/payments/due-orders";
import { receiveNotification } from "@/lib/shop/payments/receive-notification";
import { receiveReturn } from "@/lib/shop/payments/receive-return";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { reviewDueRefunds } from "@/lib/shop/refunds/due/due-refunds";
import { receiveRefundNotification } from "@/lib/shop/refunds/reported/receive-refund-notification";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { aTrade, type FakeGateway, fakeGateway } from "@/test/fake-gateway";
import { aWish } from "@/test/owner-wish";
import { anOrder, MINUTE_MS, type TestOrder, type TestShop, testShop } from "@/test/test-shop";

const NEW = "wap-token:2088000000000009";

/** The owner's shop goes to another partner of the same protocol, who is another seller. */
function changePartner(shop: TestShop): { shop: TestShop; old: FakeGateway } {
  const gateway: FakeGateway = { ...fakeGateway(), contract: NEW, sellerId: "2088000000000009" };
  return { shop: { ...shop, gateway, gateways: makeGateways(gateway, shop.gateway) }, old: shop.gateway };
}

const statusOf = async (shop: TestShop, { orderId }: TestOrder) =>
  (await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).status;
const kinds = async (shop: TestShop) => (await shop.db.discrepancy.findMany({ orderBy: { id: "asc" } })).map(({ kind }) => kind);

describe("a shop that changes to another partner of the same protocol", () => {
  test("asks the old partner about what was begun there, takes its money, and gives it back there", async () => {
    const before = await testShop();
    const order = await anOrder(before);
    await startPayment(before, order.orderId);
    const { shop, old } = changePartner(before);
    old.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    shop.advance(15_000);
    await reviewDueOrders(shop);
    expect(await statusOf(shop, order)).toBe("PAID");
    await refundOrder(shop, { orderId: order.orderId, amountFen: 480, reason: "少发一件", wish: aWish() });
    expect(old.refunded).toHaveLength(1);
    expect([shop.gateway.asked, shop.gateway.refunded]).toEqual([[], []]);
  });

  test("closes an order that nobody paid at the old partner, and asks the new one nothing", async () => {
    const before = await testShop();
    const order = await anOrder(before);
    await startPayment(before, order.orderId);
    const { shop, old } = changePartner(before);
    old.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen, { status: "WAIT_BUYER_PAY" }));
    shop.advance(31 * MINUTE_MS);
    await reviewDueOrders(shop);
    expect(await statusOf(shop, order)).toBe("CLOSED");
    expect(old.closed).toEqual([order.outTradeNo]);
    expect([shop.gateway.asked, shop.gateway.closed]).toEqual([[], []]);
  });

  test("leaves a trade that waits at the old partner only when that says that it is closed", async () => {
    const before = await testShop();
    const order = await anOrder(before);
    await startPayment(before, order.orderId);
    const { shop, old } = changePartner(before);
    old.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen, { status: "WAIT_BUYER_PAY" }));
    old.answers.close = { kind: "unknown", detail: "timeout" };
    shop.advance(MINUTE_MS);
    expect(await startPayment(shop, order.orderId)).toMatchObject({ ok: true });
    expect([old.started.length, shop.gateway.started.length]).toEqual([2, 0]);
    // The buyer was quicker than the closing.
    old.during.close = async () => old.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    shop.advance(MINUTE_MS);
    expect(await startPayment(shop, order.orderId)).toMatchObject({ ok: false, reason: "paid" });
    expect([old.started.length, shop.gateway.started.length]).toEqual([2, 0]);
  });

  test("sends nobody to pay again while the partner of an open payment is not configured", async () => {
    const before = await testShop();
    const order = await anOrder(before);
    await startPayment(before, order.orderId);
    const { shop } = changePartner(before);
    const alone = { ...shop, gateways: makeGateways(shop.gateway) };
    shop.advance(MINUTE_MS);
    expect(await startPayment(alone, order.orderId)).toMatchObject({ ok: false, reason: "confirming" });
    expect(shop.gateway.started).toEqual([]);
  });
});

describe("whoever knows the keys of a contract that the shop has left", () => {
  /** An order at the new cashier, and the old contract's word that it is paid. */
  async function forgery() {
    const before = await testShop();
    const { shop, old } = changePartner(before);
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    return { shop, old, order, forged: aTrade(order.outTradeNo, order.totalFen) };
  }

  test("pays no order of the new one, however good the signature: the owner is told and the new gateway is asked", async () => {
    const { shop, old, order, forged } = await forgery();
    expect(forged.contract).toBe(old.contract);
    const body = Buffer.from(JSON.stringify(forged));
    expect(await receiveNotification(shop, { body, contentType: null, remoteIp: "203.0.113.1" })).toMatchObject({ handled: true });
    expect(await statusOf(shop, order)).toBe("PENDING");
    expect(await kinds(shop)).toEqual(["contract_mismatch"]);
    expect(await shop.db.payment.count()).toBe(0);
    await reviewDueOrders(shop);
    expect(shop.gateway.asked).toEqual([order.outTradeNo]);
    expect(await statusOf(shop, order)).toBe("PENDING");
  });

  test.each([
    ["is closed", { status: "TRADE_CLOSED" as const, rawStatus: "TRADE_CLOSED" }],
    ["was refunded", { refund: { status: "REFUND_SUCCESS", feeFen: 1980, at: null } }],
  ])("cannot say either that it %s", async (_, change) => {
    const { shop, order } = await forgery();
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen, change), "notify");
    expect(await kinds(shop)).toEqual(["contract_mismatch"]);
    expect(await shop.db.paymentAttempt.findFirstOrThrow()).toMatchObject({ status: "OPEN" });
    expect(await shop.db.reportedRefund.count()).toBe(0);
  });

  test("is shown no order by a return", async () => {
    const { shop, old, order } = await forgery();
    shop.gateway.parseReturn = () => ({ ok: false, reason: "bad_signature" });
    const search = `?result=success&sign=good&trade_no=1&out_trade_no=${order.outTradeNo}`;
    expect(old.parseReturn(search)).toMatchObject({ ok: true });
    expect(await receiveReturn(shop, search, order.buyerId)).toBeNull();
    expect(await shop.db.paymentAttempt.findFirstOrThrow()).toMatchObject({ returnedAt: null });
  });
});

describe("the notice of a batch of refunds, which Alipay signs with one key for all partners", () => {
  async function aRefundUnderWay() {
    const before = await testShop();
    const order = await anOrder(before);
    await settlePayment(before, aTrade(order.outTradeNo, order.totalFen), "notify");
    before.gateway.answers.refund = { kind: "accepted" };
    await refundOrder(before, { orderId: order.orderId, amountFen: 480, reason: "少发一件", wish: aWish() });
    const { shop, old } = changePartner(before);
    const { outRequestNo, payment } = await shop.db.refund.findFirstOrThrow({ include: { payment: true } });
    const refunds: ToldRefund[] = [{ tradeNo: payment.tradeNo, amountFen: 480, outcome: "refunded", code: "SUCCESS" }];
    const notice = { ok: true as const, notifyId: "n1", outRequestNo, datedOn: "2026-11-22", refunds };
    const delivery = { body: Buffer.from("result_details=x"), contentType: null, remoteIp: "203.0.113.1" };
    return { shop, old, notice, delivery };
  }

  test("is confirmed by the partner whose refund it is, whoever read it first", async () => {
    const { shop, old, notice, delivery } = await aRefundUnderWay();
    for (const gateway of [shop.gateway, old]) gateway.answers.refundNotification = notice;
    shop.gateway.answers.confirm = "denied";
    expect(await receiveRefundNotification(shop, delivery)).toMatchObject({ handled: true });
    expect(await shop.db.refund.findFirstOrThrow()).toMatchObject({ status: "DONE" });
  });

  test("ends nothing when that partner's contract cannot read it", async () => {
    const { shop, old, notice, delivery } = await aRefundUnderWay();
    shop.gateway.answers.refundNotification = notice;
    old.answers.refundNotification = { ok: false, reason: "bad_signature", detail: "" };
    expect(await receiveRefundNotification(shop, delivery)).toMatchObject({ handled: false });
    await reviewDueRefunds(shop);
    expect(await shop.db.refund.findFirstOrThrow()).toMatchObject({ status: "PENDING" });
    expect(await shop.db.notifyDelivery.findFirstOrThrow()).toMatchObject({ verdict: "rejected", reason: "wrong_contract" });
  });
});
