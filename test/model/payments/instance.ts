import { afterAsking } from "@/lib/shop/payments/judge-closing";
import { isSumSeen, whyNotAgain, whyNotOpen } from "@/lib/shop/payments/judge-start";
import type { Step } from "../check";
import { afterAnswer, afterLookBack, beginChange, conclude, end, holdsMoney } from "./changes";
import {
  type Doing,
  IDLE,
  NOTHING_THERE,
  PAYMENT_MUTANTS,
  type PaymentBounds,
  type PaymentMutant,
  type PaymentState,
  replaced,
  type Seen,
  type Word,
} from "./state";
import { ageOf, closeHere, type Go, isExpired, mayClose, openAttempt, settle, sumAt, type Truth } from "./transactions";

/** What one instance does next. */

export function instance(state: PaymentState, bounds: PaymentBounds, doing: Doing, i: number): Step<PaymentState>[] {
  const go = (change: Partial<PaymentState>, to: Doing = IDLE): PaymentState => {
    const isDone = to.at === "idle" && "leased" in doing && doing.leased;
    return { ...state, ...change, ...(isDone && { lease: false }), instances: replaced(state.instances, i, to) };
  };
  if (doing.at === "idle") return i === state.instances.findIndex(({ at }) => at === "idle") ? begin(state, bounds, go) : [];
  const killed: Step<PaymentState> = {
    cause: "fault",
    tells: `the instance at “${doing.at}” is killed`,
    next: { ...state, instances: replaced(state.instances, i, IDLE) },
  };
  return [...goOn(state, bounds, doing, go), killed];
}

/** What a free instance can take up. */
function begin(state: PaymentState, bounds: PaymentBounds, go: Go): Step<PaymentState>[] {
  const { order, attempts, lease, sees } = state;
  const steps: Step<PaymentState>[] = beginChange(state, bounds, go);
  const open = attempts.findIndex(({ status }) => status === "OPEN");
  const attempt = attempts[open];
  const seen: Seen = attempt ? { n: open, sent: attempt.sent } : null;
  if (order.status === "PENDING" && (order.wanted || isExpired(state))) {
    const close = (leased: boolean): Doing =>
      attempt && attempt.sent > 0 ? { at: "close: ask", n: open, leased, seen } : { at: "close: here", payable: seen, leased };
    if (!lease) steps.push({ cause: "shop", tells: "the worker takes the order to close it", next: go({ lease: true }, close(true)) });
    if (order.wanted) steps.push({ cause: "wish", tells: "closing is tried at once, for who asked for it", next: go({}, close(false)) });
  }
  if (order.status === "PENDING" && attempt && attempt.sent > 0)
    steps.push({
      cause: "wish",
      tells: "a page asks whether the order is paid",
      next: go({}, { at: "look: ask", n: open, leased: false, seen: null }),
    });
  if (order.status === "CLOSED" && order.isDue && !lease) {
    const next: Doing | null = attempt && attempt.sent > 0 ? { at: "review: ask", n: open, leased: true, seen: null } : null;
    const tells = "the worker takes up the closed order";
    steps.push({ cause: "shop", tells, next: next ? go({ lease: true }, next) : go({ order: { ...order, isDue: false } }) });
  }
  const mayStart = state.sendings < bounds.sendings && !isExpired(state) && !holdsMoney(state);
  const { mutant } = bounds;
  const isShown = isSumSeen({ totalFen: sumAt(state.price), termChanges: state.change.wanted }, sumAt(sees));
  if (mayStart && !whyNotSent(state, mutant) && (isShown || mutant === "a button with another sum pays")) {
    const isAsked = attempt && attempt.sent > 0;
    steps.push({
      cause: "wish",
      tells: "the buyer presses 去支付",
      next: go({}, isAsked ? { at: "start: ask", n: open, sees } : { at: "start: open", n: open, sees }),
    });
  }
  return steps;
}

/** Why nobody is sent to the cashier as the order stands. */
function whyNotSent({ order }: PaymentState, mutant?: PaymentMutant) {
  const changing = order.changing && mutant !== "a buyer is sent to pay meanwhile, and the new sum stands all the same";
  return whyNotOpen({ status: order.status, closeWanted: order.wanted ? "buyer" : null, changing });
}

