import { describe, expect, test } from "vitest";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, MINUTE_MS, stockGoods, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { shipOrder } from "../orders/ship-order";
import { settlePayment } from "../payments/settle-payment";
import { acceptRefund } from "./accept-refund";
import { declineRefund } from "./decline-refund";
import { refundOrder } from "./refund-order";
import { requestRefund } from "./request-refund";
import { retryRefund } from "./retry-refund";
import { reviewDueRefunds } from "./review-due-refunds";

async function aPaidOrder(shop: TestShop, options: Parameters<typeof anOrder>[1] = {}): Promise<TestOrder> {
  const order = await anOrder(shop, options);
  await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
  return order;
}

const ask = (shop: TestShop, { orderId }: TestOrder, amountFen: number) =>
  refundOrder(shop, { orderId, amountFen, reason: "少发一件", by: "owner" });
const rows = (shop: TestShop) => shop.db.refund.findMany({ orderBy: { id: "asc" } });

async function pass(shop: TestShop, ms: number): Promise<void> {
  shop.advance(ms);
  while ((await reviewDueRefunds(shop)) > 0);
}

describe("an owner gives money back", () => {
  test("a part: the order goes on, and what is left can still be given back", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    expect(await ask(shop, order, 500)).toMatchObject({ ok: true, outcome: { status: "DONE" } });
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID" });
    expect(await shop.db.payment.findFirstOrThrow()).toMatchObject({ refundingFen: 500n, refundedFen: 500n });
    expect(await ask(shop, order, 1481)).toMatchObject({ ok: false, reason: "too_much" });
  });

  test("all before shipping: the order is closed, its goods are for sale again, and no second trade pays it again", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop, { stock: 3 });
    const order = await aPaidOrder(shop, { variantId, quantity: 2 });
    await ask(shop, order, order.totalFen);
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "CLOSED", closeReason: "refunded" });
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 3, sold: 0 });
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "CLOSED" });
    expect(await shop.db.payment.findMany({ where: { disposition: "held" } })).toHaveLength(1);
  });

  test("all after shipping: the order stays shipped and nothing comes back into stock by itself", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF0000001" });
    await ask(shop, order, order.totalFen);
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "SHIPPED" });
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 9, sold: 1 });
  });

  test("ten owners click at once: never more goes back than was paid, and Alipay hears of one refund", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    const results = await Promise.all(Array.from({ length: 10 }, () => ask(shop, order, order.totalFen)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(shop.gateway.refunded).toHaveLength(1);
  });

  test.each([0, -1, 1.5, Number.NaN, 1981])("a sum of %s fen is refused, and Alipay hears nothing", async (amountFen) => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    expect(await ask(shop, order, amountFen)).toMatchObject({ ok: false, reason: "too_much" });
    expect(shop.gateway.refunded).toEqual([]);
  });

  test("an order that nobody paid has nothing to give back", async () => {
    const shop = await testShop();
    expect(await ask(shop, await anOrder(shop), 100)).toMatchObject({ ok: false, reason: "nothing_paid" });
  });

  test("goods are not sent off while their money is on its way back", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "accepted" };
    await ask(shop, order, order.totalFen);
    const parcel = { courier: "顺丰速运", trackingNo: "SF0000001" };
    expect(await shipOrder(shop, order.orderId, parcel)).toMatchObject({ ok: false, reason: "refunding" });
  });
});

