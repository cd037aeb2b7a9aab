import fc from "fast-check";
import { expect } from "vitest";
import { requestClose } from "@/lib/shop/payments/close-order";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { checkRefunds } from "@/test/check-refunds";
import { aWish } from "@/test/owner-wish";
import { testSeeds } from "@/test/seeds";
import { type ContractKind, changeContract, doWhatIsDue, letTimePass, openSimulation, type Simulation } from "@/test/simulation";
import { anOrder, MINUTE_MS, stockGoods, type TestOrder } from "@/test/test-shop";
import { aloneOrTogether, runTogether, type Together } from "@/test/together";
import { wanted } from "@/test/wishes";

const REFUND = ["refund_fastpay_by_platform_nopwd", "alipay.trade.refund"];
const FAULTS = [
  { fault: "lose-notification" },
  { fault: "delay-notification", delayMs: 20 * MINUTE_MS },
  { fault: "reorder-notification" },
  ...["mapi", "openapi"].flatMap((channel) => ["reset", "garbage", "system-error"].map((fault) => ({ fault, match: { channel } }))),
  ...["mapi", "openapi"].map((channel) => ({ fault: "refund-later", delayMs: 7 * MINUTE_MS, match: { channel } })),
  ...REFUND.map((service) => ({ fault: "lose-answer", match: { service } })),
];

const which = fc.nat(5);
const anyDeed = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("order" as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("go to pay" as const), which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pay" as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("refund" as const), which, amountFen: fc.constantFrom(480, 990, 1980) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel" as const), which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("change the contract" as const), isTooEarly: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.constantFrom(0.1, 1, 5, 31) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("worker" as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("go wrong" as const), fault: fc.constantFrom(...FAULTS) }) },
);
type Deed = typeof anyDeed extends fc.Arbitrary<infer T> ? T : never;

type Street = { simulation: Simulation; orders: TestOrder[]; variantId: number; kinds: [ContractKind, ContractKind] };

async function act(street: Street, step: Deed | Together<Deed>): Promise<void> {
  const { simulation, orders, variantId, kinds } = street;
  if (step.do === "together")
    return runTogether(
      step.deeds.map((deed) => () => act(street, deed)),
      step.order,
    );
  if (step.do === "worker") return doWhatIsDue(simulation);
  if (step.do === "wait") return letTimePass(simulation, step.minutes * MINUTE_MS);
  if (step.do === "go wrong") return void (await simulation.control("POST", "/control/faults", step.fault));
  if (step.do === "change the contract") {
    kinds.reverse();
    return changeContract(simulation, { kind: kinds[0], previous: step.isTooEarly ? null : kinds[1] });
  }
  if (step.do === "order") {
    orders.push(await anOrder(simulation.shop, { variantId }));
    return;
  }
  const order = orders[step.which % Math.max(1, orders.length)];
  if (!order) return;
  if (step.do === "go to pay") await startPayment(simulation.shop, order.orderId);
  if (step.do === "cancel") await requestClose(simulation.shop, order.orderId, "buyer");
  if (step.do === "refund") {
    const { amountFen } = step;
    const asked = refundOrder(simulation.shop, { orderId: order.orderId, amountFen, reason: "少发一件", wish: aWish() });
    await wanted(simulation, { of: order, fen: amountFen }, asked);
  }
  if (step.do === "pay") {
    const attempts = await simulation.shop.db.paymentAttempt.findMany({ where: { orderId: order.orderId } });
    // What cannot be paid (never started, closed, paid already) is refused by the emulator, as by Alipay.
    for (const { outTradeNo } of attempts) await simulation.control("POST", `/control/trades/${outTradeNo}/pay`, {}).catch(() => {});
  }
}

/** The gateway's ledger is the oracle: each paid trade is booked, and each refund of ours was made there once. */
async function checkAgainstGateway({ control, shop: { db } }: Simulation): Promise<void> {
  const { trades } = (await control("GET", "/control/trades")) as {
    trades: { trade_no: string | null; standing: string; refunds: { status: string }[] }[];
  };
  const paid = trades.filter(({ standing }) => standing === "paid");
  const booked = await db.payment.findMany({ include: { attempt: true, refunds: { where: { status: "DONE" } } } });
  expect(booked.map(({ tradeNo }) => tradeNo).sort()).toEqual(paid.map(({ trade_no }) => trade_no).sort());
  for (const { tradeNo, contract, attempt, refunds } of booked) {
    expect(contract, "a payment and its attempt are of one contract").toBe(attempt?.contract);
    const there = paid.find(({ trade_no }) => trade_no === tradeNo)?.refunds.filter(({ status }) => status === "refunded");
    expect(there?.length, `refunds of ${tradeNo}`).toBe(refunds.length);
  }
  expect(await db.refund.count({ where: { status: "PENDING" } }), "refunds that are still under way").toBe(0);
  expect(await db.order.count({ where: { status: "PENDING" } }), "orders that nobody looks after").toBe(0);
  expect(await db.discrepancy.count({ where: { kind: { in: ["contract_gone", "contract_mismatch"] }, resolvedAt: null } })).toBe(0);
}

testSeeds("however often a shop changes between two contracts, too early or not, every payment and refund is made once", {
  seeds: 40,
  deeds: fc.array(aloneOrTogether(anyDeed), { minLength: 12, maxLength: 30 }),
  run: async (deeds, lodging) => {
    const simulation = await openSimulation({ kind: "0001", lodging });
    const { variantId } = await stockGoods(simulation.shop, { stock: 40 });
    const street: Street = { simulation, orders: [], variantId, kinds: ["0001", "keys"] };
    for (const step of deeds) await act(street, step);
    await simulation.control("DELETE", "/control/faults");
    const [kind, previous] = street.kinds;
    await changeContract(simulation, { kind, previous });
    // All is well again, and a day and some hours go by.
    for (const minutes of [1, 5, 5, 10, 30, ...Array.from({ length: 9 }, () => 180)]) await letTimePass(simulation, minutes * MINUTE_MS);
    await checkAgainstGateway(simulation);
    await checkRefunds(simulation);
  },
});
