import { expect, test } from "vitest";
import { refreshPayment } from "@/lib/shop/payments/refresh-payment";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { checkRefunds } from "@/test/check-refunds";
import { aWish } from "@/test/owner-wish";
import { aPaidOrder } from "@/test/report-simulation";
import { letTimePass, openSimulation, type Simulation } from "@/test/simulation";
import { anOrder, MINUTE_MS, type TestOrder } from "@/test/test-shop";
import { wanted } from "@/test/wishes";
import { refundOrder } from "../requested/refund-order";

const go = (simulation: Simulation, ...faults: object[]) => simulation.control("POST", "/control/faults", faults);
const pay = (simulation: Simulation, { outTradeNo }: TestOrder) => simulation.control("POST", `/control/trades/${outTradeNo}/pay`, {});
const atConsole = (simulation: Simulation, { outTradeNo }: TestOrder, amount: string) =>
  simulation.control("POST", `/control/trades/${outTradeNo}/refund`, { amount });
const orderOf = ({ shop }: Simulation, { orderId }: TestOrder) => shop.db.order.findUniqueOrThrow({ where: { id: orderId } });
const open = ({ shop }: Simulation) => shop.db.discrepancy.count({ where: { resolvedAt: null } });
const refunds = ({ shop }: Simulation) =>
  shop.db.refund.findMany({ orderBy: { id: "asc" }, select: { status: true, requestedBy: true, amountFen: true } });

async function anOrderAtTheCashier(simulation: Simulation): Promise<TestOrder> {
  const order = await anOrder(simulation.shop);
  await startPayment(simulation.shop, order.orderId);
  return order;
}

test.each(["0001", "keys"] as const)(
  "with %s, a part that went back before we heard of the payment leaves the order paid",
  async (kind) => {
    const simulation = await openSimulation({ kind });
    const order = await anOrderAtTheCashier(simulation);
    await go(simulation, { fault: "lose-notification" });
    await pay(simulation, order);
    await letTimePass(simulation, 1_000);
    await atConsole(simulation, order, "4.80");
    // Only the refund's notice comes, and the worker asks.
    await letTimePass(simulation, 1_000);
    await letTimePass(simulation, 1_000);
    expect(await orderOf(simulation, order)).toMatchObject({ status: "PAID" });
    expect(await refunds(simulation)).toEqual([{ status: "DONE", requestedBy: "alipay", amountFen: 480 }]);
    expect(await open(simulation)).toBe(0);
    await checkRefunds(simulation);
  },
);

test.each(["MD5", "keys"] as const)("with %s, all that went back before we heard of it pays nothing, and the order ends", async (kind) => {
  const simulation = await openSimulation({ kind });
  const order = await anOrderAtTheCashier(simulation);
  await go(simulation, { fault: "lose-notification", times: "always" });
  await pay(simulation, order);
  await atConsole(simulation, order, "19.80");
  for (let i = 0; i < 4; i++) await letTimePass(simulation, 15 * MINUTE_MS);
  expect(await orderOf(simulation, order)).toMatchObject({ status: "CLOSED", closeReason: "expired" });
  expect(await simulation.shop.db.discrepancy.findMany()).toMatchObject([{ kind: "refund_seen", resolvedAs: expect.any(String) }]);
  expect(await simulation.shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 10, reserved: 0 });
  await checkRefunds(simulation);
});

test("a refund from the console is not taken for one of ours of the same sum that Alipay refused", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  const order = await aPaidOrder(simulation);
  await go(simulation, { fault: "lose-notification", times: "always" });
  await atConsole(simulation, order, "19.80");
  await letTimePass(simulation, MINUTE_MS);
  const refunding = refundOrder(simulation.shop, { orderId: order.orderId, amountFen: order.totalFen, reason: "少发一件", wish: aWish() });
  await wanted(simulation, { of: order, fen: order.totalFen }, refunding);
  expect(await refunds(simulation)).toMatchObject([{ status: "FAILED", requestedBy: "owner" }]);
  await refreshPayment(simulation.shop, order.orderId, { actor: "owner", force: true });
  await letTimePass(simulation, MINUTE_MS);
  expect(await refunds(simulation)).toMatchObject([
    { status: "FAILED", requestedBy: "owner" },
    { status: "DONE", requestedBy: "alipay" },
  ]);
  await checkRefunds(simulation);
});

test("what was booked by its sum takes the numbers of its parts when their notices come", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  const order = await aPaidOrder(simulation);
  await go(simulation, { fault: "delay-notification", delayMs: 20 * MINUTE_MS, times: 2 });
  await atConsole(simulation, order, "4.80");
  await atConsole(simulation, order, "15.00");
  await refreshPayment(simulation.shop, order.orderId, { actor: "owner", force: true });
  await letTimePass(simulation, MINUTE_MS);
  expect(await refunds(simulation)).toEqual([{ status: "DONE", requestedBy: "alipay", amountFen: 1980 }]);
  await letTimePass(simulation, 30 * MINUTE_MS);
  expect((await refunds(simulation)).map(({ amountFen }) => amountFen).sort()).toEqual([1500, 480]);
  expect(await simulation.shop.db.reportedRefund.count({ where: { dueAt: { not: null } } })).toBe(0);
  await checkRefunds(simulation);
});