describe("an answer that is not known", () => {
  test("a timeout stays 退款中, is asked about 10 s later and not before, and the retry is the identical request", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "unknown", detail: "timeout" };
    expect(await ask(shop, order, 500)).toMatchObject({ ok: true, outcome: { status: "PENDING" } });
    await pass(shop, 9_000);
    expect(shop.gateway.refunded).toHaveLength(1);
    await pass(shop, 1_000);
    shop.gateway.answers.refund = { kind: "refunded", at: shop.now() };
    await pass(shop, 5 * MINUTE_MS);
    const [first, ...again] = shop.gateway.refunded;
    expect(again.length).toBeGreaterThan(0);
    for (const request of again) expect(request).toEqual(first);
    expect(await rows(shop)).toMatchObject([{ status: "DONE" }]);
  });

  test("a refund that Alipay only accepted is done when Alipay says so, and is never asked for again with another number", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "accepted" };
    await ask(shop, order, 500);
    await pass(shop, 10_000);
    expect(await rows(shop)).toMatchObject([{ status: "PENDING" }]);
    shop.gateway.answers.queryRefund = { kind: "refunded", amountFen: 500, at: shop.now() };
    await pass(shop, MINUTE_MS);
    expect(await rows(shop)).toMatchObject([{ status: "DONE" }]);
    expect(new Set(shop.gateway.refunded.map(({ outRequestNo }) => outRequestNo)).size).toBe(1);
  });

  test("the gaps between two questions grow to an hour", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "unknown", detail: "timeout" };
    shop.gateway.answers.queryRefund = { kind: "unknown", detail: "timeout" };
    await ask(shop, order, 500);
    const gapsS: number[] = [];
    for (let i = 0; i < 9; i++) {
      const { dueAt } = await shop.db.refund.findFirstOrThrow();
      const waitMs = (dueAt?.getTime() ?? 0) - shop.now().getTime();
      gapsS.push(waitMs / 1000);
      await pass(shop, waitMs);
    }
    expect(gapsS).toEqual([10, 20, 40, 60, 120, 300, 900, 3600, 3600]);
  });

  test("two refunds of one trade go out one after the other", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "accepted" };
    await ask(shop, order, 500);
    expect(await ask(shop, order, 300)).toMatchObject({ ok: true, outcome: { status: "PENDING" } });
    expect(shop.gateway.refunded.map(({ amountFen }) => amountFen)).toEqual([500]);
    shop.gateway.answers.queryRefund = { kind: "refunded", amountFen: 500, at: null };
    shop.gateway.answers.refund = { kind: "refunded", at: null };
    await pass(shop, 10_000);
    expect((await rows(shop)).map(({ status }) => status)).toEqual(["DONE", "DONE"]);
  });

  test("a second refund within 3 s of the first waits, although the first is done", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    await ask(shop, order, 500);
    await ask(shop, order, 300);
    expect(shop.gateway.refunded).toHaveLength(1);
    await pass(shop, 2_999);
    expect(shop.gateway.refunded).toHaveLength(1);
    await pass(shop, 1);
    expect(shop.gateway.refunded).toHaveLength(2);
  });

  test("two workers at once send a lost refund once", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "unknown", detail: "timeout" };
    await ask(shop, order, 500);
    shop.advance(10_000);
    await Promise.all([reviewDueRefunds(shop), reviewDueRefunds(shop), reviewDueRefunds(shop)]);
    expect(shop.gateway.refunded).toHaveLength(2);
  });
});

describe("a refusal", () => {
  test("for good frees the sum and tells the owner why", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "refused", code: "TRADE_HAS_FINISHED", detail: "", advice: "never" };
    expect(await ask(shop, order, 500)).toMatchObject({ ok: true, outcome: { status: "FAILED", advice: "never" } });
    expect(await shop.db.payment.findFirstOrThrow()).toMatchObject({ refundingFen: 0n });
    expect(await shop.db.discrepancy.findMany()).toMatchObject([{ kind: "refund_failed", resolvedAt: null }]);
  });

  test("for want of balance is repeated by the owner, as the identical request, and the discrepancy is resolved", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "refused", code: "BALANCE_NOT_ENOUGH", detail: "", advice: "same_again_later" };
    const asked = await ask(shop, order, 500);
    if (!asked.ok) throw new Error(asked.message);
    shop.advance(MINUTE_MS);
    shop.gateway.answers.refund = { kind: "refunded", at: shop.now() };
    expect(await retryRefund(shop, asked.refundId)).toMatchObject({ ok: true, outcome: { status: "DONE" } });
    expect(shop.gateway.refunded[1]).toEqual(shop.gateway.refunded[0]);
    expect(await shop.db.discrepancy.count({ where: { resolvedAt: null } })).toBe(0);
  });

  test("that may hide a refund done before is believed only after Alipay was asked", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "refused", code: "TRADE_HAS_CLOSE", detail: "", advice: "check_trade" };
    shop.gateway.answers.queryRefund = { kind: "refunded", amountFen: order.totalFen, at: shop.now() };
    expect(await ask(shop, order, order.totalFen)).toMatchObject({ ok: true, outcome: { status: "DONE" } });
  });
});

