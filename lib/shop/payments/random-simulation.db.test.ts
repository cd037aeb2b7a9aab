import fc from "fast-check";
import { expect } from "vitest";
import { ofSeed, testSeeds } from "@/test/seeds";
import { openSimulation, type Simulation, visitCashier } from "@/test/simulation";
import { aBuyer, anOrder, MINUTE_MS, stockGoods, type TestOrder } from "@/test/test-shop";
import { aloneOrTogether, runTogether, type Together } from "@/test/together";
import { requestClose } from "./close-order";
import { reviewDueOrders } from "./due-orders";
import { receiveReturn } from "./receive-return";
import { refreshPayment } from "./refresh-payment";
import { startPayment } from "./start-payment";

/** Time passes for everybody: due notices go out, due orders are looked at. */
async function pass(simulation: Simulation, ms: number): Promise<void> {
  simulation.shop.advance(ms);
  await simulation.emulator.deliverDue();
  while ((await reviewDueOrders(simulation.shop)) > 0);
}

/** Where a buyer is when going to pay. */
const on = fc.constantFrom("phone" as const, "computer" as const);

/** What can happen on the simulation, in any order. */
const anyDeed = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("order" as const), quantity: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("go to pay" as const), which: fc.nat(9), on }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pay" as const), which: fc.nat(9) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("cancel" as const), which: fc.nat(9), by: fc.constantFrom("buyer" as const, "owner" as const) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.constantFrom(0.1, 0.3, 1, 5, 10, 31) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("send again" as const), which: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("pay and come back" as const), which: fc.nat(9), on }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("place twice" as const), quantity: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("look now" as const), which: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("worker" as const) }) },
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
type Deed = typeof anyDeed extends fc.Arbitrary<infer T> ? T : never;

type World = { simulation: Simulation; orders: TestOrder[]; variantId: number };

async function act(world: World, step: Deed | Together<Deed>): Promise<void> {
  const { simulation, orders } = world;
  if (step.do === "together")
    return runTogether(
      step.deeds.map((deed) => () => act(world, deed)),
      step.order,
    );
  if (step.do === "wait") return pass(simulation, step.minutes * MINUTE_MS);
  if (step.do === "worker") return pass(simulation, 0);
  if (step.do === "go wrong") return void (await simulation.control("POST", "/control/faults", { ...step.fault, times: step.times }));
  if (step.do === "order") return place(world, step.quantity, 1);
  if (step.do === "place twice") return place(world, step.quantity, 2);
  const order = orders[step.which % Math.max(1, orders.length)];
  if (order) await actOn(simulation, order, step);
}

/** One form, sent once or in two tabs. Sold out is a fair answer: late money for it is then what the simulation is about. */
async function place({ simulation, orders, variantId }: World, quantity: number, times: number): Promise<void> {
  const idempotencyKey = `form ${orders.length} ${simulation.shop.now().getTime()}`;
  const buyerId = await aBuyer(simulation.shop);
  const form = { variantId, quantity, buyerId, idempotencyKey };
  const isSoldOut = (error: Error) => {
    if (error.message !== "sold_out") throw error;
    return [];
  };
  const tabs = Array.from({ length: times }, () => anOrder(simulation.shop, form).catch(isSoldOut));
  const [first, second] = (await Promise.all(tabs)).flat();
  if (second) expect(second.orderId, "the order of one form").toBe(first?.orderId);
  if (first) orders.push(first);
}

async function actOn(simulation: Simulation, order: TestOrder, step: Extract<Deed, { which: number }>): Promise<void> {
  const { shop, control } = simulation;
  const { orderId, buyerId } = order;
  if (step.do === "go to pay") await startPayment(shop, orderId, { screen: step.on });
  if (step.do === "look now") await refreshPayment(shop, orderId, { actor: "owner", force: true });
  if (step.do === "cancel") await requestClose(shop, orderId, step.by);
  if (step.do === "pay and come back") {
    const started = await startPayment(shop, orderId, { screen: step.on });
    const search = started.ok ? await visitCashier(simulation, started.redirectUrl, { pay: true }).catch(() => null) : null;
    if (search) await receiveReturn(shop, search, buyerId);
  }
  // What cannot be paid or sent (never started, closed, paid already) is refused by the emulator, as by Alipay.
  const verb = step.do === "pay" ? "pay" : step.do === "send again" ? "notify" : null;
  const attempts = verb ? await shop.db.paymentAttempt.findMany({ where: { orderId } }) : [];
  for (const { outTradeNo } of attempts) await control("POST", `/control/trades/${outTradeNo}/${verb}`, {}).catch(() => {});
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

const KINDS = ["0001", "keys"] as const;

testSeeds("whatever is lost, doubled, late or forged between the two, every yuan is accounted for when it is over", {
  seeds: 80,
  deeds: fc.array(aloneOrTogether(anyDeed), { minLength: 8, maxLength: 30 }),
  run: async (steps, lodging, seed) => {
    const simulation = await openSimulation({ kind: ofSeed(seed, KINDS), computerPage: true, lodging });
    const { variantId } = await stockGoods(simulation.shop, { stock: 4 });
    const world: World = { simulation, orders: [], variantId };
    for (const step of steps) await act(world, step);
    await simulation.control("DELETE", "/control/faults");
    // All is well again, and a day and two hours go by.
    for (let minute = 0; minute < 60; minute += 5) await pass(simulation, 5 * MINUTE_MS);
    for (let hour = 1; hour < 26; hour++) await pass(simulation, 60 * MINUTE_MS);
    await checkAgainstGateway(simulation);
  },
});
