import { describe, expect, test } from "vitest";
import { CONTRACTS, type ContractKind, openSimulation, type Simulation } from "@/test/simulation";
import { anOrder, MINUTE_MS, type TestOrder } from "@/test/test-shop";
import { reviewDueOrders } from "./due-orders";
import { startPayment } from "./start-payment";

const statusOf = async ({ shop }: Simulation, { orderId }: TestOrder) =>
  (await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).status;
const pay = (simulation: Simulation, { outTradeNo }: TestOrder) => simulation.control("POST", `/control/trades/${outTradeNo}/pay`, {});

async function anOrderAtTheCashier(simulation: Simulation): Promise<TestOrder> {
  const order = await anOrder(simulation.shop);
  expect(await startPayment(simulation.shop, order.orderId)).toMatchObject({ ok: true });
  return order;
}

/** Time passes for everybody: due notices go out, due orders are looked at. */
async function pass(simulation: Simulation, ms: number): Promise<void> {
  simulation.shop.advance(ms);
  await simulation.emulator.deliverDue();
  while ((await reviewDueOrders(simulation.shop)) > 0);
}

/** Where each protocol asks and closes, for faults to be set there. */
const QUERY: Record<ContractKind, string> = {
  MD5: "single_trade_query",
  "0001": "single_trade_query",
  keys: "alipay.trade.query",
  certificates: "alipay.trade.query",
};

describe.each(CONTRACTS)("with %s, the shop and Alipay's side over real messages", (kind) => {
  test("a buyer pays and never comes back: the notice alone makes the order paid", async () => {
    const simulation = await openSimulation({ kind });
    const order = await anOrderAtTheCashier(simulation);
    await pay(simulation, order);
    await simulation.emulator.deliverDue();
    expect(await statusOf(simulation, order)).toBe("PAID");
    expect(simulation.answers).toEqual(["success"]);
  });

  test("every notice is lost: the worker's question finds the money", async () => {
    const simulation = await openSimulation({ kind });
    await simulation.control("POST", "/control/faults", [{ fault: "lose-notification", times: "always" }]);
    const order = await anOrderAtTheCashier(simulation);
    await pay(simulation, order);
    await pass(simulation, 15_000);
    expect(await statusOf(simulation, order)).toBe("PAID");
    expect(simulation.answers).toEqual([]);
  });

  test("a notice of another amount or of another seller, well signed, pays nothing", async () => {
    const simulation = await openSimulation({ kind });
    for (const fault of ["wrong-amount", "wrong-seller"]) {
      await simulation.control("POST", "/control/faults", [{ fault, match: { channel: "notify" }, times: "always" }]);
      const order = await anOrderAtTheCashier(simulation);
      await pay(simulation, order);
      await simulation.emulator.deliverDue();
      expect(await statusOf(simulation, order)).toBe("PENDING");
    }
    const kinds = (await simulation.shop.db.discrepancy.findMany({ orderBy: { id: "asc" } })).map((row) => row.kind);
    expect(kinds).toEqual(["amount_mismatch", "seller_mismatch"]);
  });

  test.each(["hang", "reset", "http-error", "garbage", "wrong-signature", "system-error"])(
    "an answer to the query that is a %s is never taken for unpaid",
    async (fault) => {
      const simulation = await openSimulation({ kind });
      await simulation.control("POST", "/control/faults", [
        { fault: "lose-notification", times: "always" },
        { fault, match: { service: QUERY[kind] }, times: "always" },
      ]);
      const order = await anOrderAtTheCashier(simulation);
      await pay(simulation, order);
      await pass(simulation, 40 * MINUTE_MS);
      expect(await statusOf(simulation, order)).toBe("PENDING");
      await simulation.control("DELETE", "/control/faults");
      await pass(simulation, 10 * MINUTE_MS);
      expect(await statusOf(simulation, order)).toBe("PAID");
    },
  );

  test("the same contract's TRADE_FINISHED three months later changes nothing and is answered success", async () => {
    const simulation = await openSimulation({ kind });
    const order = await anOrderAtTheCashier(simulation);
    await pay(simulation, order);
    await simulation.emulator.deliverDue();
    await pass(simulation, 91 * 24 * 60 * MINUTE_MS);
    expect(simulation.answers).toEqual(["success", "success"]);
    expect(await simulation.shop.db.orderEvent.count({ where: { kind: "paid" } })).toBe(1);
  });

  test("a refund made in Alipay's own console never pays anything and is noted", async () => {
    const simulation = await openSimulation({ kind });
    const order = await anOrderAtTheCashier(simulation);
    await pay(simulation, order);
    await simulation.emulator.deliverDue();
    await simulation.control("POST", `/control/trades/${order.outTradeNo}/refund`, { amount: "1.00" });
    await simulation.emulator.deliverDue();
    expect(await statusOf(simulation, order)).toBe("PAID");
    expect(await simulation.shop.db.reportedRefund.count()).toBe(1);
  });

  test("an order expires at both ends: closed at the gateway first, and who then tries to pay cannot", async () => {
    const simulation = await openSimulation({ kind });
    const order = await anOrderAtTheCashier(simulation);
    await pass(simulation, 31 * MINUTE_MS);
    expect(await statusOf(simulation, order)).toBe("CLOSED");
    await expect(pay(simulation, order)).rejects.toThrow();
    expect(await simulation.shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 10, reserved: 0 });
  });
});

describe.each(["MD5", "0001"] as const)("with %s, where a token is asked for before the buyer goes", (kind) => {
  test("a token answer that is lost, forged or late leaves an attempt that can be tried again", async () => {
    const simulation = await openSimulation({ kind });
    const order = await anOrder(simulation.shop);
    for (const fault of ["hang", "reset", "garbage", "wrong-signature", "system-error", "lose-answer"]) {
      await simulation.control("POST", "/control/faults", [{ fault, match: { channel: "token" } }]);
      expect(await startPayment(simulation.shop, order.orderId), fault).toMatchObject({ ok: false, reason: "unknown" });
    }
    expect(await startPayment(simulation.shop, order.orderId)).toMatchObject({ ok: true });
    expect((await simulation.trades()).map((trade) => trade.out_trade_no)).toEqual([order.outTradeNo]);
  });

  test("a notice that arrives before the token's answer pays, and the buyer is not sent to pay again", async () => {
    const simulation = await openSimulation({ kind });
    await simulation.control("POST", "/control/faults", [{ fault: "notify-before-token" }]);
    const order = await anOrder(simulation.shop);
    await startPayment(simulation.shop, order.orderId);
    expect(await statusOf(simulation, order)).toBe("PAID");
    expect(await startPayment(simulation.shop, order.orderId)).toMatchObject({ ok: false, reason: "paid" });
  });
});
