import { describe, expect, test } from "vitest";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { type TestStreet, testStreet } from "@/test/test-street";
import { resolveDiscrepancy } from "../admin/resolve-discrepancy";
import { receiveNotification } from "../payments/receive-notification";
import { startPayment } from "../payments/start-payment";
import { refundOrder } from "../refunds/refund-order";
import { getReport, listReportLines } from "./get-report";
import { reconcileDay } from "./reconcile-day";
import { reconcileDueDays } from "./reconcile-due-days";

const HOUR_MS = 3600_000;
/** The tests' clock starts at nine in the morning of this day in Beijing. */
const DAY = "2026-11-22";

const openKinds = async ({ shop }: Pick<TestStreet, "shop">) =>
  (await shop.db.discrepancy.findMany({ where: { resolvedAt: null }, orderBy: { id: "asc" } })).map(({ kind }) => kind);
const verdictsOf = async ({ shop }: Pick<TestStreet, "shop">) => (await listReportLines(shop, DAY)).map(({ verdict }) => verdict);
const toTheNextMorning = ({ shop }: Pick<TestStreet, "shop">) => shop.advance(25 * HOUR_MS);
const goWrong = (street: TestStreet, ...faults: object[]) => street.control("POST", "/control/faults", faults);

/** A buyer pays; the shop hears of it unless `unheard`. */
async function aPaidOrder(street: TestStreet, { priceFen = 1980, unheard = false } = {}): Promise<TestOrder> {
  const order = await anOrder(street.shop, { priceFen });
  await startPayment(street.shop, order.orderId);
  if (unheard) await goWrong(street, { fault: "lose-notification", times: "always" });
  await street.control("POST", `/control/trades/${order.outTradeNo}/pay`, {});
  await street.emulator.deliverDue();
  return order;
}

