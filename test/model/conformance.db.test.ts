import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { inboxRow } from "@/lib/shop/inbox/inbox";
import { advanceChange } from "@/lib/shop/payments/advance-change";
import { bookNotice } from "@/lib/shop/payments/book-notice";
import { closeHere } from "@/lib/shop/payments/close-here";
import { closeOrder } from "@/lib/shop/payments/close-order";
import { CHANGES } from "@/lib/shop/payments/due-changes";
import { lookAtReplaced } from "@/lib/shop/payments/look-at-replaced";
import { askGateway } from "@/lib/shop/payments/refresh-payment";
import { reviewOrder } from "@/lib/shop/payments/review-order";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { withdrawChange } from "@/lib/shop/payments/withdraw-change";
import { fakeGateway } from "../fake-gateway";
import { changeAsOwner } from "../owner-change";
import { openLodging, openTestShop, type TestShop } from "../test-shop";
import { reachable } from "./check";
import { end, mayWant, takeUp, want } from "./payments/changes";
import { alone } from "./payments/instance";
import { paymentModel } from "./payments/model";
import type { Doing, PaymentBounds, PaymentState } from "./payments/state";
import { isExpired, closeHere as modelClosesHere, settle, sumAt } from "./payments/transactions";
import {
  attemptAsSeen,
  contractOf,
  lastChange,
  OFF_FEN,
  type Put,
  putState,
  readState,
  type Seen,
  seenInModel,
  tradeAs,
} from "./shop-state";

const BOUNDS: PaymentBounds = { instances: 1, contracts: 1, sendings: 1, notices: 1, rivals: true, changes: 0 };
/** Some hundreds of orders are put there and looked at. */
const MANY_MS = 180_000;
const WORLDS: PaymentBounds[] = [BOUNDS, { ...BOUNDS, contracts: 2, sendings: 2, rivals: false }];
/** Its owner wants another sum. */
const CHANGED: PaymentBounds = { ...BOUNDS, notices: 0, rivals: false, changes: 1 };

/** Everything of a state that the shop's books or the gateway know, once each. */
function allStates(worlds: readonly PaymentBounds[]): PaymentState[] {
  const found = new Map<string, PaymentState>();
  for (const state of worlds.flatMap((bounds) => [...reachable(paymentModel(bounds))])) {
    const there = state.there.map((one) => ({ ...one, notices: 0, isAnswered: false, returned: 0, refund: "" as const }));
    const attempts = state.attempts.map((attempt) => ({ ...attempt, isHanded: attempt.sent > 0 }));
    const plain: PaymentState = { ...state, there, attempts, lease: false, sendings: 0, sees: state.price, lookBacks: [], instances: [] };
    const hasGoneBack = state.there.some(({ refund }) => refund === "done");
    if (!hasGoneBack) found.set(JSON.stringify(plain), plain);
  }
  return [...found.values()];
}

type Case = {
  name: string;
  state: PaymentState;
  model: PaymentState;
  isAnswered: boolean;
  run: (put: Put) => Promise<unknown>;
  isReview?: boolean;
};

/** One case for each two that look the same to the shop. */
function once(cases: Case[], ofWhat: (state: PaymentState) => unknown): Case[] {
  return [...new Map(cases.map((one) => [JSON.stringify([one.name, ofWhat(one.state)]), one])).values()];
}

/** Runs production in each state, several at once, and says where it does something else than the model. */
async function differences(shop: TestShop, cases: Case[]): Promise<{ name: string; from: Seen; model: Seen; production: Seen }[]> {
  const found: { name: string; from: Seen; model: Seen; production: Seen }[] = [];
  const waiting = [...cases];
  const workOff = async () => {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      const put = await putState(shop, one.state, one);
      const answer = await one.run(put);
      const production = await readState(put, one.state, one.isReview ? { isDue: answer !== null } : {});
      const model = seenInModel(one.model);
      if (JSON.stringify(production) !== JSON.stringify(model))
        found.push({ name: one.name, from: seenInModel(one.state), model, production });
    }
  };
  await Promise.all(Array.from({ length: 6 }, workOff));
  return found;
}

/** The books of states that were put there by hand are not whole, and not checked. */
async function aShop(): Promise<TestShop> {
  const lodging = await openLodging(onTestFinished);
  return openTestShop(fakeGateway, {}, { lodging: { ...lodging, whenOver: () => {} } });
}

