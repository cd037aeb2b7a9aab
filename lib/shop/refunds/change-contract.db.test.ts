import { describe, expect, test } from "vitest";
import { checkRefunds } from "@/test/check-refunds";
import { aWish } from "@/test/owner-wish";
import { aPaidOrder, refundOf } from "@/test/refund-simulation";
import { type ContractKind, changeContract, confirmRefund, letTimePass, openSimulation, type Simulation } from "@/test/simulation";
import { MINUTE_MS } from "@/test/test-shop";
import { retryRefund } from "./requested/retry-refund";

const go = (simulation: Simulation, ...faults: object[]) => simulation.control("POST", "/control/faults", faults);
const statuses = async ({ shop }: Simulation) => (await shop.db.refund.findMany({ orderBy: { id: "asc" } })).map(({ status }) => status);
const openKinds = async ({ shop }: Simulation) =>
  (await shop.db.discrepancy.findMany({ where: { resolvedAt: null }, orderBy: { id: "asc" } })).map(({ kind }) => kind);

/** So much later everything that repeats has been repeated. */
async function letAnHourPass(simulation: Simulation): Promise<void> {
  for (let minute = 0; minute < 60; minute += 5) await letTimePass(simulation, 5 * MINUTE_MS);
}

/** What the gateway has given back of its only trade, and in how many refunds. */
async function givenBack(simulation: Simulation): Promise<[sum: string, refunds: number]> {
  const [trade] = (await simulation.control("GET", "/control/trades")).trades as { refund_fee: string; refunds: unknown[] }[];
  return [trade?.refund_fee ?? "", trade?.refunds.length ?? 0];
}

const CHANGES: [from: ContractKind, to: ContractKind][] = [
  ["0001", "keys"],
  ["MD5", "certificates"],
  ["keys", "0001"],
];

describe.each(CHANGES)("a shop that changes from %s to %s with a refund under way", (from, to) => {
  const isOld = from === "keys";
  const channel = isOld ? "openapi" : "mapi";
  const service = isOld ? "alipay.trade.refund" : "refund_fastpay_by_platform_nopwd";
  const change = (simulation: Simulation) => changeContract(simulation, { kind: to, previous: from });

  test("gives the money back once when it had been done and its answer was lost", async () => {
    const simulation = await openSimulation({ kind: from });
    const order = await aPaidOrder(simulation);
    await go(simulation, { fault: "lose-notification", times: "always" }, { fault: "lose-answer", match: { channel, service } });
    expect(await refundOf(simulation, order, 480)).toMatchObject({ ok: true, outcome: { status: "PENDING" } });
    await change(simulation);
    await letAnHourPass(simulation);
    expect(await statuses(simulation)).toEqual(["DONE"]);
    expect(await givenBack(simulation)).toEqual(["4.80", 1]);
    await checkRefunds(simulation);
  });

  test("gives the money back once when Alipay had taken it and does it after the change", async () => {
    const simulation = await openSimulation({ kind: from });
    const order = await aPaidOrder(simulation);
    await go(simulation, { fault: "refund-later", delayMs: 20 * MINUTE_MS, match: { channel } });
    await refundOf(simulation, order, 480);
    await change(simulation);
    await letAnHourPass(simulation);
    expect(await statuses(simulation)).toEqual(["DONE"]);
    expect(await givenBack(simulation)).toEqual(["4.80", 1]);
    expect(new Set(simulation.answers)).toEqual(new Set(["success"]));
    await checkRefunds(simulation);
  });

  test("gives the money back once when the request had not arrived: it is sent again, to the old gateway", async () => {
    const simulation = await openSimulation({ kind: from });
    const order = await aPaidOrder(simulation);
    await go(simulation, { fault: "reset", match: { channel, service } });
    await refundOf(simulation, order, 480);
    await change(simulation);
    simulation.asked.length = 0;
    await letAnHourPass(simulation);
    expect(await statuses(simulation)).toEqual(["DONE"]);
    expect(await givenBack(simulation)).toEqual(["4.80", 1]);
    expect(simulation.asked).toContain(service);
    await checkRefunds(simulation);
  });

  test("and begins refunds of older payments at the gateway that was paid, afterwards too", async () => {
    const simulation = await openSimulation({ kind: from });
    const order = await aPaidOrder(simulation);
    await change(simulation);
    simulation.asked.length = 0;
    await refundOf(simulation, order, 480);
    await letAnHourPass(simulation);
    expect(await statuses(simulation)).toEqual(["DONE"]);
    expect(simulation.asked.filter((one) => one === "alipay.trade.refund" || one.startsWith("refund_"))).toEqual([service]);
    await checkRefunds(simulation);
  });

  test("and books a refund of the old gateway's console, once", async () => {
    const simulation = await openSimulation({ kind: from });
    const order = await aPaidOrder(simulation);
    await change(simulation);
    await simulation.control("POST", `/control/trades/${order.outTradeNo}/refund`, { amount: "3.00" });
    await letAnHourPass(simulation);
    expect(await simulation.shop.db.refund.findMany()).toMatchObject([{ status: "DONE", amountFen: 300, requestedBy: "alipay" }]);
    await checkRefunds(simulation);
  });

  test("keeps it 退款中 while the old contract is left out, tells the owner, and does it once when that is back", async () => {
    const simulation = await openSimulation({ kind: from });
    const order = await aPaidOrder(simulation);
    await go(simulation, { fault: "reset", match: { channel, service } });
    await refundOf(simulation, order, 480);
    await changeContract(simulation, { kind: to, previous: null });
    simulation.asked.length = 0;
    await letAnHourPass(simulation);
    await letAnHourPass(simulation);
    expect(await statuses(simulation)).toEqual(["PENDING"]);
    expect(simulation.asked).toEqual([]);
    expect(await openKinds(simulation)).toEqual(["contract_gone"]);
    await change(simulation);
    await letAnHourPass(simulation);
    await letAnHourPass(simulation);
    expect(await statuses(simulation)).toEqual(["DONE"]);
    expect(await openKinds(simulation)).toEqual([]);
    expect(await givenBack(simulation)).toEqual(["4.80", 1]);
    await checkRefunds(simulation);
  });
});

