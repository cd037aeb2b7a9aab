import { describe, expect, test } from "vitest";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { aTrade } from "@/test/fake-gateway";
import { aPaidOrder, ask, pass } from "@/test/refund-shop";
import { anOrder, MINUTE_MS, stockGoods, testShop } from "@/test/test-shop";
import { reviewDueRefunds } from "../due/due-refunds";

describe("an owner gives money back", () => {
  test("a part: the order goes on, and what is left can still be given back", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    expect(await ask(shop, order, 500)).toMatchObject({ ok: true, outcome: { status: "DONE" } });
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID" });
    expect(await shop.db.payment.findFirstOrThrow()).toMatchObject({ refundingFen: 500, refundedFen: 500 });
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
