import { describe, expect, test } from "vitest";
import { type ContractKind, changeContract, letTimePass, openSimulation, type Simulation, visitCashier } from "@/test/simulation";
import { anOrder, MINUTE_MS, type TestOrder } from "@/test/test-shop";
import { receiveReturn } from "./receive-return";
import { startPayment } from "./start-payment";

const statusOf = async ({ shop }: Simulation, { orderId }: TestOrder) =>
  (await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).status;
const pay = (simulation: Simulation, { outTradeNo }: TestOrder) => simulation.control("POST", `/control/trades/${outTradeNo}/pay`, {});
const goWrong = (simulation: Simulation, ...faults: object[]) => simulation.control("POST", "/control/faults", faults);
const openKinds = async ({ shop }: Simulation) =>
  (await shop.db.discrepancy.findMany({ where: { resolvedAt: null }, orderBy: { id: "asc" } })).map(({ kind }) => kind);

async function atTheCashier(simulation: Simulation): Promise<TestOrder & { redirectUrl: string }> {
  const order = await anOrder(simulation.shop);
  const started = await startPayment(simulation.shop, order.orderId);
  if (!started.ok) throw new Error(started.reason);
  return { ...order, redirectUrl: started.redirectUrl };
}

/** The services of each contract: whatever else is asked went to the other one. */
const isOfToken = (service: string) => !service.startsWith("alipay.trade.");
const isOf = (kind: ContractKind, service: string) => isOfToken(service) === (kind === "MD5" || kind === "0001");

const CHANGES: [from: ContractKind, to: ContractKind][] = [
  ["0001", "keys"],
  ["MD5", "certificates"],
  ["keys", "0001"],
];

describe.each(CHANGES)("a shop that changes from %s to %s", (from, to) => {
  const change = (simulation: Simulation) => changeContract(simulation, { kind: to, previous: from });

  test("a buyer who was at the old cashier pays there afterwards: the notice is taken and the order is paid", async () => {
    const simulation = await openSimulation({ kind: from });
    const order = await atTheCashier(simulation);
    await change(simulation);
    await pay(simulation, order);
    await simulation.emulator.deliverDue();
    expect(simulation.answers).toEqual(["success"]);
    expect(await statusOf(simulation, order)).toBe("PAID");
    expect(await simulation.shop.db.discrepancy.count()).toBe(0);
  });

  test("when that notice is lost, the old gateway is asked and tells of the money; the new one is not asked", async () => {
    const simulation = await openSimulation({ kind: from });
    const order = await atTheCashier(simulation);
    await change(simulation);
    await goWrong(simulation, { fault: "lose-notification", times: "always" });
    await pay(simulation, order);
    simulation.asked.length = 0;
    await letTimePass(simulation, 15_000);
    expect(await statusOf(simulation, order)).toBe("PAID");
    expect(simulation.asked.filter((service) => !isOf(from, service))).toEqual([]);
  });

  test("a buyer who comes back from the old cashier is shown the order", async () => {
    const simulation = await openSimulation({ kind: from });
    const order = await atTheCashier(simulation);
    await change(simulation);
    await goWrong(simulation, { fault: "lose-notification", times: "always" });
    const search = await visitCashier(simulation, order.redirectUrl, { pay: true });
    expect(await receiveReturn(simulation.shop, search ?? "", order.buyerId)).toEqual({ no: order.no, visit: null });
    expect(await statusOf(simulation, order)).toBe("PAID");
  });

  test("an order that nobody pays is closed at the old gateway, and nobody can pay it there any more", async () => {
    const simulation = await openSimulation({ kind: from });
    const order = await atTheCashier(simulation);
    await visitCashier(simulation, order.redirectUrl, { pay: false });
    await change(simulation);
    simulation.asked.length = 0;
    // The order's own time is over a moment before the gateway's.
    await simulation.shop.db.order.update({
      where: { id: order.orderId },
      data: { expiresAt: simulation.shop.now(), dueAt: simulation.shop.now() },
    });
    await letTimePass(simulation, 0);
    expect(await statusOf(simulation, order)).toBe("CLOSED");
    expect(simulation.asked.length).toBeGreaterThan(2);
    expect(simulation.asked.filter((service) => !isOf(from, service))).toEqual([]);
    await expect(pay(simulation, order)).rejects.toThrow();
  });

  test("a buyer who had only opened the old cashier and pays again is sent there again: one trade, whatever happens", async () => {
    const simulation = await openSimulation({ kind: from });
    const order = await atTheCashier(simulation);
    await change(simulation);
    simulation.shop.advance(MINUTE_MS);
    expect(await startPayment(simulation.shop, order.orderId)).toMatchObject({ ok: true });
    await pay(simulation, order);
    await simulation.emulator.deliverDue();
    expect(await statusOf(simulation, order)).toBe("PAID");
    expect((await simulation.trades()).map((trade) => trade.out_trade_no)).toEqual([order.outTradeNo]);
  });

  test("a buyer who had logged in at the old cashier and pays again pays under the new contract, after the old trade was closed", async () => {
    const simulation = await openSimulation({ kind: from });
    const order = await atTheCashier(simulation);
    await visitCashier(simulation, order.redirectUrl, { pay: false });
    await change(simulation);
    simulation.shop.advance(MINUTE_MS);
    expect(await startPayment(simulation.shop, order.orderId)).toMatchObject({ ok: true });
    const attempts = await simulation.shop.db.paymentAttempt.findMany({ orderBy: { createdAt: "asc" } });
    expect(attempts.map(({ status }) => status)).toEqual(["CLOSED", "OPEN"]);
    await expect(pay(simulation, order)).rejects.toThrow();
    await pay(simulation, { ...order, outTradeNo: attempts[1]?.outTradeNo ?? "" });
    await simulation.emulator.deliverDue();
    expect(await statusOf(simulation, order)).toBe("PAID");
    expect((await simulation.trades()).map(({ standing }) => standing).sort()).toEqual(["closed", "paid"]);
  });

  test("an order that was placed before, and that nobody was sent to pay yet, is paid under the new contract", async () => {
    const simulation = await openSimulation({ kind: from });
    const order = await anOrder(simulation.shop);
    await change(simulation);
    simulation.asked.length = 0;
    expect(await startPayment(simulation.shop, order.orderId)).toMatchObject({ ok: true });
    await pay(simulation, order);
    await simulation.emulator.deliverDue();
    await letTimePass(simulation, MINUTE_MS);
    expect(await statusOf(simulation, order)).toBe("PAID");
    expect(simulation.asked.filter((service) => isOf(from, service))).toEqual([]);
  });

  test("when the old contract is left out too early, nothing of it is closed or asked elsewhere: the owner is told, and it ends well once it is back", async () => {
    const simulation = await openSimulation({ kind: from });
    const order = await atTheCashier(simulation);
    await changeContract(simulation, { kind: to, previous: null });
    simulation.asked.length = 0;
    await pay(simulation, order);
    await simulation.emulator.deliverDue();
    expect(new Set(simulation.answers)).toEqual(new Set(["fail"]));
    for (let round = 0; round < 8; round++) await letTimePass(simulation, 5 * MINUTE_MS);
    expect(await statusOf(simulation, order)).toBe("PENDING");
    expect(simulation.asked).toEqual([]);
    expect(await openKinds(simulation)).toEqual(["contract_gone"]);
    await change(simulation);
    await letTimePass(simulation, 5 * MINUTE_MS);
    expect(await statusOf(simulation, order)).toBe("PAID");
    expect(await openKinds(simulation)).toEqual([]);
  });
});