test("a refund that waited for the owner's password when the contract changed is done once, when the owner gives it", async () => {
  const simulation = await openSimulation({ refundMode: "pwd" });
  const order = await aPaidOrder(simulation);
  const asked = await refundOf(simulation, order, 480);
  if (!asked.ok || !asked.outcome.confirmUrl) throw new Error("no page to confirm on");
  await changeContract(simulation, { kind: "keys", previous: "0001", refundMode: "pwd" });
  await letAnHourPass(simulation);
  expect(await statuses(simulation)).toEqual(["PENDING"]);
  await confirmRefund(simulation, asked.outcome.confirmUrl);
  await letTimePass(simulation, 1_000);
  expect(await statuses(simulation)).toEqual(["DONE"]);
  await letAnHourPass(simulation);
  expect(await givenBack(simulation)).toEqual(["4.80", 1]);
  await checkRefunds(simulation);
});

test("a refund that Alipay had taken under MD5 is told of in MD5, and done once, after the change to RSA", async () => {
  const simulation = await openSimulation({ kind: "MD5" });
  const order = await aPaidOrder(simulation);
  await go(simulation, { fault: "refund-later", delayMs: 20 * MINUTE_MS, match: { channel: "mapi" } });
  await refundOf(simulation, order, 480);
  await changeContract(simulation, { kind: "0001", previous: "MD5" });
  await letAnHourPass(simulation);
  expect(await statuses(simulation)).toEqual(["DONE"]);
  expect(new Set(simulation.answers)).toEqual(new Set(["success"]));
  expect(await givenBack(simulation)).toEqual(["4.80", 1]);
});

test("a refund that was never sent fails cleanly when the contract of its payment is left out, and can be tried again when it is back", async () => {
  const simulation = await openSimulation({ kind: "0001" });
  const order = await aPaidOrder(simulation);
  await changeContract(simulation, { kind: "keys", previous: null });
  const asked = await refundOf(simulation, order, 480);
  expect(asked).toMatchObject({ ok: true, outcome: { status: "FAILED", advice: "same_again_later" } });
  expect(await openKinds(simulation)).toEqual(["refund_failed"]);
  await changeContract(simulation, { kind: "keys", previous: "0001" });
  if (asked.ok) await retryRefund(simulation.shop, { refundId: asked.refundId, wish: aWish() });
  await letAnHourPass(simulation);
  expect(await statuses(simulation)).toEqual(["DONE"]);
  expect(await openKinds(simulation)).toEqual([]);
  expect(await givenBack(simulation)).toEqual(["4.80", 1]);
});
