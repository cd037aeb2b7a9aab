import type { Cause, Step } from "../check";
import {
  NOTHING_THERE,
  PAYMENT_MUTANTS,
  type PaymentBounds,
  type PaymentMutant,
  type PaymentState,
  replaced,
  type There,
  TIMES,
} from "./state";
import { ageOf } from "./transactions";

/** People, the gateway, and time. */

export function world(state: PaymentState, { rivals, contracts, notices, mutant }: PaymentBounds): Step<PaymentState>[] {
  const { time, attempts, there, order, lease } = state;
  const steps: Step<PaymentState>[] = [];
  const may = (isSo: boolean, cause: Cause, tells: string, change: () => Partial<PaymentState>) => {
    if (isSo) steps.push({ cause, tells, next: { ...state, ...change() } });
  };
  const aged = attempts.map((one) => (one.age === null ? one : { ...one, age: Math.min(one.age + 1, TIMES.length - 1) }));
  may(time < TIMES.length - 1, "shop", `time passes: ${TIMES[time + 1]}`, () => ({ time: time + 1, attempts: aged }));
  const isOlder = attempts.some(({ age }) => age !== null && age < TIMES.length - 1);
  may(isOlder, "shop", "time passes for what was replaced", () => ({ attempts: aged }));
  may(state.sees !== state.price, "wish", "the buyer looks at the order's page", () => ({ sees: state.price }));
  may(lease && mutant !== "a lease is never over", "shop", "the lease of the order's row runs out", () => ({
    lease: false,
    instances: state.instances.map((doing) => ("leased" in doing ? { ...doing, leased: false } : doing)),
  }));
  may(contracts > 1 && state.current === "A", "wish", "the owner changes the contract from A to B", () => ({ current: "B" }));
  may(order.status === "PENDING" && !order.wanted, "wish", "the order is given up by its buyer", () => ({
    order: { ...order, wanted: true },
  }));
  may(rivals && state.piece === "free", "wish", "somebody else buys the piece", () => ({ piece: "others" }));
  may(
    rivals && !state.isOverLimit && (order.wanted || order.status === "CLOSED"),
    "wish",
    "the buyer orders as much as one may have elsewhere",
    () => ({ isOverLimit: true }),
  );
  for (const [n, attempt] of attempts.entries()) {
    const one = there[n] ?? NOTHING_THERE;
    const put = (change: Partial<There>) => ({ there: replaced(there, n, { ...one, ...change }) });
    const [link, isUsable] = [`link ${n + 1}`, attempt.isHanded && ageOf(state, n) < 2];
    may(isUsable && one.trade === "not_exist", "wish", `the buyer opens ${link} at the cashier`, () => put({ trade: "waiting" }));
    may(isUsable && one.trade === "waiting", "wish", `the buyer pays by ${link}`, () => put({ trade: "paid", notices }));
    may(ageOf(state, n) >= 2 && one.trade === "waiting", "message", `the gateway closes trade ${n + 1}, whose time is over`, () =>
      put({ trade: "closed" }),
    );
    may(one.notices > 0, "fault", `a notice of trade ${n + 1} is lost`, () => put({ notices: one.notices - 1 }));
    const free = state.instances.findIndex(({ at }) => at === "idle");
    may(one.notices > 0 && free >= 0, "message", `a notice comes that trade ${n + 1} is paid`, () => ({
      ...put({ notices: one.notices - 1 }),
      instances: replaced(state.instances, free, { at: mutant === PAYMENT_MUTANTS[0] ? "notice: answer" : "notice: book", n }),
    }));
    steps.push(...goBack(state, n, one, mutant));
  }
  return steps;
}

/** Held money goes back by itself: begun in our books, done by the gateway under its number, booked. A kill may come between any two. */
function goBack(state: PaymentState, n: number, one: There, mutant: PaymentMutant | undefined): Step<PaymentState>[] {
  const put = (change: Partial<There>): PaymentState => ({ ...state, there: replaced(state.there, n, { ...one, ...change }) });
  const money = `the money of trade ${n + 1}`;
  if (one.booked !== "held" || one.refund === "done") return [];
  if (one.refund === "")
    return one.isShown ? [{ cause: "shop", tells: `a refund of ${money} is written down`, next: put({ refund: "begun" }) }] : [];
  const isOnceOnly = mutant !== "held money is sent back under a new number each time";
  const returned = isOnceOnly ? 1 : one.returned + 1;
  return [
    { cause: "shop", tells: `the refund is sent, ${money} goes back, and the answer is lost`, next: put({ returned }) },
    {
      cause: "shop",
      tells: `the refund is sent, ${money} goes back, and that is booked`,
      next: put({ returned, refund: "done", isShown: false }),
    },
  ];
}