describe("what the model takes for one transaction is what production does on PostgreSQL", () => {
  let states: PaymentState[] = [];
  beforeAll(() => {
    states = allStates([...WORLDS, CHANGED]);
  });

  test("in every state that a shop can be in, money and the closing of a trade are booked as the model books them", {
    timeout: MANY_MS,
  }, async () => {
    const cases = states.flatMap((state) =>
      state.attempts.flatMap(({ sent }, n) =>
        sent === 0
          ? []
          : (["paid", "closed"] as const).flatMap((word): Case[] => {
              const { after: model } = settle(state, n, word);
              const tell = ({ shop, numbers }: Put) => ({
                shop,
                trade: tradeAs(word, { outTradeNo: "", tradeNo: "", contract: contractOf(state, n), fen: fenOf(state, n), ...numbers[n] }),
              });
              const settled = async (put: Put) => settlePayment(put.shop, tell(put).trade, "query");
              const booked = async (put: Put) => {
                const { shop, trade } = tell(put);
                const outcome = await bookNotice(shop, shop.gateway, { trade, row: rowOf(shop, trade.tradeNo) });
                if (outcome !== "paid" && outcome !== "repeat") await settlePayment(shop, trade, "notify");
              };
              const one = { state, model, isAnswered: true };
              const isPossible = word === "paid" || !state.there[n]?.booked;
              const asked: Case = { ...one, name: `asked, trade ${n + 1} is ${word}`, run: settled };
              return isPossible ? [asked, ...(word === "paid" ? [{ ...one, name: `a notice of trade ${n + 1}`, run: booked }] : [])] : [];
            }),
      ),
    );
    const different = once(cases, ({ time: _, there, attempts, ...state }) => [
      state,
      attempts.map((attempt) => ({ ...attempt, age: null })),
      there.map(({ booked, isShown }) => [booked, isShown]),
    ]);
    expect(different.length).toBeGreaterThan(100);
    expect(await differences(await aShop(), different)).toEqual([]);
  });
});

describe("what one instance alone does from its first question to its last line is what the model does", () => {
  test("closing an order, looking at a closed one, asking for a page and sending a buyer to the cashier", {
    timeout: MANY_MS,
  }, async () => {
    const cases = allStates(WORLDS).flatMap((state) => [true, false].flatMap((isAnswered) => casesOf(state, isAnswered)));
    const different = once(cases, ({ there, ...state }) => [state, there.map(({ trade, booked, isShown }) => [trade, booked, isShown])]);
    expect(different.length).toBeGreaterThan(200);
    expect(await differences(await aShop(), different)).toEqual([]);
  });

  test("and where its owner wants another sum: that is written down, carried out, taken back, overtaken and looked back at", {
    timeout: MANY_MS,
  }, async () => {
    // A closed order is looked at as one is that nobody changed, and one that is given up is closed like one.
    const states = allStates([CHANGED]).filter(
      ({ order, change }) => (order.status === "PENDING" && (!order.wanted || change.state === "waiting")) || change.state === "paid",
    );
    const cases = states.flatMap((state) =>
      [true, false].flatMap((isAnswered) => [
        ...(state.change.state === "" ? [] : casesOf(state, isAnswered)),
        ...changesOf(state, isAnswered),
      ]),
    );
    const different = once(cases, ({ there, ...state }) => [state, there.map(({ trade, booked, isShown }) => [trade, booked, isShown])]);
    expect(different.length).toBeGreaterThan(200);
    expect(await differences(await aShop(), different)).toEqual([]);
  });
});

