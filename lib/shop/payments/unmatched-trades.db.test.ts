import { describe, expect, test } from "vitest";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, testShop } from "@/test/test-shop";
import { settlePayment } from "./settle-payment";

const statusOf = async (shop: Awaited<ReturnType<typeof testShop>>, orderId: string) =>
  (await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).status;
const openKinds = async (shop: Awaited<ReturnType<typeof testShop>>) =>
  (await shop.db.discrepancy.findMany({ where: { resolvedAt: null } })).map((row) => row.kind);

describe("a trade that does not fit is held and shown to the owner", () => {
  test.each([1, 1979, 1981, 10_000_000_000])("an amount of %s fen for an order of 1980 does not pay it", async (totalFen) => {
    const shop = await testShop();
    const order = await anOrder(shop);
    expect(await settlePayment(shop, aTrade(order.outTradeNo, totalFen), "notify")).toMatchObject({
      kind: "discrepancy",
      discrepancy: "amount_mismatch",
    });
    expect(await statusOf(shop, order.orderId)).toBe("PENDING");
    expect(await shop.db.payment.findFirstOrThrow()).toMatchObject({ disposition: "held", amountFen: totalFen });
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
    const trade = aTrade("XP20261122000000000000000000", 500);
    await Promise.all(Array.from({ length: 10 }, () => settlePayment(shop, trade, "notify")));
    expect(await shop.db.payment.findMany()).toMatchObject([{ disposition: "held", orderId: null, amountFen: 500 }]);
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
    expect(await shop.db.reportedRefund.findMany()).toMatchObject([{ tradeNo: trade.tradeNo, feeFen: 500, refundedAt: refund.at }]);
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
