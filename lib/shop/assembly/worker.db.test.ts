import { describe, expect, onTestFinished, test } from "vitest";
import type { Trade, TradeAnswer } from "@/lib/alipay/gateway";
import { createCircuit } from "@/lib/server/circuit-breaker";
import { aTrade } from "@/test/fake-gateway";
import { aPaidOrder, ask } from "@/test/refund-shop";
import { rounds } from "@/test/rounds";
import { anOrder, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { reviewDue } from "../due/review-due";
import { guardGateway } from "../gateway/guard-gateway";
import { makeGateways } from "../gateways";
import { ORDERS_AT_CASHIER } from "../payments/due-orders";
import { startPayment } from "../payments/start-payment";
import { startWorker, type Worker } from "./worker";

const FIRST_MS = 15_000;
const SILENCE: TradeAnswer<Trade> = { kind: "unknown", detail: "no whole answer from the gateway within 5000 ms" };

type Started = { worker: Worker; until: (holds: () => boolean | Promise<boolean>) => Promise<void> };

/** A shop and its worker, to be started. The questions that `hangs` names hang, and are answered with silence at the end. */
async function aShop({ hangs = () => false }: { hangs?: (outTradeNo: string) => boolean } = {}): Promise<{
  shop: TestShop;
  start: () => Started;
}> {
  const shop = await testShop();
  const { queryTrade } = shop.gateway;
  const hung: (() => void)[] = [];
  shop.gateway.queryTrade = async (outTradeNo) => {
    const answer = queryTrade(outTradeNo);
    if (!hangs(outTradeNo)) return answer;
    await new Promise<void>((resolve) => hung.push(resolve));
    return SILENCE;
  };
  const start = () => {
    const { pause, until } = rounds();
    const circuit = createCircuit({ now: shop.now, random: () => 1 });
    const worker = startWorker({ ...shop, gateways: makeGateways(guardGateway(shop.gateway, circuit)) }, { pause });
    onTestFinished(async () => {
      hangs = () => false;
      for (const answer of hung) answer();
      await worker.stop();
    });
    return { worker, until };
  };
  return { shop, start };
}

async function atTheCashier(shop: TestShop): Promise<TestOrder> {
  const order = await anOrder(shop);
  await startPayment(shop, order.orderId);
  return order;
}

/** Orders that were asked about before, and are due again. */
async function silentOrders(shop: TestShop, count: number): Promise<Set<string>> {
  const numbers = new Set<string>();
  while (numbers.size < count) numbers.add((await atTheCashier(shop)).outTradeNo);
  await shop.db.order.updateMany({
    where: { attempts: { some: { outTradeNo: { in: [...numbers] } } } },
    data: { checks: 1, dueAt: shop.now() },
  });
  return numbers;
}

const asked = ({ gateway }: TestShop, { outTradeNo }: TestOrder) => gateway.asked.filter((no) => no === outTradeNo).length;
const hasNothingInHand = (shop: TestShop) => async () => (await shop.db.order.count({ where: { lockedUntil: { not: null } } })) === 0;
/** Every loop of the worker begins and ends a round; the first beat may be that of one that was begun before. */
async function aWholeRound({ worker, until }: Started, shop: TestShop): Promise<void> {
  for (const beats of ["first", "second"]) {
    const at = shop.now();
    await until(() => worker.health().loops.every(({ beat }) => beat !== null && beat >= at));
    if (beats === "first") shop.advance(1);
  }
}
const statusOf = async (shop: TestShop, { orderId }: TestOrder) =>
  (await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).status;

describe("a server that has just started", () => {
  test("leaves its first moments to whoever waits for it, and then takes up one kind of work after another", async () => {
    const rests: number[] = [];
    const pause = (ms: number, signal: AbortSignal) => {
      rests.push(ms);
      return new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    };
    const worker = startWorker(await testShop(), { pause, firstRestMs: 1_000 });
    const { loops } = worker.health();
    expect(rests).toEqual(loops.map((_, place) => 1_000 * (1 + place / loops.length / 2)));
    expect(loops[0]?.name).toBe("first_questions");
    await worker.stop();
    expect(worker.health().loops.every(({ beat }) => beat === null)).toBe(true);
  });
});

describe("while the gateway leaves questions hanging", () => {
  test("a buyer who has just paid is asked about on time, and the worker is well", async () => {
    let slow = new Set<string>();
    const { shop, start } = await aShop({ hangs: (no) => slow.has(no) });
    slow = await silentOrders(shop, 12);
    const working = start();
    const { worker, until } = working;
    await until(() => shop.gateway.asked.length >= 10);
    const order = await atTheCashier(shop);
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
    shop.advance(FIRST_MS);
    await until(() => asked(shop, order) === 1);
    await until(async () => (await statusOf(shop, order)) === "PAID");
    shop.advance(68_000 - FIRST_MS);
    await aWholeRound(working, shop);
    expect(worker.health()).toMatchObject({ isWell: true, isTurning: true });
  });

  test("money goes back to the buyers who are owed it", async () => {
    let slow = new Set<string>();
    const { shop, start } = await aShop({ hangs: (no) => slow.has(no) });
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = SILENCE;
    await ask(shop, order, 500);
    slow = await silentOrders(shop, 12);
    const { until } = start();
    await until(() => shop.gateway.asked.length >= 10);
    shop.gateway.answers.refund = { kind: "refunded", at: null };
    const { tradeNo } = await shop.db.payment.findFirstOrThrow();
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen, { tradeNo }));
    shop.advance(FIRST_MS);
    await until(async () => (await shop.db.refund.findFirstOrThrow()).status === "DONE");
  });

  test("an order that nobody went to pay ends on time and gives its goods back", async () => {
    let slow = new Set<string>();
    const { shop, start } = await aShop({ hangs: (no) => slow.has(no) });
    const order = await anOrder(shop);
    shop.advance(30 * 60_000);
    slow = await silentOrders(shop, 12);
    const { until } = start();
    await until(async () => (await statusOf(shop, order)) === "CLOSED");
  });

  test("nobody else takes up an order whose question takes longer than a lease", async () => {
    let slow = new Set<string>();
    const { shop, start } = await aShop({ hangs: (no) => slow.has(no) });
    slow = await silentOrders(shop, 3);
    const { until } = start();
    await until(() => shop.gateway.asked.length === 3);
    for (let passed = 0; passed < 120_000; passed += 30_000) {
      shop.advance(30_000);
      const at = shop.now();
      await until(async () =>
        (await shop.db.order.findMany()).every((order) => (order.lockedUntil ?? at).getTime() > at.getTime() + 30_000),
      );
    }
    expect(await reviewDue(shop, ORDERS_AT_CASHIER)).toBe(0);
    expect(shop.gateway.asked).toHaveLength(3);
  });

  test("whoever watches the shop learns which kind of work hangs, and that the rest is well", async () => {
    let slow = new Set<string>();
    const { shop, start } = await aShop({ hangs: (no) => slow.has(no) });
    slow = await silentOrders(shop, 1);
    const working = start();
    const { worker, until } = working;
    await until(() => shop.gateway.asked.length === 1);
    shop.advance(11 * 60_000);
    const unwell = () => worker.health().loops.flatMap(({ name, state }) => (state === "well" ? [] : [`${name} ${state}`]));
    await until(() => unwell().join() === "orders stuck");
    expect(worker.health()).toMatchObject({ isWell: false, isTurning: true });
  });
});