describe("the morning after, on real bills", () => {
  test("a day that fits is told with its counts and sums", async () => {
    const street = await testStreet({ kind: "keys" });
    await aPaidOrder(street, { priceFen: 1980 });
    await aPaidOrder(street, { priceFen: 2000 });
    toTheNextMorning(street);
    expect(await reconcileDay(street.shop, DAY)).toEqual({ ok: true, status: "matched", restored: 0, differences: 0 });
    expect(await getReport(street.shop, DAY)).toMatchObject({
      bill: { payments: 2, paymentsFen: 3980, refunds: 0 },
      ours: { payments: 2, paymentsFen: 3980 },
    });
    expect(await verdictsOf(street)).toEqual(["same", "same"]);
    expect(await openKinds(street)).toEqual([]);
  });

  test("a refund of a part stands in both books, and one that only the bill knows is a thing that the owner sees", async () => {
    const street = await testStreet({ kind: "keys" });
    const order = await aPaidOrder(street, { priceFen: 2000 });
    await refundOrder(street.shop, { orderId: order.orderId, amountFen: 500, reason: "少发一件", by: "owner" });
    toTheNextMorning(street);
    expect(await reconcileDay(street.shop, DAY)).toMatchObject({ ok: true, status: "matched" });
    expect(await getReport(street.shop, DAY)).toMatchObject({
      bill: { refunds: 1, refundsFen: 500 },
      ours: { refunds: 1, refundsFen: 500 },
    });

    await street.shop.db.refund.updateMany({ data: { status: "PENDING", endedAt: null, dueAt: null } });
    expect(await reconcileDay(street.shop, DAY)).toMatchObject({ ok: true, status: "differs", differences: 1 });
    expect(await openKinds(street)).toEqual(["bill_refund_differs"]);
    await street.shop.db.refund.updateMany({ data: { status: "DONE", endedAt: new Date("2026-11-22T01:00:00Z") } });
  });

  test("a payment that nobody told of is asked for, and its order is paid after all", async () => {
    const street = await testStreet({ kind: "certificates" });
    const order = await aPaidOrder(street, { unheard: true });
    toTheNextMorning(street);
    expect(await reconcileDay(street.shop, DAY)).toMatchObject({ ok: true, status: "matched", restored: 1 });
    expect(await street.shop.db.order.findUniqueOrThrow({ where: { id: order.orderId } })).toMatchObject({ status: "PAID" });
    expect(await reconcileDay(street.shop, DAY)).toMatchObject({ ok: true, status: "matched", restored: 1 });
    expect(await street.shop.db.payment.count()).toBe(1);
    expect(await openKinds(street)).toEqual([]);
  });

  test("a stranger's line, a missing line and another amount are three things that the owner sees, once each", async () => {
    const street = await testStreet({ kind: "keys" });
    const missing = await aPaidOrder(street, { priceFen: 1000 });
    const other = await aPaidOrder(street, { priceFen: 2000 });
    toTheNextMorning(street);
    const faults = [
      { fault: "missing-row", match: { out_trade_no: missing.outTradeNo }, times: 2 },
      { fault: "wrong-amount", match: { channel: "bill", out_trade_no: other.outTradeNo }, amountFen: 1, times: 2 },
      { fault: "extra-row", amountFen: 77, times: 1 },
    ];
    await goWrong(street, ...faults);
    expect(await reconcileDay(street.shop, DAY)).toMatchObject({ ok: true, status: "differs", differences: 3 });
    expect((await openKinds(street)).sort()).toEqual(["bill_amount_differs", "bill_only_here", "bill_only_there"]);

    await reconcileDay(street.shop, DAY);
    expect((await openKinds(street)).sort()).toEqual(["bill_amount_differs", "bill_only_here"]);

    expect(await reconcileDay(street.shop, DAY)).toMatchObject({ ok: true, status: "matched" });
    expect(await openKinds(street)).toEqual([]);
    expect(await street.shop.db.discrepancy.count()).toBe(3);
  });

  test("what resolved itself comes back with its cause, and what the owner resolved does not", async () => {
    const street = await testStreet({ kind: "keys" });
    const order = await aPaidOrder(street);
    toTheNextMorning(street);
    const hideRow = () => goWrong(street, { fault: "missing-row", match: { out_trade_no: order.outTradeNo } });
    for (const expected of [["bill_only_here"], [], ["bill_only_here"]]) {
      if (expected.length > 0) await hideRow();
      await reconcileDay(street.shop, DAY);
      expect(await openKinds(street)).toEqual(expected);
    }
    const { id } = await street.shop.db.discrepancy.findFirstOrThrow();
    await resolveDiscrepancy(street.shop, { id, resolution: "已在商家中心核对到账", by: "owner" });
    await hideRow();
    await reconcileDay(street.shop, DAY);
    expect(await openKinds(street)).toEqual([]);
  });

  test.each(["hang", "garbage", "wrong-signature", "system-error"])(
    "a bill that comes as %s changes nothing and is fetched again",
    async (fault) => {
      const street = await testStreet({ kind: "keys" });
      await aPaidOrder(street);
      toTheNextMorning(street);
      await goWrong(street, { fault, match: { service: "alipay.data.dataservice.bill.downloadurl.query" } });
      expect(await reconcileDueDays(street.shop)).toBe(1);
      expect(await getReport(street.shop, DAY)).toMatchObject({ status: "waiting", reconciledAt: null });
      expect(await reconcileDueDays(street.shop)).toBe(0);
      street.shop.advance(10 * 60_000);
      expect(await reconcileDueDays(street.shop)).toBe(1);
      expect(await getReport(street.shop, DAY)).toMatchObject({ status: "matched", dueAt: null, lastAnswer: null });
    },
  );

  test("an archive that is cut short is not taken for a shorter day", async () => {
    const street = await testStreet({ kind: "keys" });
    await aPaidOrder(street);
    toTheNextMorning(street);
    await goWrong(street, { fault: "garbage", match: { service: "bill.download" } });
    expect(await reconcileDay(street.shop, DAY)).toMatchObject({ ok: false, reason: "no_bill" });
    expect(await openKinds(street)).toEqual([]);
  });
});