function goOn(state: PaymentState, bounds: PaymentBounds, doing: Exclude<Doing, { at: "idle" }>, go: Go): Step<PaymentState>[] {
  const { mutant } = bounds;
  const shop = (tells: string, next: PaymentState): Step<PaymentState>[] => [{ cause: "shop", tells, next }];
  const bookThen = (n: number, word: Word, to: (truth: Truth, after: PaymentState) => Doing) => {
    const { after, truth } = settle(state, n, word, mutant);
    return shop(`what it said is booked (${word}): ${truth.settled ?? truth.kind}`, go(after, to(truth, after)));
  };
  switch (doing.at) {
    case "notice: book": {
      const { after, truth } = settle(state, doing.n, "paid", mutant);
      return shop(`the notice is booked: ${truth.settled}`, go(after, { at: "notice: answer", n: doing.n }));
    }
    case "notice: answer": {
      const one = state.there[doing.n] ?? NOTHING_THERE;
      const there = replaced(state.there, doing.n, { ...one, isAnswered: true });
      return shop(
        "the notice is answered success",
        go({ there }, mutant === PAYMENT_MUTANTS[0] ? { at: "look: book", n: doing.n, word: "paid", leased: false, seen: null } : IDLE),
      );
    }
    case "look: ask":
      return ask(state, doing.n, (word) => go({}, isNews(word) ? { ...doing, at: "look: book", word } : IDLE));
    case "look: book":
      return bookThen(doing.n, doing.word, () => IDLE);
    case "review: ask":
      return ask(
        state,
        doing.n,
        (word) =>
          go(
            {},
            { at: isNews(word) ? "review: book" : "review: end", n: doing.n, word, leased: doing.leased, since: ageOf(state, doing.n) },
          ),
        mutant,
      );
    case "review: book":
      return bookThen(doing.n, doing.word, () => ({ ...doing, at: "review: end" }));
    case "review: end":
      return endReview(state, mutant === "an old answer counts as one of now" ? { ...doing, since: ageOf(state, doing.n) } : doing, go);
    case "close: ask":
      return ask(state, doing.n, (word) =>
        go(
          {},
          isNews(word)
            ? { ...doing, at: "close: book", word }
            : { at: "close: close there", n: doing.n, leased: doing.leased, seen: doing.seen },
        ),
      );
    case "close: book":
      return bookThen(doing.n, doing.word, (truth) =>
        truth.kind === "settled"
          ? { at: "close: here", payable: null, leased: doing.leased }
          : { at: "close: close there", n: doing.n, leased: doing.leased, seen: doing.seen },
      );
    case "close: close there":
      return closeThere(state, doing.n, (change) => go(change, { ...doing, at: "close: ask again" }));
    case "close: ask again":
      return ask(state, doing.n, (word) => go({}, { ...doing, at: "close: book again", word }));
    case "close: book again":
      return bookThen(doing.n, doing.word, (truth, after) => {
        const next = afterAsking(truth);
        const { leased, seen } = doing;
        if (next === "forget") return { at: "close: here", payable: null, leased };
        return next === "unopened" && mayClose(after, doing.n) ? { at: "close: here", payable: seen, leased } : IDLE;
      });
    case "close: here":
      return shop("the order is closed here, if it is as it was seen", go(closeHere(state, doing.payable, mutant)));
    case "start: ask":
      return ask(state, doing.n, (word) => go({}, { at: "start: book", n: doing.n, word, sees: doing.sees }));
    case "start: book":
    case "start: book again":
      return bookThen(doing.n, doing.word, (truth) => afterEarlier(state, doing, truth));
    case "start: leave":
      return closeThere(state, doing.n, (change) => go(change, { ...doing, at: "start: ask again" }));
    case "start: ask again":
      return ask(state, doing.n, (word) => go({}, { at: "start: book again", n: doing.n, word, sees: doing.sees }));
    case "start: open":
      return openAttempt(state, doing.sees, go, mutant);
    case "start: hand out": {
      const attempt = state.attempts[doing.n];
      const isOther = attempt?.price !== state.price && mutant !== "a button with another sum pays";
      if (whyNotSent(state, mutant) || !attempt || isOther) return shop("nobody is sent to pay any more", go({}));
      const fault = attempt.price === doing.sees ? state.fault : "a buyer is sent to pay a sum that was not shown";
      const handed = { fault, attempts: replaced(state.attempts, doing.n, { ...attempt, isHanded: true }) };
      return [
        { cause: "shop", tells: `the buyer is handed link ${doing.n + 1}`, next: go(handed) },
        { cause: "fault", tells: "the gateway does not answer, and the buyer is handed nothing", next: go({}) },
      ];
    }
    default:
      return goOnChanging(state, doing, { go, mutant, shop, bookThen });
  }
}

type Changing = Extract<Doing, { at: `change: ${string}` | `look back: ${string}` }>;
type Tools = {
  go: Go;
  mutant: PaymentMutant | undefined;
  shop: (tells: string, next: PaymentState) => Step<PaymentState>[];
  bookThen: (n: number, word: Word, to: (truth: Truth, after: PaymentState) => Doing) => Step<PaymentState>[];
};

function closingThere({ n, seen, since, which }: { n: number; seen: Seen; since: number; which: number }): Doing {
  return { at: "change: close there", n, seen, since, which };
}