describe("a gateway that does not answer", () => {
  test("is left alone but for one question at a time, while each buyer who has just been there is asked about all the same", async () => {
    const { shop, start } = await aShop();
    shop.gateway.answers.query = SILENCE;
    const order = await atTheCashier(shop);
    shop.advance(1_000);
    const silent = await silentOrders(shop, 30);
    const working = start();
    const { until } = working;
    await until(() => shop.gateway.asked.length >= 5);
    await until(hasNothingInHand(shop));
    const before = shop.gateway.asked.length;
    expect(before).toBeLessThan(silent.size);

    shop.advance(4_990);
    await aWholeRound(working, shop);
    expect(shop.gateway.asked.length).toBe(before);
    shop.advance(9);
    await until(() => shop.gateway.asked.length > before);
    await until(hasNothingInHand(shop));
    await aWholeRound(working, shop);
    expect(shop.gateway.asked.length).toBe(before + 1);
    shop.advance(9_000);
    await until(() => asked(shop, order) === 1);
    await aWholeRound(working, shop);
    expect(shop.gateway.asked.length).toBe(before + 2);
  });

  test("is asked about everything that waits as soon as it answers again", async () => {
    const { shop, start } = await aShop();
    shop.gateway.answers.query = SILENCE;
    const silent = await silentOrders(shop, 30);
    const { until } = start();
    await until(() => shop.gateway.asked.length >= 5);
    await until(hasNothingInHand(shop));
    shop.gateway.answers = {};
    shop.advance(5_000);
    await until(() => new Set(shop.gateway.asked).size === silent.size);
  });
});
