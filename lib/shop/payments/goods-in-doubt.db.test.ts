import { describe, expect, test } from "vitest";
import { type DiscrepancyKind, DOUBTFUL_MONEY_KINDS, subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { resolveDiscrepancy } from "@/lib/shop/discrepancies/resolve-discrepancy";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { aTrade } from "@/test/fake-gateway";
import { aPaidOrder } from "@/test/paid-order";
import { anOrder, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { settlePayment } from "./settle-payment";

const ship = (shop: TestShop, { orderId }: TestOrder) => shipOrder(shop, orderId, { courier: "顺丰速运", trackingNo: "SF1234567" });
const record = (shop: TestShop, kind: DiscrepancyKind, refs: { orderId?: string; tradeNo?: string }) =>
  recordDiscrepancy(
    shop.db,
    { kind, subject: subjectOf.trade("1"), orderId: null, tradeNo: null, outTradeNo: null, amountFen: null, ...refs },
    shop.now(),
  );

describe("goods whose money is in doubt stay here", () => {
  test("a trade that paid and that Alipay then calls closed stops the parcel until somebody has decided", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const trade = aTrade(order.outTradeNo, order.totalFen);
    await settlePayment(shop, trade, "notify");
    await settlePayment(shop, { ...trade, status: "TRADE_CLOSED", rawStatus: "TRADE_CLOSED" }, "notify");
    expect(await ship(shop, order)).toEqual({ ok: false, reason: "in_doubt" });
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID", shippedAt: null });

    const { id } = await shop.db.discrepancy.findFirstOrThrow();
    await resolveDiscrepancy(shop, { id, resolution: "商家中心看到钱还在", by: "boss" });
    expect(await ship(shop, order)).toEqual({ ok: true });
  });

  test("the same trade number told of for another order stops the parcel of the one that it paid", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const trade = aTrade(order.outTradeNo, order.totalFen);
    await settlePayment(shop, trade, "notify");
    await settlePayment(shop, { ...trade, outTradeNo: "XP20261122000000000000000001" }, "notify");
    expect(await ship(shop, order)).toEqual({ ok: false, reason: "in_doubt" });
  });

  test.each(DOUBTFUL_MONEY_KINDS)("%s", async (kind) => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    await record(shop, kind, { orderId: order.orderId });
    expect(await ship(shop, order)).toEqual({ ok: false, reason: "in_doubt" });
  });

  test("money that came twice, and another order's trouble, stop nothing", async () => {
    const shop = await testShop();
    const [order, other] = [await aPaidOrder(shop), await aPaidOrder(shop)];
    await record(shop, "second_trade", { orderId: order.orderId });
    await record(shop, "closed_after_paid", { orderId: other.orderId });
    expect(await ship(shop, order)).toEqual({ ok: true });
  });
});