describe.each([
  ["MD5", "0001"],
  ["0001", "MD5"],
  ["keys", "certificates"],
] as [ContractKind, ContractKind][])("a shop whose contract stays, and only its keys change from %s to %s", (from, to) => {
  test("takes the notice that is signed in the old way, and closes and starts under the new keys", async () => {
    const simulation = await openSimulation({ kind: from });
    const [paid, unpaid] = [await atTheCashier(simulation), await atTheCashier(simulation)];
    await visitCashier(simulation, unpaid.redirectUrl, { pay: false });
    await changeContract(simulation, { kind: to, previous: from });
    await pay(simulation, paid);
    await simulation.emulator.deliverDue();
    expect(simulation.answers).toEqual(["success"]);
    expect(await statusOf(simulation, paid)).toBe("PAID");
    await letTimePass(simulation, 31 * MINUTE_MS);
    await letTimePass(simulation, 5 * MINUTE_MS);
    expect(await statusOf(simulation, unpaid)).toBe("CLOSED");
    expect((await simulation.trades()).map(({ standing }) => standing).sort()).toEqual(["expired", "paid"]);
    const later = await atTheCashier(simulation);
    await pay(simulation, later);
    await simulation.emulator.deliverDue();
    expect(await statusOf(simulation, later)).toBe("PAID");
    expect(await simulation.shop.db.discrepancy.count()).toBe(0);
  });
});

describe.each([
  ["MD5", "0001"],
  ["0001", "MD5"],
] as [ContractKind, ContractKind][])("a shop whose keys changed from %s to %s and that has forgotten the old ones", (from, to) => {
  test("refuses the notice that is signed in the old way, and finds the money by asking with the new ones", async () => {
    const simulation = await openSimulation({ kind: from });
    const order = await atTheCashier(simulation);
    await changeContract(simulation, { kind: to, previous: null });
    await pay(simulation, order);
    await letTimePass(simulation, 15_000);
    expect(new Set(simulation.answers)).toEqual(new Set(["fail"]));
    expect(await statusOf(simulation, order)).toBe("PAID");
  });
});
