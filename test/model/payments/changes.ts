import { afterClosing, mayApplyAtOnce, whyNotToChange } from "@/lib/shop/payments/judge-change";
import { isAsSeen } from "@/lib/shop/payments/judge-closing";
import type { Step } from "../check";
import {
  type Doing,
  FIRST,
  IDLE,
  NOTHING_THERE,
  type PaymentBounds,
  type PaymentMutant,
  type PaymentState,
  replaced,
  type Seen,
} from "./state";
import { ageOf, at, type Go, PAYABLE_UNTIL, seenAttempt, type Truth } from "./transactions";

/** The owner changes what an unpaid order costs (docs/decisions/0035). `price` counts how often it has become another sum. */

const openOf = ({ attempts }: PaymentState) => {
  const n = attempts.findIndex(({ status }) => status === "OPEN");
  const open = attempts[n];
  return open ? { n, open, seen: { n, sent: open.sent } } : null;
};

export const holdsMoney = ({ there }: PaymentState) => there.some(({ booked, refund }) => booked !== "" && refund !== "done");

function whyNot(state: PaymentState, changing: boolean) {
  const { status, wanted } = state.order;
  return whyNotToChange({ status, closeWanted: wanted ? "buyer" : null, changing, hasMoney: holdsMoney(state) });
}

/** After a day what waits is given up, whatever the gateway says. */
export const isChangeOver = (state: PaymentState) => state.attempts.every((_, n) => ageOf(state, n) >= 4);

/** Whether the owner's form is taken as the order stands. */
export function mayWant(state: PaymentState, { changes }: Pick<PaymentBounds, "changes">): boolean {
  return state.change.wanted < changes && state.time < 4 && whyNot(state, state.order.changing) === null;
}

/** The owner's form is saved: the new sum stands at once, or is an intent that is then carried out. */
export function want(state: PaymentState, mutant?: PaymentMutant): { after: PaymentState; next: Doing } {
  const { order, change } = state;
  const wanted = { ...state, change: { state: "waiting" as const, wanted: change.wanted + 1, isTold: false } };
  const isNobodyThere = mayApplyAtOnce({ isNewSum: true, open: openAsSeen(state) });
  if (isNobodyThere || mutant === "a new sum stands at once") return { after: apply(wanted, null), next: IDLE };
  const after = { ...wanted, order: { ...order, changing: true, isHeldOn: true } };
  return { after, next: takeUp(after) };
}

const openAsSeen = (state: PaymentState) => {
  const found = openOf(state);
  return found && seenAttempt(found.seen);
};

/** What whoever carries a waiting change out does first (advanceChange). */
export function takeUp(state: PaymentState): Doing {
  const { order, change } = state;
  const found = openOf(state);
  const which = change.wanted;
  if (order.status === "PENDING" && !order.wanted && found && found.open.sent > 0)
    return { at: "change: ask", n: found.n, seen: found.seen, since: ageOf(state, found.n), which };
  return { at: "change: conclude", seen: found && found.open.sent === 0 ? found.seen : null, lookAt: null, which };
}

type Asking = { n: number; seen: Seen; since: number; which: number };

/** What the last answer about the old attempt lets a change do. */
export function afterAnswer(state: PaymentState, doing: Asking, truth: Truth, mutant?: PaymentMutant): Doing {
  const { n, seen, since, which } = doing;
  const isWindowOver = mutant === "a page that was only opened counts as closed";
  const isKnown = mutant === "no answer lets a new sum stand" && truth.kind === "unknown";
  const next = isKnown ? "apply_unopened" : afterClosing(truth, { payableUntil: PAYABLE_UNTIL, asOf: at(isWindowOver ? 4 : since) });
  if (next === "apply") return { at: "change: conclude", seen: null, lookAt: null, which };
  if (next === "apply_unopened") return { at: "change: conclude", seen, lookAt: n, which };
  return isChangeOver(state) ? { at: "change: give up", which } : IDLE;
}

