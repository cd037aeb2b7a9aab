import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONTRACTS, type ContractKind, openSimulation, type Simulation } from "@/test/simulation";
import { anOrder, MINUTE_MS, stockGoods, type TestOrder } from "@/test/test-shop";
import { requestClose } from "./close-order";
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

/** What can happen on the simulation, in any order. */
const anyStep = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("order" as const), quantity: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("go to pay" as const), which: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pay" as const), which: fc.nat(9) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("cancel" as const), which: fc.nat(9), by: fc.constantFrom("buyer" as const, "owner" as const) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.constantFrom(0.1, 0.3, 1, 5, 10, 31) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("send again" as const), which: fc.nat(9) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("go wrong" as const),
      fault: fc.constantFrom(
        { fault: "lose-notification" },
        { fault: "duplicate-notification", copies: 3 },
        { fault: "reorder-notification" },
        { fault: "delay-notification", delayMs: 20 * MINUTE_MS },
        { fault: "notify-before-token" },
        ...["reset", "garbage", "wrong-signature", "system-error"].map((fault) => ({ fault, match: { channel: "mapi" } })),
        ...["reset", "garbage", "wrong-signature", "system-error"].map((fault) => ({ fault, match: { channel: "openapi" } })),
        ...["reset", "garbage", "wrong-signature"].map((fault) => ({ fault, match: { channel: "token" } })),
        { fault: "lose-answer", match: { service: "close_trade" } },
        { fault: "lose-answer", match: { service: "alipay.trade.close" } },
        { fault: "wrong-signature", match: { channel: "notify" } },
        { fault: "wrong-amount", match: { channel: "notify" } },
      ),
      times: fc.integer({ min: 1, max: 4 }),
    }),
  },
);
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

async function act(simulation: Simulation, orders: TestOrder[], variantId: number, step: Step): Promise<void> {
  const { shop } = simulation;
  if (step.do === "wait") return pass(simulation, step.minutes * MINUTE_MS);
  if (step.do === "go wrong") return void (await simulation.control("POST", "/control/faults", { ...step.fault, times: step.times }));
  if (step.do === "order") {
    // Sold out is a fair answer: late money for it is then what the simulation is about.
    await anOrder(shop, { variantId, quantity: step.quantity }).then(
      (order) => orders.push(order),
      () => {},
    );
    return;
  }
  const order = orders[step.which % Math.max(1, orders.length)];
  if (!order) return;
  if (step.do === "go to pay") await startPayment(shop, order.orderId);
  if (step.do === "cancel") await requestClose(shop, order.orderId, step.by);
  const attempts = await shop.db.paymentAttempt.findMany({ where: { orderId: order.orderId } });
  // What cannot be paid or sent (never started, closed, paid already) is refused by the emulator, as by Alipay.
  const verb = step.do === "pay" ? "pay" : step.do === "send again" ? "notify" : null;
  if (verb)
    for (const { outTradeNo } of attempts) await simulation.control("POST", `/control/trades/${outTradeNo}/${verb}`, {}).catch(() => {});
}

/** The first promise: each trade paid at the gateway is a paid order, or money held under the owner's eyes. Never nothing, never twice. */
async function checkAgainstGateway(simulation: Simulation): Promise<void> {
  const paid = (await simulation.trades()).filter((trade) => trade.standing === "paid");
  const booked = await simulation.shop.db.payment.findMany();
  expect(booked.map((payment) => payment.tradeNo).sort()).toEqual(paid.map((trade) => trade.trade_no).sort());
  for (const trade of paid) {
    const payment = booked.find((row) => row.tradeNo === trade.trade_no);
    const isExplained =
      payment?.disposition === "settled" || (await simulation.shop.db.discrepancy.count({ where: { tradeNo: trade.trade_no } })) > 0;
    expect(isExplained, `trade ${trade.trade_no}`).toBe(true);
  }
  expect(
    await simulation.shop.db.order.count({ where: { status: "PENDING", payments: { none: {} } } }),
    "orders that nobody looks after",
  ).toBe(0);
}

test.each([
  ["0001", 30],
  ["keys", 20],
] as const)(
  "with %s, whatever is lost, doubled, late or forged between the two, every yuan is accounted for when it is over",
  async (kind, numRuns) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 8, maxLength: 30 }), async (steps) => {
        const simulation = await openSimulation({ kind });
        const { variantId } = await stockGoods(simulation.shop, { stock: 4 });
        const orders: TestOrder[] = [];
        for (const step of steps) await act(simulation, orders, variantId, step);
        await simulation.control("DELETE", "/control/faults");
        // All is well again, and a day and two hours go by.
        for (let minute = 0; minute < 60; minute += 5) await pass(simulation, 5 * MINUTE_MS);
        for (let hour = 1; hour < 26; hour++) await pass(simulation, 60 * MINUTE_MS);
        await checkAgainstGateway(simulation);
      }),
      { numRuns },
    );
  },
  240_000,
);
