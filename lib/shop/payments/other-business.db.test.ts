import { describe, expect, test } from "vitest";
import type { Trade } from "@/lib/alipay/gateway";
import { rememberPrefix } from "@/lib/shop/orders/number-prefixes";
import { newOutTradeNo } from "@/lib/shop/orders/order-no";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, type TestShop, testShop } from "@/test/test-shop";
import { receiveNotification } from "./receive-notification";
import { settlePayment } from "./settle-payment";
import { startPayment } from "./start-payment";

const notice = (shop: TestShop, trade: Trade) =>
  receiveNotification(shop, { body: Buffer.from(JSON.stringify(trade)), contentType: null, remoteIp: "203.0.113.1" });
const open = ({ db }: TestShop) => db.discrepancy.findMany({ where: { resolvedAt: null } });

describe("an owner whose counter is paid into the same account", () => {
  const refund = { status: "REFUND_SUCCESS", feeFen: 500, at: new Date("2026-11-22T03:00:00Z") };
  test.each<[string, Partial<Trade>]>([
    ["a sale", {}],
    ["a sale that goes back in part", { refund }],
    ["a sale that goes back whole", { refund: { ...refund, feeFen: 880 }, status: "TRADE_CLOSED", rawStatus: "TRADE_CLOSED" }],
    ["a sale that nobody paid", { status: "TRADE_CLOSED", rawStatus: "TRADE_CLOSED" }],
    ["a status that we do not know", { status: null }],
    ["a sale of a branch with a seller of its own", { sellerId: "2088999999999999" }],
  ])("hears of %s there, and finds it in the inbox and nowhere else", async (_, change) => {
    const shop = await testShop();
    const trade = aTrade("COUNTER-20261122-7", 880, change);
    for (let times = 0; times < 2; times++) expect(await notice(shop, trade)).toMatchObject({ body: "success" });
    expect(await shop.db.notifyDelivery.findMany()).toMatchObject([
      { verdict: "foreign", reason: null, answer: "success", tradeNo: trade.tradeNo },
      { verdict: "foreign" },
    ]);
    expect(await shop.db.payment.count()).toBe(0);
    expect(await shop.db.reportedRefund.count()).toBe(0);
    expect(await open(shop)).toEqual([]);
  });

  test("still sees money for a number of this shop's own that no order has: a restored backup may have forgotten it", async () => {
    const shop = await testShop();
    const trade = aTrade(newOutTradeNo(shop.now(), ""), 880);
    expect(await notice(shop, trade)).toMatchObject({ body: "success" });
    expect(await open(shop)).toMatchObject([{ kind: "unknown_order" }]);
    expect(await shop.db.payment.findMany()).toMatchObject([{ disposition: "held" }]);
  });

  test("has an order paid whatever its number looks like, as long as the shop made it", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await shop.db.paymentAttempt.updateMany({ data: { outTradeNo: "an-older-form-1" } });
    expect(await settlePayment(shop, aTrade("an-older-form-1", order.totalFen), "notify")).toMatchObject({ kind: "paid" });
    expect(await settlePayment(shop, aTrade("an-older-form-1", order.totalFen), "notify")).toMatchObject({ discrepancy: "second_trade" });
  });
});

describe("two of these shops that share an account", () => {
  test("each know their own payments by their prefix", async () => {
    const [tea, toys] = [await testShop({ numberPrefix: "TEA" }), await testShop({ numberPrefix: "TOYS" })];
    const order = await anOrder(tea);
    expect(order.outTradeNo).toMatch(/^XPTEA\d{26}$/);
    await tea.db.paymentAttempt.updateMany({ data: { status: "CLOSED", startedAt: tea.now() } });
    expect(await startPayment(tea, order.orderId)).toMatchObject({ ok: true });
    const sold = (await tea.db.paymentAttempt.findMany()).map(({ outTradeNo }) => outTradeNo);
    expect(sold.every((no) => /^XPTEA\d{26}$/.test(no))).toBe(true);
    const trade = aTrade(order.outTradeNo, order.totalFen);
    expect(await settlePayment(toys, trade, "notify")).toEqual({ kind: "foreign", orderId: null });
    expect(await settlePayment(toys, aTrade(newOutTradeNo(toys.now(), ""), 100), "notify")).toMatchObject({ kind: "foreign" });
    expect(await settlePayment(tea, trade, "notify")).toMatchObject({ kind: "paid" });
  });

  test("go on knowing what they sold under an earlier prefix, or before they had one", async () => {
    const shop = await testShop();
    await rememberPrefix(shop);
    const earlier = aTrade(newOutTradeNo(shop.now(), ""), 500);
    shop.config.numberPrefix = "TEA";
    await rememberPrefix(shop);
    await rememberPrefix(shop);
    shop.config.numberPrefix = "LEAF";
    const trades = [earlier, aTrade(newOutTradeNo(shop.now(), "TEA"), 600), aTrade(newOutTradeNo(shop.now(), "LEAF"), 700)];
    for (const trade of trades) expect(await settlePayment(shop, trade, "notify")).toMatchObject({ discrepancy: "unknown_order" });
    expect(await settlePayment(shop, aTrade(newOutTradeNo(shop.now(), "TOYS"), 800), "notify")).toMatchObject({ kind: "foreign" });
  });
});