describe("a buyer asks for money back", () => {
  test("the owner accepts another sum, and the buyer's order tells of it", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    expect(await requestRefund(shop, order.orderId, { reason: "拍错了" })).toEqual({ ok: true });
    expect(await requestRefund(shop, order.orderId, { reason: "拍错了" })).toMatchObject({ ok: false, reason: "asked_already" });
    expect(await ask(shop, order, 100)).toMatchObject({ ok: false, reason: "answer_request" });
    const [asked] = await rows(shop);
    expect(asked).toMatchObject({ status: "REQUESTED", amountFen: 1980n, requestedBy: "buyer" });
    const refundId = asked?.id ?? 0n;
    expect(await acceptRefund(shop, { refundId, amountFen: 5000 })).toMatchObject({ ok: false, reason: "too_much" });
    expect(await acceptRefund(shop, { refundId, amountFen: 800 })).toMatchObject({ ok: true, outcome: { status: "DONE" } });
    expect(await acceptRefund(shop, { refundId, amountFen: 800 })).toMatchObject({ ok: false, reason: "not_requested" });
    expect(shop.gateway.refunded).toMatchObject([{ amountFen: 800, reason: "拍错了" }]);
  });

  test("the owner declines with a note, nothing is paid, and the buyer may ask again", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    await requestRefund(shop, order.orderId, { reason: "不想要了" });
    const [asked] = await rows(shop);
    expect(await declineRefund(shop, { refundId: asked?.id ?? 0n, note: "已经发出" })).toEqual({ ok: true });
    expect(shop.gateway.refunded).toEqual([]);
    expect(await requestRefund(shop, order.orderId, { reason: "真的不想要了" })).toEqual({ ok: true });
  });

  test("two taps at once make one request", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    const results = await Promise.all([1, 2, 3].map(() => requestRefund(shop, order.orderId, { reason: "拍错了" })));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });
});

describe("money that can only go back", () => {
  test("a second trade on one order is refunded whole, once, by however many workers, and its discrepancy is resolved", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
    await Promise.all([reviewDueRefunds(shop), reviewDueRefunds(shop)]);
    expect(shop.gateway.refunded).toMatchObject([{ amountFen: order.totalFen }]);
    const [discrepancy] = await shop.db.discrepancy.findMany();
    expect(discrepancy).toMatchObject({ kind: "second_trade", detail: { refundNo: shop.gateway.refunded[0]?.outRequestNo } });
    expect(discrepancy?.resolvedAt).not.toBeNull();
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID" });
  });

  test("money of a wrong sum stays with the owner", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await settlePayment(shop, aTrade(order.outTradeNo, 1), "notify");
    await pass(shop, MINUTE_MS);
    expect(shop.gateway.refunded).toEqual([]);
  });

  test("a refund that Alipay refuses leaves the discrepancy open and is not tried for ever", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
    shop.gateway.answers.refund = { kind: "refused", code: "BALANCE_NOT_ENOUGH", detail: "", advice: "same_again_later" };
    for (let i = 0; i < 5; i++) await pass(shop, 60 * MINUTE_MS);
    expect(shop.gateway.refunded).toHaveLength(1);
    const open = await shop.db.discrepancy.findMany({ where: { resolvedAt: null } });
    expect(open.map(({ kind }) => kind).sort()).toEqual(["refund_failed", "second_trade"]);
  });
});
