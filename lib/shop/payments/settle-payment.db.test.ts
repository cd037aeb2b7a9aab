import { describe, expect, test } from "vitest";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, MINUTE_MS, stockGoods, testShop } from "@/test/test-shop";
import { closeOrder } from "./close-order";
import { settlePayment } from "./settle-payment";

const statusOf = async (shop: Awaited<ReturnType<typeof testShop>>, orderId: string) =>
  (await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).status;
const openKinds = async (shop: Awaited<ReturnType<typeof testShop>>) =>
  (await shop.db.discrepancy.findMany({ where: { resolvedAt: null } })).map((row) => row.kind);

describe("a trade that pays", () => {
  test("makes the order paid, sells its goods and is booked with the buyer's account masked", async () => {
    const shop = await testShop();
    const order = await anOrder(shop, { quantity: 2 });
    const trade = aTrade(order.outTradeNo, order.totalFen);

    expect(await settlePayment(shop, trade, "notify")).toEqual({ kind: "paid", orderId: order.orderId });
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID", paidAt: trade.paidAt, dueAt: null });
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 8, reserved: 0, sold: 2 });
    expect(await shop.db.payment.findMany()).toMatchObject([
      { tradeNo: trade.tradeNo, amountFen: 3960, disposition: "settled", buyerLogon: "bu***@example.com", source: "notify" },
    ]);
    expect(await shop.db.paymentAttempt.findFirstOrThrow()).toMatchObject({ status: "PAID", tradeNo: trade.tradeNo });
  });

  test("pays once when it is told of a hundred times at once, by notice and by query", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const trade = aTrade(order.outTradeNo, order.totalFen);
    const told = await Promise.all(Array.from({ length: 100 }, (_, i) => settlePayment(shop, trade, i % 2 ? "notify" : "query")));

    expect(told.filter((settlement) => settlement.kind === "paid")).toHaveLength(1);
    expect(told.filter((settlement) => settlement.kind === "repeat")).toHaveLength(99);
    expect(await shop.db.orderEvent.count({ where: { kind: "paid" } })).toBe(1);
  });

  test("TRADE_FINISHED as the first word pays; months after TRADE_SUCCESS it changes nothing", async () => {
    const shop = await testShop();
    const plain = await anOrder(shop);
    const finished = aTrade(plain.outTradeNo, plain.totalFen, { status: "TRADE_FINISHED", rawStatus: "TRADE_FINISHED" });
    expect(await settlePayment(shop, finished, "notify")).toMatchObject({ kind: "paid" });

    const refundable = await anOrder(shop);
    const success = aTrade(refundable.outTradeNo, refundable.totalFen);
    await settlePayment(shop, success, "notify");
    shop.advance(90 * 24 * 60 * MINUTE_MS);
    const later = { ...success, status: "TRADE_FINISHED", rawStatus: "TRADE_FINISHED" } as const;
    expect(await settlePayment(shop, later, "notify")).toMatchObject({ kind: "repeat" });
    expect(await openKinds(shop)).toEqual([]);
  });

  test("pays what was bought although the product was changed and taken off sale meanwhile", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await shop.db.variant.updateMany({ data: { priceFen: 5, active: false } });
    await shop.db.product.updateMany({ data: { onSale: false } });
    expect(await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify")).toMatchObject({ kind: "paid" });
  });

  test("still pays when the product was deleted meanwhile", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await shop.db.product.deleteMany();
    expect(await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify")).toMatchObject({ kind: "paid" });
  });
});

describe("money that comes when the order is closed", () => {
  test("is taken when the goods are still there", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await closeOrder(shop, order.orderId);
    expect(await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify")).toMatchObject({ kind: "paid" });
    expect(await statusOf(shop, order.orderId)).toBe("PAID");
    expect(await shop.db.discrepancy.findMany()).toMatchObject([{ kind: "late_payment", resolvedAs: "late_payment_taken" }]);
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 9, reserved: 0, sold: 1 });
  });

  test("is held for a refund when somebody else has bought the goods", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop, { stock: 1 });
    const late = await anOrder(shop, { variantId });
    await closeOrder(shop, late.orderId);
    await anOrder(shop, { variantId });
    const trade = aTrade(late.outTradeNo, late.totalFen);

    expect(await settlePayment(shop, trade, "notify")).toMatchObject({ discrepancy: "late_payment_no_stock" });
    expect(await statusOf(shop, late.orderId)).toBe("CLOSED");
    expect(await settlePayment(shop, trade, "notify")).toMatchObject({ kind: "repeat" });
    expect(await openKinds(shop)).toEqual(["late_payment_no_stock"]);
  });

  test("races with the closing a hundred times: paid or closed, and the books are right each time", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop, { stock: 100 });
    for (let round = 0; round < 100; round++) {
      const order = await anOrder(shop, { variantId });
      await Promise.all([settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify"), closeOrder(shop, order.orderId)]);
      expect(await statusOf(shop, order.orderId)).toBe("PAID");
    }
  });
});