type Concluding = { seen: Seen; lookAt: number | null; which: number };

/** The one transaction in which the new terms stand, or the change ends, or nothing is decided yet. */
export function conclude(state: PaymentState, { seen, lookAt, which }: Concluding, mutant?: PaymentMutant): PaymentState {
  const { change, order } = state;
  if (change.state !== "waiting" || change.wanted !== which) return state;
  const standing = whyNot(state, false);
  if (order.status !== "PENDING" && (standing === "paid" || standing === "closed")) return end(state, standing);
  const open = openAsSeen(state);
  const isBlind = mutant === "a buyer is sent to pay meanwhile, and the new sum stands all the same";
  const isClosed = !open || isBlind || isAsSeen(open, seen && seenAttempt(seen));
  if (standing || !isClosed) return isChangeOver(state) ? end(state, "unanswered") : state;
  return apply(state, lookAt);
}

/** A change that waits ends without effect: the old terms stand. */
export function end(state: PaymentState, how: "paid" | "closed" | "withdrawn" | "unanswered"): PaymentState {
  const { change, order } = state;
  if (change.state !== "waiting") return state;
  return { ...state, change: { ...change, state: how }, order: { ...order, changing: false } };
}

/** The new terms stand, with an attempt of their own and all the time that an order has. */
function apply(state: PaymentState, lookAt: number | null): PaymentState {
  const { attempts, there, price, order, change, current, lookBacks } = state;
  const old = attempts.map((attempt, n) => ({
    ...attempt,
    age: ageOf(state, n),
    status: attempt.status === "OPEN" ? ("CLOSED" as const) : attempt.status,
  }));
  return {
    ...state,
    ...{ time: 0, price: price + 1, change: { ...change, state: "applied" }, order: { ...order, changing: false, isHeldOn: false } },
    attempts: [...old, { ...FIRST, contract: current, price: price + 1 }],
    there: [...there, NOTHING_THERE],
    lookBacks: lookAt === null ? lookBacks : [...lookBacks, lookAt],
  };
}

/** What may begin, of changes. */
export function beginChange(state: PaymentState, bounds: PaymentBounds, go: Go): Step<PaymentState>[] {
  const { change, lookBacks } = state;
  const steps: Step<PaymentState>[] = [];
  if (mayWant(state, bounds)) {
    const { after, next } = want(state, bounds.mutant);
    steps.push({
      cause: "wish",
      tells: `the owner wants another sum (${next.at === "idle" ? "it stands at once" : "it waits"})`,
      next: go(after, next),
    });
  }
  if (change.state === "waiting") {
    steps.push({ cause: "shop", tells: "the worker takes up the change", next: go({}, takeUp(state)) });
    steps.push({ cause: "wish", tells: "the owner takes the change back", next: go(end(state, "withdrawn")) });
  }
  if (change.state === "paid" && !change.isTold && bounds.mutant !== "nobody is told of money that was quicker")
    steps.push({ cause: "shop", tells: "the owner reads that the money was quicker", next: go({ change: { ...change, isTold: true } }) });
  for (const n of lookBacks)
    if (ageOf(state, n) >= 3)
      steps.push({
        cause: "shop",
        tells: `the worker looks back at trade ${n + 1}`,
        next: go({}, { at: "look back: ask", n, since: ageOf(state, n) }),
      });
  return steps;
}

/** What comes of a look back at an attempt that was replaced although the gateway knew no trade (lookAtReplaced). */
export function afterLookBack(state: PaymentState, { n, word, since }: { n: number; word: string; since: number }): Partial<PaymentState> {
  const { lookBacks, there } = state;
  const done = { lookBacks: lookBacks.filter((one) => one !== n) };
  if (word === "paid" || word === "closed" || (word === "not_exist" && since >= 3)) return done;
  if (since < 4) return {};
  const one = there[n] ?? NOTHING_THERE;
  return { ...done, there: replaced(there, n, { ...one, isShown: true }) };
}
