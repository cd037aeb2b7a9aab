import { describe, expect, test } from "vitest";
import { placeOrder } from "@/lib/shop/orders/place-order";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { aTrade } from "@/test/fake-gateway";
import { aWish } from "@/test/owner-wish";
import { pass } from "@/test/refund-shop";
import { ADDRESS, aBuyer, MINUTE_MS, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { freightLeftFen } from "../freight-left";
import { completeRefund } from "../settle-refund";
import { acceptRequest } from "./accept-request";
import { refundOrder } from "./refund-order";
import { requestRefund } from "./request-refund";
import { retryRefund } from "./retry-refund";

/** ¥19.80 of goods and ¥8 of freight, paid. */
async function aPaidOrderWithFreight(shop: TestShop): Promise<string> {
  const { variantId, productId } = await stockGoods(shop);
  await shop.db.product.update({ where: { id: productId }, data: { freightKind: "fixed", freightFeeFen: 800 } });
  const items = [{ variantId, quantity: 1, expectedPriceFen: 1980 }];
  const placed = await placeOrder(shop, await aBuyer(shop), {
    ...{ idempotencyKey: "form", items, expectedShippingFen: 800, address: ADDRESS, note: "" },
  });
  if (!placed.ok) throw new Error(placed.reason);
  const { outTradeNo } = await shop.db.paymentAttempt.findFirstOrThrow();
  await settlePayment(shop, aTrade(outTradeNo, 2780), "notify");
  return placed.orderId;
}

const ship = (shop: TestShop, orderId: string) => shipOrder(shop, orderId, { courier: "顺丰速运", trackingNo: "SF0000001" });
const refund = (shop: TestShop, orderId: string, amountFen: number, freightFen = 0) =>
  refundOrder(shop, { orderId, amountFen, freightFen, reason: "退货", wish: aWish() });
const left = async (shop: TestShop) => freightLeftFen(shop.db, await shop.db.payment.findFirstOrThrow());

describe("an owner chooses whether the freight goes back", () => {
  test("with all of the goods before shipping: the order is closed, and nothing is left of either", async () => {
    const shop = await testShop();
    const orderId = await aPaidOrderWithFreight(shop);
    expect(await refund(shop, orderId, 2780, 800)).toMatchObject({ ok: true, outcome: { status: "DONE" } });
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "CLOSED", closeReason: "refunded" });
    expect(await shop.db.refund.findFirstOrThrow()).toMatchObject({ amountFen: 2780, freightFen: 800 });
    expect(await left(shop)).toBe(0);
  });

  test("once for each form: the same form with another share of the freight is refused, and moves nothing", async () => {
    const shop = await testShop();
    const orderId = await aPaidOrderWithFreight(shop);
    const send = (freightFen: number) => refundOrder(shop, { orderId, amountFen: 500, freightFen, reason: "退货", wish });
    const wish = aWish();
    expect(await send(200)).toMatchObject({ ok: true });
    expect(await send(200)).toMatchObject({ ok: true });
    expect(await send(0)).toMatchObject({ reason: "key_reused", amountFen: 500 });
    expect(await shop.db.refund.findMany()).toMatchObject([{ amountFen: 500, freightFen: 200 }]);
  });

  test("once for each yes to a buyer's request as well", async () => {
    const shop = await testShop();
    const orderId = await aPaidOrderWithFreight(shop);
    await requestRefund(shop, orderId, { reason: "拍错了" });
    const { id: refundId } = await shop.db.refund.findFirstOrThrow();
    const wish = aWish();
    const accept = (freightFen: number) => acceptRequest(shop, { refundId, amountFen: 1000, freightFen, wish });
    expect(await accept(300)).toMatchObject({ ok: true });
    expect(await accept(300)).toMatchObject({ ok: true });
    expect(await accept(800)).toMatchObject({ reason: "key_reused", amountFen: 1000 });
  });

  test("the goods alone after shipping, and the freight once more later, and never twice", async () => {
    const shop = await testShop();
    const orderId = await aPaidOrderWithFreight(shop);
    await ship(shop, orderId);
    expect(await refund(shop, orderId, 1500)).toMatchObject({ ok: true });
    expect(await left(shop)).toBe(800);
    await pass(shop, MINUTE_MS);
    expect(await refund(shop, orderId, 900, 800)).toMatchObject({ ok: true });
    expect(await left(shop)).toBe(0);
    await pass(shop, MINUTE_MS);
    expect(await refund(shop, orderId, 300, 100)).toMatchObject({ ok: false, reason: "too_much" });
    expect(await refund(shop, orderId, 380)).toMatchObject({ ok: true });
    await pass(shop, MINUTE_MS);
    expect(shop.gateway.refunded.map(({ amountFen }) => amountFen)).toEqual([1500, 900, 380]);
  });

  test.each([
    ["more freight than was paid", 2000, 801],
    ["more freight than the whole sum", 500, 501],
    ["a part below nothing", 500, -1],
    ["goods and freight of more than what is there", 2781, 800],
  ])("%s is refused, and Alipay hears nothing", async (_, amountFen, freightFen) => {
    const shop = await testShop();
    const orderId = await aPaidOrderWithFreight(shop);
    expect(await refund(shop, orderId, amountFen, freightFen)).toMatchObject({ ok: false, reason: "too_much" });
    expect(shop.gateway.refunded).toEqual([]);
  });

  test("when a buyer asks for all of it back: yes to the goods, and the freight stays", async () => {
    const shop = await testShop();
    const orderId = await aPaidOrderWithFreight(shop);
    await ship(shop, orderId);
    await requestRefund(shop, orderId, { reason: "不喜欢" });
    const { id } = await shop.db.refund.findFirstOrThrow();
    expect(await acceptRequest(shop, { refundId: id, amountFen: 1980, wish: aWish() })).toMatchObject({ ok: true });
    expect(await shop.db.refund.findFirstOrThrow()).toMatchObject({ status: "DONE", amountFen: 1980, freightFen: 0 });
    expect(await left(shop)).toBe(800);
  });

  test("and an earlier refund that failed is not tried again with freight that has gone back since, so that it is given back once", async () => {
    const shop = await testShop();
    const orderId = await aPaidOrderWithFreight(shop);
    await ship(shop, orderId);
    shop.gateway.answers.refund = { kind: "refused", code: "BALANCE_NOT_ENOUGH", detail: "", advice: "same_again_later" };
    expect(await refund(shop, orderId, 900, 800)).toMatchObject({ ok: true, outcome: { status: "FAILED" } });
    const { id: refundId } = await shop.db.refund.findFirstOrThrow();
    delete shop.gateway.answers.refund;
    await pass(shop, MINUTE_MS);
    expect(await refund(shop, orderId, 800, 800)).toMatchObject({ ok: true, outcome: { status: "DONE" } });
    await pass(shop, MINUTE_MS);
    expect(await retryRefund(shop, { refundId, wish: aWish() })).toEqual({ ok: false, reason: "freight_returned" });
    expect(await shop.db.refund.findUniqueOrThrow({ where: { id: refundId } })).toMatchObject({ status: "FAILED", freightFen: 800 });
    expect(shop.gateway.refunded.at(-1)).toMatchObject({ amountFen: 800 });
    expect(await shop.db.$transaction((tx) => completeRefund(tx, shop, refundId, null))).toBe(true); // it was done all the same
    expect(await shop.db.refund.findUniqueOrThrow({ where: { id: refundId } })).toMatchObject({ amountFen: 900, freightFen: 0 });
    expect(await shop.db.refund.aggregate({ _sum: { freightFen: true } })).toMatchObject({ _sum: { freightFen: 800 } });
  });

  test("and one that failed is tried again with its freight while that is still there", async () => {
    const shop = await testShop();
    const orderId = await aPaidOrderWithFreight(shop);
    shop.gateway.answers.refund = { kind: "refused", code: "BALANCE_NOT_ENOUGH", detail: "", advice: "same_again_later" };
    await refund(shop, orderId, 900, 800);
    const { id: refundId } = await shop.db.refund.findFirstOrThrow();
    delete shop.gateway.answers.refund;
    await pass(shop, MINUTE_MS);
    expect(await retryRefund(shop, { refundId, wish: aWish() })).toMatchObject({ ok: true, outcome: { status: "DONE" } });
    expect(await shop.db.refund.findFirstOrThrow()).toMatchObject({ amountFen: 900, freightFen: 800 });
    expect(await left(shop)).toBe(0);
  });

  test("a form that is sent twice gives the freight back once", async () => {
    const shop = await testShop();
    const orderId = await aPaidOrderWithFreight(shop);
    const wish = aWish();
    const send = () => refundOrder(shop, { orderId, amountFen: 2780, freightFen: 800, reason: "退货", wish });
    const [first, second] = await Promise.all([send(), send()]);
    expect([first.ok, second.ok]).toEqual([true, true]);
    expect(shop.gateway.refunded).toHaveLength(1);
  });
});
