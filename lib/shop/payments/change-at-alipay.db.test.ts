import { expect, test } from "vitest";
import { changeAsOwner } from "@/test/owner-change";
import { letTimePass, openSimulation, visitCashier } from "@/test/simulation";
import { anOrder, MINUTE_MS } from "@/test/test-shop";
import { startPayment } from "./start-payment";

const SILENT = { fault: "reset", times: "always" };

test.each(["0001", "keys"] as const)(
  "under %s the old sum is closed at Alipay, also after a silence, and only the new one is paid",
  async (kind) => {
    const simulation = await openSimulation({ kind });
    const { shop, control } = simulation;
    const order = await anOrder(shop);
    const started = await startPayment(shop, order.orderId, { seenFen: 1980 });
    if (!started.ok) throw new Error(started.reason);
    await visitCashier(simulation, started.redirectUrl, { pay: false });
    for (const channel of ["mapi", "openapi"]) await control("POST", "/control/faults", { ...SILENT, match: { channel } });
    expect(await changeAsOwner(shop, order.orderId, { offFen: 480 })).toEqual({ ok: true, state: "waiting" });
    expect(await startPayment(shop, order.orderId, { seenFen: 1980 })).toMatchObject({ ok: false, reason: "changing" });
    await control("DELETE", "/control/faults");
    await letTimePass(simulation, MINUTE_MS);
    expect(await shop.db.order.findFirst()).toMatchObject({ status: "PENDING", totalFen: 1500, changing: false });
    await expect(control("POST", `/control/trades/${order.outTradeNo}/pay`, {}), "the old page").rejects.toThrow();

    const again = await startPayment(shop, order.orderId, { seenFen: 1500 });
    if (!again.ok) throw new Error(again.reason);
    await visitCashier(simulation, again.redirectUrl, { pay: true });
    await letTimePass(simulation, MINUTE_MS);
    expect(await shop.db.order.findFirst()).toMatchObject({ status: "PAID", totalFen: 1500 });
    expect((await simulation.trades()).map(({ standing, total_fee }) => [standing, total_fee])).toEqual([
      ["closed", "19.80"],
      ["paid", "15.00"],
    ]);
  },
);

test("who pays at the old page while Alipay does not answer the shop has the order at the old terms", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  const { shop, control } = simulation;
  const order = await anOrder(shop);
  const started = await startPayment(shop, order.orderId);
  if (!started.ok) throw new Error(started.reason);
  await visitCashier(simulation, started.redirectUrl, { pay: false });
  await control("POST", "/control/faults", { ...SILENT, match: { channel: "openapi" } });
  await changeAsOwner(shop, order.orderId, { offFen: 480 });
  await control("POST", `/control/trades/${order.outTradeNo}/pay`, {});
  await letTimePass(simulation, MINUTE_MS);
  await control("DELETE", "/control/faults");
  await letTimePass(simulation, MINUTE_MS);
  expect(await shop.db.order.findFirst({ include: { changes: true } })).toMatchObject({
    status: "PAID",
    totalFen: 1980,
    changes: [{ state: "paid" }],
  });
  expect(await shop.db.discrepancy.findFirst({ where: { kind: "paid_before_change" } })).toMatchObject({ amountFen: 1980 });
});