/** All that an instance can begin in a state, with a gateway that answers or does not. */
function casesOf(state: PaymentState, isAnswered: boolean): Case[] {
  const n = state.attempts.findIndex(({ status }) => status === "OPEN");
  const open = state.attempts[n];
  const isSent = open !== undefined && open.sent > 0;
  const seen = open ? { n, sent: open.sent } : null;
  const asks = (name: string, doing: Doing, run: Case["run"], isReview = false): Case => ({
    ...{ name: `${name}, ${isAnswered ? "answered" : "unanswered"}`, state, isAnswered, run, isReview },
    model: alone(state, BOUNDS, doing, { isAnswered }),
  });
  const { order } = state;
  const cases: Case[] = [];
  if (order.status === "PENDING") {
    const doing: Doing = isSent ? { at: "close: ask", n, leased: false, seen } : { at: "close: here", payable: seen, leased: false };
    if (order.wanted || isExpired(state)) cases.push(asks("close", doing, ({ shop, orderId }) => closeOrder(shop, orderId)));
    const stale = open && open.sent > 1 ? { n, sent: open.sent - 1 } : null;
    const model = modelClosesHere(state, stale);
    if (isAnswered)
      cases.push({
        name: "close as it was seen before",
        state,
        isAnswered,
        model,
        run: async (put) =>
          closeHere(put.shop, put.orderId, {
            closeReason: order.wanted ? "buyer" : "expired",
            payable: stale && attemptAsSeen(await idOf(put, n), stale),
          }),
      });
    const trade = state.there[n]?.trade;
    // The model goes no further than two attempts.
    const isLeft = isAnswered && (trade === "closed" || (trade === "waiting" && open?.contract !== state.current));
    const isThird = state.attempts.length > 1 + state.price && (!open || isLeft);
    const mayStart = !isExpired(state) && !order.wanted && !order.changing && !state.there.some(({ booked }) => booked) && !isThird;
    const sees = state.price;
    const start: Doing = isSent ? { at: "start: ask", n, sees } : { at: "start: open", n, sees };
    const pressed = { seenFen: sumAt(sees) };
    if (mayStart) cases.push(asks("start", start, ({ shop, orderId }) => startPayment(shop, orderId, pressed)));
    if (isSent)
      cases.push(
        asks("look", { at: "look: ask", n, leased: false, seen: null }, async (put) =>
          askGateway(put.shop, { id: await idOf(put, n), outTradeNo: "" }, { force: true }),
        ),
      );
  }
  if (order.status === "CLOSED" && order.isDue && isSent)
    cases.push(
      asks("review", { at: "review: ask", n, leased: false, seen: null }, ({ shop, orderId }) => reviewOrder(shop, orderId), true),
    );
  return cases;
}

/** What may be done about a change. */
function changesOf(state: PaymentState, isAnswered: boolean): Case[] {
  const { change, attempts } = state;
  const asks = (name: string, model: PaymentState, run: Case["run"]): Case => ({
    ...{ name: `${name}, ${isAnswered ? "answered" : "unanswered"}`, state, isAnswered, model, run },
  });
  const goOn = (from: PaymentState, doing: Doing) => alone(from, CHANGED, doing, { isAnswered });
  const cases: Case[] = [];
  if (mayWant(state, CHANGED)) {
    const { after, next } = want(state);
    cases.push(asks("want", goOn(after, next), ({ shop, orderId }) => changeAsOwner(shop, orderId, { offFen: OFF_FEN })));
  }
  if (change.state === "waiting") {
    cases.push(asks("carry out", goOn(state, takeUp(state)), async (put) => advanceChange(put.shop, await lastChange(put))));
    cases.push(asks("take back", end(state, "withdrawn"), ({ shop, orderId }) => withdrawChange(shop, orderId)));
  }
  if (change.state === "paid" && !change.isTold) {
    const told = { ...state, change: { ...change, isTold: true } };
    cases.push(asks("tell", told, async (put) => CHANGES.review(put.shop, await lastChange(put))));
  }
  for (const [n, { age, sent }] of attempts.entries()) {
    if (age === null || age < 3 || sent === 0) continue;
    const looking = goOn({ ...state, lookBacks: [n] }, { at: "look back: ask", n, since: age });
    cases.push(asks(`look back at ${n + 1}`, looking, async (put) => lookAtReplaced(put.shop, await idOf(put, n), 0)));
  }
  return cases;
}

const fenOf = (state: PaymentState, n: number) => sumAt(state.attempts[n]?.price ?? 0);

async function idOf({ shop, numbers }: Put, n: number): Promise<string> {
  return (await shop.db.paymentAttempt.findUniqueOrThrow({ where: { outTradeNo: numbers[n]?.outTradeNo ?? "" } })).id;
}

const rowOf = (shop: TestShop, notifyId: string) =>
  inboxRow(shop, { body: Buffer.from(notifyId), contentType: null, remoteIp: "127.0.0.1" }, { notifyId });