test("an owner who restores yesterday's backup gets back every payment since, by itself", async () => {
  const street = await testStreet({ kind: "keys" });
  const { db } = street.shop;
  const before = await aPaidOrder(street);
  toTheNextMorning(street);
  expect(await reconcileDueDays(street.shop)).toBe(1);

  // Two days of business after the backup: of one order the backup has nothing, the other was waiting to be paid.
  const unknown = await aPaidOrder(street, { priceFen: 3000 });
  const waiting = await aPaidOrder(street, { priceFen: 4000, unheard: true });
  toTheNextMorning(street);
  await forget(street, unknown);

  // The clock says ten in the morning of the day after: the days since the last report come up by themselves.
  while ((await reconcileDueDays(street.shop)) > 0);
  const trades = await street.trades();
  expect((await db.payment.findMany()).map(({ tradeNo }) => tradeNo).sort()).toEqual(trades.map(({ trade_no }) => trade_no).sort());
  const statuses = await db.order.findMany({ where: { id: { in: [before.orderId, waiting.orderId] } }, select: { status: true } });
  expect(statuses).toEqual([{ status: "PAID" }, { status: "PAID" }]);
  expect(await openKinds(street)).toEqual(["unknown_order"]);
  expect(await getReport(street.shop, "2026-11-23")).toMatchObject({ status: "matched", restored: 2, differences: 0 });
});

/** As if the database had been restored from before this order. */
async function forget({ shop: { db } }: TestStreet, { orderId }: TestOrder): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    const moved = await tx.stockMovement.findMany({ where: { orderId } });
    for (const { variantId, kind, quantity } of moved)
      await tx.variant.update({
        where: { id: variantId },
        data: kind === "sell" ? { sold: { decrement: quantity }, stock: { increment: quantity } } : {},
      });
    await tx.stockMovement.deleteMany({ where: { orderId } });
    for (const forgetRows of [
      () => tx.payment.deleteMany({ where: { orderId } }),
      () => tx.notifyDelivery.deleteMany({ where: { orderId } }),
      () => tx.orderEvent.deleteMany({ where: { orderId } }),
      () => tx.orderLine.deleteMany({ where: { orderId } }),
      () => tx.paymentAttempt.deleteMany({ where: { orderId } }),
      () => tx.order.delete({ where: { id: orderId } }),
    ])
      await forgetRows();
  });
}

/** A paid order on a gateway of plain values. */
async function paidHere(shop: TestShop): Promise<TestOrder> {
  const order = await anOrder(shop);
  const trade = aTrade(order.outTradeNo, order.totalFen, { paidAt: shop.now() });
  shop.gateway.trades.set(order.outTradeNo, trade);
  const body = Buffer.from(JSON.stringify(trade));
  await receiveNotification(shop, { body, contentType: null, remoteIp: "203.0.113.1" });
  return order;
}

test("a question that has no answer leaves the payment under the owner's eyes and the day due again", async () => {
  const street = await testStreet({ kind: "keys" });
  const order = await aPaidOrder(street, { unheard: true });
  await aPaidOrder(street, { priceFen: 500, unheard: true });
  toTheNextMorning(street);
  await goWrong(street, { fault: "reset", match: { service: "alipay.trade.query", out_trade_no: order.outTradeNo } });
  await reconcileDueDays(street.shop);
  expect((await verdictsOf(street)).sort()).toEqual(["only_there", "restored"]);
  expect(await openKinds(street)).toEqual(["bill_only_there"]);
  street.shop.advance(10 * 60_000);
  expect(await reconcileDueDays(street.shop)).toBe(1);
  expect(await verdictsOf(street)).toEqual(["restored", "restored"]);
  expect(await openKinds(street)).toEqual([]);
});