/** A change is carried out (advanceChange), or a replaced attempt is asked about once more (lookAtReplaced). */
function goOnChanging(state: PaymentState, doing: Changing, { go, mutant, shop, bookThen }: Tools): Step<PaymentState>[] {
  switch (doing.at) {
    case "change: ask":
      return ask(state, doing.n, (word) =>
        go({}, isNews(word) ? { ...doing, at: "change: book", word } : { ...doing, at: "change: close there" }),
      );
    case "change: book":
      return bookThen(doing.n, doing.word, (truth, after) =>
        truth.kind === "settled" ? afterAnswer(after, doing, truth, mutant) : closingThere(doing),
      );
    case "change: close there":
      return closeThere(state, doing.n, (change) => go(change, { ...doing, at: "change: ask again" }));
    case "change: ask again":
      return ask(state, doing.n, (word) => go({}, { ...doing, at: "change: book again", word }));
    case "change: book again":
      return bookThen(doing.n, doing.word, (truth, after) => afterAnswer(after, doing, truth, mutant));
    case "change: conclude": {
      const after = conclude(state, doing, mutant);
      return shop(`the change is concluded: ${after.change.state}`, go(after));
    }
    case "change: give up":
      return shop("the change is given up", go(state.change.wanted === doing.which ? end(state, "unanswered") : {}));
    case "look back: ask":
      return ask(state, doing.n, (word) =>
        go({}, { ...doing, at: word === "waiting" ? "look back: close there" : "look back: book", word }),
      );
    case "look back: close there":
      return closeThere(state, doing.n, (change) => go({ ...change, ...afterLookBack({ ...state, ...change }, doing) }));
    case "look back: book": {
      const { after } = settle(state, doing.n, doing.word, mutant);
      return shop(`what it said is booked (${doing.word})`, go({ ...after, ...afterLookBack(after, doing) }));
    }
  }
}

/** Whether there is something to book in it; anything else changes nothing, so that going on at once loses no interleaving. */
const isNews = (word: Word) => word === "paid" || word === "closed";

/** The gateway is asked: it says how the trade is at this moment, or nothing that can be used. */
export function ask(state: PaymentState, n: number, told: (word: Word) => PaymentState, mutant?: PaymentMutant): Step<PaymentState>[] {
  const { trade } = state.there[n] ?? NOTHING_THERE;
  const nothing = mutant === "unknown counts as no trade" ? "not_exist" : "unknown";
  return [
    { cause: "shop", tells: `the gateway is asked about trade ${n + 1} and says: ${trade}`, next: told(trade) },
    { cause: "fault", tells: `the gateway is asked about trade ${n + 1} and gives no answer`, next: told(nothing) },
  ];
}

/** The gateway is asked to close a trade; it closes one that waits. Whether its answer comes makes no difference to us. */
function closeThere(state: PaymentState, n: number, then: (change: Partial<PaymentState>) => PaymentState): Step<PaymentState>[] {
  const one = state.there[n] ?? NOTHING_THERE;
  const there = one.trade === "waiting" ? replaced(state.there, n, { ...one, trade: "closed" as const }) : state.there;
  return [
    { cause: "shop", tells: `the gateway is asked to close trade ${n + 1} (${one.trade})`, next: then({ there }) },
    { cause: "fault", tells: `asking the gateway to close trade ${n + 1} is lost`, next: then({}) },
  ];
}

/** Of a buyer who was there before: sent again, to a new attempt, or not at all. */
function afterEarlier(
  { current, attempts }: PaymentState,
  doing: Extract<Doing, { at: "start: book" | "start: book again" }>,
  truth: Truth,
): Doing {
  const isLeft = doing.at === "start: book" && truth.kind === "waiting" && attempts[doing.n]?.contract !== current;
  const { n, sees } = doing;
  if (isLeft) return { at: "start: leave", n, sees };
  return whyNotAgain(truth.kind === "settled" ? (truth.settled ?? null) : null) ? IDLE : { at: "start: open", n, sees };
}

/** The worker's conclusion about a closed order that was asked about (reviewClosed). */
function endReview(state: PaymentState, { n, word, since }: { n: number; word: Word; since: number }, go: Go): Step<PaymentState>[] {
  const { order, attempts, there } = state;
  const attempt = attempts[n];
  const one = there[n] ?? NOTHING_THERE;
  const end = (more: Partial<PaymentState> = {}) => go({ order: { ...order, isDue: false }, ...more });
  const step = (tells: string, next: PaymentState): Step<PaymentState>[] => [{ cause: "shop", tells, next }];
  if (attempt?.status !== "OPEN") return step("the closed order needs no further look", end());
  const given = { attempts: replaced(attempts, n, { ...attempt, status: "CLOSED" as const }) };
  if (word === "not_exist")
    return since >= 3 ? step("nobody can pay the closed order any more", end(given)) : step("it is looked at again later", go({}));
  if (word === "waiting") return closeThere(state, n, (change) => go(change));
  if (ageOf(state, n) >= 4)
    return step("nobody asks any more, and the owner is told so", end({ ...given, there: replaced(there, n, { ...one, isShown: true }) }));
  return step("it is looked at again later", go({}));
}

/** What one instance alone makes of a state, once it has begun, with a gateway that answers or never does. */
export function alone(state: PaymentState, bounds: PaymentBounds, doing: Doing, { isAnswered }: { isAnswered: boolean }): PaymentState {
  let now: PaymentState = { ...state, instances: [doing] };
  for (let doingNow = doing; doingNow.at !== "idle"; doingNow = now.instances[0] ?? IDLE) {
    const [usual, other] = instance(now, bounds, doingNow, 0);
    const isQuestion = doingNow.at.includes("ask");
    now = (isQuestion && !isAnswered ? other : usual)?.next ?? now;
  }
  return { ...now, instances: [] };
}
