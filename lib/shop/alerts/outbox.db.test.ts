import { describe, expect, test } from "vitest";
import { Prisma } from "@/lib/server/prisma/client";
import { noteWord } from "@/lib/shop/contracts/note-word";
import { type DiscrepancyKind, subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancies } from "@/lib/shop/discrepancies/record-discrepancies";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import { adjustStock } from "@/lib/shop/stock/adjust-stock";
import { ACCESS, aChannel } from "@/test/alert-services";
import { aTrade } from "@/test/fake-gateway";
import { aPaidOrder } from "@/test/refund-shop";
import { anOrder, MINUTE_MS, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { setPaused } from "./channels/save-channel";
import { readLowStock, saveLowStock } from "./low-stock";
import { LOW_STOCK_SETTING } from "./outbox/alert-event";

const rows = (shop: TestShop) => shop.db.alert.findMany({ orderBy: { id: "asc" } });
const eventsOf = async (shop: TestShop) => (await rows(shop)).map(({ event }) => event);

describe("what happens in the shop is written for the owner with what it tells of", () => {
  test("nobody wants to be told: nothing is written", async () => {
    const shop = await testShop();
    await aPaidOrder(shop);
    await aChannel(shop, ACCESS.wecom, { events: ["low_stock"] });
    await setPaused(shop, await aChannel(shop, ACCESS.wecom), true);
    await aPaidOrder(shop);
    expect(await rows(shop)).toEqual([]);
  });

  test("an order is paid, by whatever news and however often: one alert for each channel", async () => {
    const shop = await testShop();
    await aChannel(shop, ACCESS.wecom);
    await aChannel(shop, ACCESS.feishu);
    const order = await anOrder(shop);
    const trade = aTrade(order.outTradeNo, order.totalFen);
    await Promise.all([settlePayment(shop, trade, "notify"), settlePayment(shop, trade, "query"), settlePayment(shop, trade, "notify")]);
    expect(await rows(shop)).toMatchObject(
      Array(2).fill({ event: "order_paid", subject: order.orderId, status: "waiting", dueAt: shop.now() }),
    );
  });

  test("late money pays a closed order: that is a paid order too", async () => {
    const shop = await testShop();
    await aChannel(shop, ACCESS.wecom);
    const order = await anOrder(shop);
    await shop.db.paymentAttempt.updateMany({ data: { startedAt: shop.now() } });
    await shop.db.order.updateMany({ data: { status: "CLOSED", closedAt: shop.now(), closeReason: "expired" } });
    await shop.db.variant.updateMany({ data: { stock: 10, reserved: 0 } });
    await shop.db.stockMovement.create({
      data: { variantId: (await shop.db.variant.findFirstOrThrow()).id, orderId: order.orderId, kind: "release", quantity: 1 },
    });
    await shop.db.orderEvent.create({ data: { orderId: order.orderId, kind: "closed", actor: "worker", detail: { reason: "expired" } } });
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "query");
    expect(await eventsOf(shop)).toEqual(["order_paid"]);
  });

  test("a payment that is rolled back told nobody", async () => {
    const shop = await testShop();
    await aChannel(shop, ACCESS.wecom);
    const order = await anOrder(shop);
    const unkept = () => Prisma.sql`INSERT INTO notify_deliveries (id) VALUES (NULL) RETURNING id`;
    await expect(settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify", unkept)).rejects.toThrow("null value");
    expect(await rows(shop)).toEqual([]);
  });

  test("a buyer asks for a refund, and once more after it was withdrawn", async () => {
    const shop = await testShop();
    await aChannel(shop, ACCESS.wecom, { events: ["refund_requested"] });
    const order = await aPaidOrder(shop);
    await requestRefund(shop, order.orderId, { reason: "不想要了" });
    await requestRefund(shop, order.orderId, { reason: "不想要了" });
    await shop.db.refund.updateMany({ data: { status: "DECLINED" } });
    await requestRefund(shop, order.orderId, { reason: "不想要了" });
    expect(await eventsOf(shop)).toEqual(["refund_requested", "refund_requested"]);
  });

  test("something does not fit: once while it is open, again when it opens again, and not where it resolved itself", async () => {
    const shop = await testShop();
    await aChannel(shop, ACCESS.wecom);
    const open = (kind: DiscrepancyKind, change = {}) =>
      shop.db.$transaction((tx) =>
        recordDiscrepancy(
          tx,
          { kind, subject: subjectOf.day("2026-11-21"), orderId: null, outTradeNo: null, tradeNo: null, amountFen: null, ...change },
          shop.now(),
        ),
      );
    await open("bill_missing");
    await open("bill_missing");
    await open("bill_missing", { reopen: "always" });
    await open("late_payment", { resolvedAs: "late_payment_taken" });
    expect(await eventsOf(shop)).toEqual(["discrepancy"]);
    await shop.db.discrepancy.updateMany({ data: { resolvedAt: shop.now(), resolvedAs: "bill_agrees" } });
    shop.advance(MINUTE_MS);
    await open("bill_missing", { reopen: "bill_agrees" });
    expect(await eventsOf(shop)).toEqual(["discrepancy", "discrepancy"]);
    const many = ["1", "2", "3"].map((day) => ({
      ...{ kind: "bill_unreadable" as const, subject: subjectOf.day(day), orderId: null, outTradeNo: null, tradeNo: null, amountFen: null },
    }));
    for (let round = 0; round < 2; round++)
      await shop.db.$transaction((tx) => recordDiscrepancies(tx, many, { reopen: "bill_agrees" }, shop.now()));
    expect(await eventsOf(shop)).toHaveLength(5);
  });

  test("goods get scarce: once, until more is put on the shelf", async () => {
    const shop = await testShop();
    await aChannel(shop, ACCESS.wecom, { events: ["low_stock"] });
    const { variantId } = await stockGoods(shop, { stock: 7 });
    await aPaidOrder(shop, { variantId });
    expect(await eventsOf(shop)).toEqual([]);
    for (let sale = 0; sale < 3; sale++) await aPaidOrder(shop, { variantId });
    expect(await eventsOf(shop)).toEqual(["low_stock"]);
    await adjustStock(shop, variantId, { kind: "by", delta: -1 });
    await aPaidOrder(shop, { variantId });
    expect(await eventsOf(shop)).toHaveLength(1);
    await adjustStock(shop, variantId, { kind: "by", delta: 3 });
    await aPaidOrder(shop, { variantId });
    expect(await eventsOf(shop)).toHaveLength(2);
    await saveLowStock(shop, 0);
    await adjustStock(shop, variantId, { kind: "by", delta: 1 });
    await aPaidOrder(shop, { variantId });
    expect(await eventsOf(shop)).toHaveLength(2);
  });

  test("goods that were told of at the shop's number are told of again at a number of their own, and then no more", async () => {
    const shop = await testShop();
    await aChannel(shop, ACCESS.wecom, { events: ["low_stock"] });
    const { variantId } = await stockGoods(shop, { stock: 6 });
    await aPaidOrder(shop, { variantId });
    expect(await eventsOf(shop)).toHaveLength(1);
    await shop.db.variant.update({ where: { id: variantId }, data: { lowStockAt: 3 } });
    await aPaidOrder(shop, { variantId });
    expect(await eventsOf(shop)).toHaveLength(1);
    await aPaidOrder(shop, { variantId });
    expect(await eventsOf(shop)).toHaveLength(2);
    await aPaidOrder(shop, { variantId });
    expect(await eventsOf(shop)).toHaveLength(2);
  });

  test("a setting that somebody spoilt by hand stops no payment", async () => {
    const shop = await testShop();
    await aChannel(shop, ACCESS.wecom, { events: ["low_stock"] });
    await shop.db.setting.create({ data: { key: LOW_STOCK_SETTING, value: "five" } });
    const { variantId } = await stockGoods(shop, { stock: 3 });
    const { orderId } = await aPaidOrder(shop, { variantId });
    expect(await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).toMatchObject({ status: "PAID" });
    expect(await eventsOf(shop)).toEqual(["low_stock"]);
    expect(await readLowStock(shop)).toBe(5);
  });

  test("the gateway refuses our key: once", async () => {
    const shop = await testShop();
    await aChannel(shop, ACCESS.wecom, { events: ["contract_refused"] });
    const refused = { door: "openapi", kind: "refused", code: "isv.invalid-app-id", evidence: "" } as const;
    for (let time = 0; time < 6; time++) await noteWord(shop, shop.gateways.current, refused);
    expect(await eventsOf(shop)).toEqual(["contract_refused"]);
  });
});