describe("a day without a bill", () => {
  test("is empty when the shop knows of nothing either, and is asked for once more in the evening", async () => {
    const shop = await testShop();
    await anOrder(shop);
    toTheNextMorning({ shop });
    shop.gateway.answers.bill = { kind: "not_ready" };
    expect(await reconcileDueDays(shop)).toBe(1);
    expect(await getReport(shop, DAY)).toMatchObject({ status: "empty", dueAt: new Date("2026-11-23T12:00:00Z") });
    shop.advance(10 * HOUR_MS);
    expect(await reconcileDueDays(shop)).toBe(1);
    expect(await getReport(shop, DAY)).toMatchObject({ status: "empty", dueAt: null });
  });

  test("is waited for when there was business, and after three days the owner is told", async () => {
    const shop = await testShop();
    await paidHere(shop);
    toTheNextMorning({ shop });
    shop.gateway.answers.bill = { kind: "not_ready" };
    await reconcileDueDays(shop);
    expect(await getReport(shop, DAY)).toMatchObject({ status: "waiting", lastAnswer: "not_ready" });
    for (let looked = 1; looked < 39; looked++) expect(await reconcileDay(shop, DAY)).toMatchObject({ ok: false, reason: "no_bill" });
    expect(await openKinds({ shop })).toEqual(["bill_missing"]);
    expect(await getReport(shop, DAY)).toMatchObject({ dueAt: null });
  });

  test("that the gateway calls empty, of a day with a payment here, shows that payment to the owner", async () => {
    const shop = await testShop();
    await paidHere(shop);
    toTheNextMorning({ shop });
    shop.gateway.answers.bill = { kind: "empty" };
    expect(await reconcileDay(shop, DAY)).toMatchObject({ ok: true, status: "differs", differences: 1 });
    expect(await openKinds({ shop })).toEqual(["bill_only_here"]);
  });

  test("is never asked for on the token protocol, and whoever asks is told why", async () => {
    const street = await testStreet({ kind: "MD5" });
    await aPaidOrder(street);
    toTheNextMorning(street);
    expect(await reconcileDueDays(street.shop)).toBe(0);
    expect(await reconcileDay(street.shop, DAY)).toMatchObject({ ok: false, reason: "not_supported" });
    expect(await openKinds(street)).toEqual([]);
  });

  test.each([
    ["2026-11-22", "too_early"],
    ["2027-01-01", "too_early"],
    ["2026-02-30", "not_a_day"],
    ["yesterday", "not_a_day"],
  ])("%s is refused today: %s", async (day, reason) => {
    const shop = await testShop();
    expect(await reconcileDay(shop, day)).toMatchObject({ ok: false, reason });
    expect(await shop.db.dayReport.count()).toBe(0);
  });
});

test("a payment at midnight that the bill has on the next day is no difference once both days are compared", async () => {
  const shop = await testShop();
  const { outTradeNo, totalFen } = await paidHere(shop);
  shop.advance(49 * HOUR_MS);
  const { tradeNo } = await shop.db.payment.findFirstOrThrow();
  shop.gateway.answers.bill = { kind: "empty" };
  await reconcileDay(shop, DAY);
  expect(await openKinds({ shop })).toEqual(["bill_only_here"]);
  const completedAt = new Date("2026-11-22T16:00:01Z");
  shop.gateway.answers.bill = {
    kind: "bill",
    rows: [{ tradeNo, outTradeNo, type: "payment", amountFen: totalFen, outRequestNo: null, completedAt }],
  };
  await reconcileDay(shop, "2026-11-23");
  expect(await openKinds({ shop })).toEqual([]);
  shop.gateway.answers.bill = { kind: "empty" };
  expect(await reconcileDay(shop, DAY)).toMatchObject({ ok: true, status: "empty" });
});

test("two instances share the days: each is compared by one of them", async () => {
  const shop = await testShop();
  await paidHere(shop);
  shop.advance(25 * HOUR_MS);
  shop.gateway.answers.bill = { kind: "empty" };
  const looked = await Promise.all([reconcileDueDays(shop), reconcileDueDays(shop), reconcileDueDays(shop)]);
  expect(looked.reduce((sum, count) => sum + count, 0)).toBe(1);
});
