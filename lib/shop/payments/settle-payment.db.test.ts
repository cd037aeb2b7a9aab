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
      { tradeNo: trade.tradeNo, amountFen: 3960n, disposition: "settled", buyerLogon: "bu***@example.com", source: "notify" },
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

describe("a trade that does not fit is held and shown to the owner", () => {
  test.each([1, 1979, 1981, 10_000_000_000])("an amount of %s fen for an order of 1980 does not pay it", async (totalFen) => {
    const shop = await testShop();
    const order = await anOrder(shop);
    expect(await settlePayment(shop, aTrade(order.outTradeNo, totalFen), "notify")).toMatchObject({
      kind: "discrepancy",
      discrepancy: "amount_mismatch",
    });
    expect(await statusOf(shop, order.orderId)).toBe("PENDING");
    expect(await shop.db.payment.findFirstOrThrow()).toMatchObject({ disposition: "held", amountFen: BigInt(totalFen) });
  });

  test("another seller's trade is not our money", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const foreign = aTrade(order.outTradeNo, order.totalFen, { sellerId: "2088999999999999" });
    expect(await settlePayment(shop, foreign, "notify")).toMatchObject({ discrepancy: "seller_mismatch" });
    expect(await shop.db.payment.count()).toBe(0);
    expect(await statusOf(shop, order.orderId)).toBe("PENDING");
  });

  test("a second trade for one order is held; told of again, in parallel, it stays one row and one discrepancy", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
    const second = aTrade(order.outTradeNo, order.totalFen);
    const told = await Promise.all(Array.from({ length: 20 }, () => settlePayment(shop, second, "notify")));

    expect(told.filter((settlement) => settlement.kind === "discrepancy")).toHaveLength(1);
    expect(await shop.db.payment.count()).toBe(2);
    expect(await openKinds(shop)).toEqual(["second_trade"]);
  });

  test("one trade_no told of for two orders, at the same moment, pays one and is a discrepancy for the other", async () => {
    const shop = await testShop();
    const [first, second] = [await anOrder(shop), await anOrder(shop)];
    const trade = aTrade(first.outTradeNo, first.totalFen);
    const told = await Promise.all([
      settlePayment(shop, trade, "notify"),
      settlePayment(shop, { ...trade, outTradeNo: second.outTradeNo }, "notify"),
    ]);
    expect(told.map((settlement) => settlement.kind).sort()).toEqual(["discrepancy", "paid"]);
    expect(await openKinds(shop)).toEqual(["trade_no_reused"]);
  });

  test("money for a number that we do not know is booked, once, however often it is told of", async () => {
    const shop = await testShop();
    const trade = aTrade("XP20261122000000", 500);
    await Promise.all(Array.from({ length: 10 }, () => settlePayment(shop, trade, "notify")));
    expect(await shop.db.payment.findMany()).toMatchObject([{ disposition: "held", orderId: null, amountFen: 500n }]);
    expect(await openKinds(shop)).toEqual(["unknown_order"]);
  });

  test("a status that no document knows changes nothing", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen, { status: null }), "notify");
    expect(await statusOf(shop, order.orderId)).toBe("PENDING");
    expect(await openKinds(shop)).toEqual(["unknown_status"]);
  });

  test.each(["__proto__", "constructor", "toString"])("a status of the name %s changes nothing", async (rawStatus) => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen, { status: null, rawStatus }), "notify");
    expect(await statusOf(shop, order.orderId)).toBe("PENDING");
  });
});

describe("notices of refunds and of closing never pay", () => {
  const refund = { status: "REFUND_SUCCESS", feeFen: 500, at: new Date("2026-11-22T03:00:00Z") };

  test("a partial refund (TRADE_SUCCESS again) does not pay a waiting order", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen, { refund }), "notify");
    expect(await statusOf(shop, order.orderId)).toBe("PENDING");
    expect(await openKinds(shop)).toEqual(["refund_seen"]);
  });

  test("a refund told of a paid trade is noted once, although its notice comes again; the order stays as it is", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const trade = aTrade(order.outTradeNo, order.totalFen);
    await settlePayment(shop, trade, "notify");
    for (let i = 0; i < 3; i++)
      expect(await settlePayment(shop, { ...trade, refund }, "notify")).toEqual({ kind: "refund", orderId: order.orderId });
    expect(await shop.db.toldRefund.findMany()).toMatchObject([{ tradeNo: trade.tradeNo, feeFen: 500n, refundedAt: refund.at }]);
    expect(await openKinds(shop)).toEqual([]);
    expect(await statusOf(shop, order.orderId)).toBe("PAID");
  });

  test("waiting for the buyer is no news", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const waiting = aTrade(order.outTradeNo, order.totalFen, { status: "WAIT_BUYER_PAY", rawStatus: "WAIT_BUYER_PAY" });
    expect(await settlePayment(shop, waiting, "notify")).toEqual({ kind: "no_change", orderId: order.orderId });
  });

  test("closed after paid keeps the order paid and tells the owner", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const trade = aTrade(order.outTradeNo, order.totalFen);
    await settlePayment(shop, trade, "notify");
    await settlePayment(shop, { ...trade, status: "TRADE_CLOSED", rawStatus: "TRADE_CLOSED" }, "notify");
    expect(await statusOf(shop, order.orderId)).toBe("PAID");
    expect(await openKinds(shop)).toEqual(["closed_after_paid"]);
  });

  test("closed before paid, told of in the wrong order, ends paid", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const trade = aTrade(order.outTradeNo, order.totalFen);
    await settlePayment(shop, { ...trade, status: "TRADE_CLOSED", rawStatus: "TRADE_CLOSED", paidAt: null }, "notify");
    expect(await settlePayment(shop, trade, "notify")).toMatchObject({ kind: "paid" });
  });
});

describe("money that comes when the order is closed", () => {
  test("is taken when the goods are still there", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await closeOrder(shop, order.orderId);
    expect(await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify")).toMatchObject({ kind: "paid" });
    expect(await statusOf(shop, order.orderId)).toBe("PAID");
    expect(await shop.db.discrepancy.findMany()).toMatchObject([{ kind: "late_payment", resolution: expect.any(String) }]);
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
