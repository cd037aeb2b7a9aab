import { expect, test } from "vitest";
import { checkRefunds } from "@/test/check-refunds";
import { aPaidOrder } from "@/test/report-street";
import { anOrder, MINUTE_MS, type TestOrder } from "@/test/test-shop";
import { letTimePass, type TestStreet, testStreet } from "@/test/test-street";
import { refreshPayment } from "../payments/refresh-payment";
import { startPayment } from "../payments/start-payment";
import { refundOrder } from "./refund-order";

const go = (street: TestStreet, ...faults: object[]) => street.control("POST", "/control/faults", faults);
const pay = (street: TestStreet, { outTradeNo }: TestOrder) => street.control("POST", `/control/trades/${outTradeNo}/pay`, {});
const atConsole = (street: TestStreet, { outTradeNo }: TestOrder, amount: string) =>
  street.control("POST", `/control/trades/${outTradeNo}/refund`, { amount });
const orderOf = ({ shop }: TestStreet, { orderId }: TestOrder) => shop.db.order.findUniqueOrThrow({ where: { id: orderId } });
const open = ({ shop }: TestStreet) => shop.db.discrepancy.count({ where: { resolvedAt: null } });
const refunds = ({ shop }: TestStreet) =>
  shop.db.refund.findMany({ orderBy: { id: "asc" }, select: { status: true, requestedBy: true, amountFen: true } });

async function anOrderAtTheCashier(street: TestStreet): Promise<TestOrder> {
  const order = await anOrder(street.shop);
  await startPayment(street.shop, order.orderId);
  return order;
}

test.each(["0001", "keys"] as const)(
  "with %s, a part that went back before we heard of the payment leaves the order paid",
  async (kind) => {
    const street = await testStreet({ kind });
    const order = await anOrderAtTheCashier(street);
    await go(street, { fault: "lose-notification" });
    await pay(street, order);
    await letTimePass(street, 1_000);
    await atConsole(street, order, "4.80");
    // Only the refund's notice comes, and the worker asks.
    await letTimePass(street, 1_000);
    await letTimePass(street, 1_000);
    expect(await orderOf(street, order)).toMatchObject({ status: "PAID" });
    expect(await refunds(street)).toEqual([{ status: "DONE", requestedBy: "alipay", amountFen: 480n }]);
    expect(await open(street)).toBe(0);
    await checkRefunds(street);
  },
);

test.each(["MD5", "keys"] as const)("with %s, all that went back before we heard of it pays nothing, and the order ends", async (kind) => {
  const street = await testStreet({ kind });
  const order = await anOrderAtTheCashier(street);
  await go(street, { fault: "lose-notification", times: "always" });
  await pay(street, order);
  await atConsole(street, order, "19.80");
  for (let i = 0; i < 4; i++) await letTimePass(street, 15 * MINUTE_MS);
  expect(await orderOf(street, order)).toMatchObject({ status: "CLOSED", closeReason: "expired" });
  expect(await street.shop.db.discrepancy.findMany()).toMatchObject([{ kind: "refund_seen", resolution: expect.any(String) }]);
  expect(await street.shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 10, reserved: 0 });
  await checkRefunds(street);
});

test("a refund from the console is not taken for one of ours of the same sum that Alipay refused", async () => {
  const street = await testStreet({ kind: "keys" });
  const order = await aPaidOrder(street);
  await go(street, { fault: "lose-notification", times: "always" });
  await atConsole(street, order, "19.80");
  await letTimePass(street, MINUTE_MS);
  await refundOrder(street.shop, { orderId: order.orderId, amountFen: order.totalFen, reason: "少发一件", by: "owner" });
  expect(await refunds(street)).toMatchObject([{ status: "FAILED", requestedBy: "owner" }]);
  await refreshPayment(street.shop, order.orderId, { actor: "owner", force: true });
  await letTimePass(street, MINUTE_MS);
  expect(await refunds(street)).toMatchObject([
    { status: "FAILED", requestedBy: "owner" },
    { status: "DONE", requestedBy: "alipay" },
  ]);
  await checkRefunds(street);
});

test("what was booked by its sum takes the numbers of its parts when their notices come", async () => {
  const street = await testStreet({ kind: "keys" });
  const order = await aPaidOrder(street);
  await go(street, { fault: "delay-notification", delayMs: 20 * MINUTE_MS, times: 2 });
  await atConsole(street, order, "4.80");
  await atConsole(street, order, "15.00");
  await refreshPayment(street.shop, order.orderId, { actor: "owner", force: true });
  await letTimePass(street, MINUTE_MS);
  expect(await refunds(street)).toEqual([{ status: "DONE", requestedBy: "alipay", amountFen: 1980n }]);
  await letTimePass(street, 30 * MINUTE_MS);
  expect((await refunds(street)).map(({ amountFen }) => amountFen).sort()).toEqual([1500n, 480n]);
  expect(await street.shop.db.toldRefund.count({ where: { dueAt: { not: null } } })).toBe(0);
  await checkRefunds(street);
});
