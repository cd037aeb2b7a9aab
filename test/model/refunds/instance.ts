import { type Finding, isBelieved, maySendAgain } from "@/lib/shop/refunds/sent/judge-send";
import type { Step } from "../check";
import {
  type Answer,
  type Doing,
  goneBack,
  IDLE,
  mayPromise,
  NEW,
  promise,
  put,
  type RefundBounds,
  type RefundState,
  replaced,
  type Said,
} from "./state";
import { bookLook, claim, complete, endRefused, execute, fail } from "./transactions";
import { one } from "./world";

/** What one instance does next. */

type Go = (next: RefundState, to?: Doing) => RefundState;

export type At<Place extends Doing["at"]> = Extract<Doing, { at: Place }>;

export function instance(state: RefundState, bounds: RefundBounds, doing: Doing, i: number): Step<RefundState>[] {
  if (doing.at === "idle") return [];
  const go: Go = (next, to = IDLE) => ({ ...next, instances: replaced(next.instances, i, to) });
  const killed = faulty(state, bounds, `the instance at “${doing.at}” is killed`, () => go(state));
  return [...goOn(state, bounds, doing, go), ...killed];
}

/** A step that goes wrong, as long as the model has some left. */
function faulty(state: RefundState, bounds: RefundBounds, tells: string, next: () => RefundState): Step<RefundState>[] {
  return state.faults < bounds.faults ? one("fault", tells, { ...next(), faults: state.faults + 1 }) : [];
}

function goOn(state: RefundState, bounds: RefundBounds, doing: Exclude<Doing, { at: "idle" }>, go: Go): Step<RefundState>[] {
  switch (doing.at) {
    case "send":
      return send(state, bounds, doing, go);
    case "call":
      return call(state, bounds, doing, go);
    case "book":
      return bookAnswer(state, bounds, doing, go);
    case "find out":
    case "ask":
      return ask(state, bounds, doing, go);
    case "book look":
      return bookAndGoOn(state, bounds, doing, go);
    case "book refusal": {
      const { state: after, truth } = bookLook(state, doing.j, doing.said, bounds);
      const finding: Finding = truth === "unexplained" ? "unknown" : truth === "not_done" && doing.isOver ? "cannot_come" : truth;
      const tells = `the refusal of refund ${doing.j + 1} is looked into: ${finding}`;
      return one("shop", tells, go(endRefused(after, doing.j, finding, bounds)));
    }
    case "write retry": {
      const amount = bounds.amounts[doing.j] ?? 0;
      const isFree = state.ours[doing.j]?.status === "FAILED" && mayPromise(state, amount, bounds);
      const written = { status: "PENDING", openSends: 0, isRetried: true, lastAnswer: "" } as const;
      const next = isFree ? go(put(promise(state, amount), doing.j, written), { at: "send", j: doing.j }) : go(state);
      return one("shop", `refund ${doing.j + 1} is written down once more, if its sum is free`, next);
    }
  }
}

export function send(state: RefundState, bounds: RefundBounds, { j }: At<"send">, go: Go): Step<RefundState>[] {
  const claimed = claim(state, j, bounds);
  if (!claimed) return one("shop", `it is not refund ${j + 1}'s turn, or it has ended`, go(state));
  const tells = `sending refund ${j + 1} is written down (try ${claimed.tryNo})`;
  return one("shop", tells, go(claimed.state, { at: "call", j, tryNo: claimed.tryNo }));
}

/** The call itself: done, refused, lost, late, or without an answer. */
export function call(state: RefundState, bounds: RefundBounds, { j, tryNo }: At<"call">, go: Go): Step<RefundState>[] {
  const name = `refund ${j + 1}`;
  const book = (answer: Answer): Doing => ({ at: "book", j, answer });
  const wrong = (tells: string, next: RefundState, answer: Answer) => faulty(state, bounds, tells, () => go(next, book(answer)));
  const request: [number, number] = [j, tryNo];
  const after = execute(state, j, tryNo, bounds);
  const isNew = after !== state;
  const isDone = (after.done[j] ?? []).some((done) => bounds.protocol === "number" || done === tryNo);
  const refused = (why: string) => one("shop", `the gateway refuses ${name}: ${why}`, go(state, book("check_trade")));
  return [
    ...(isDone
      ? one("shop", `the gateway does ${name} (try ${tryNo})`, go(after, book("refunded")))
      : refused("too little is left of the trade")),
    ...(isDone && !isNew ? refused("it was done already") : []),
    ...(isDone ? wrong(`the gateway does ${name} (try ${tryNo}), and its answer is lost`, after, "unknown") : []),
    ...(isNew ? wrong(`the gateway takes ${name} and will do it later`, { ...state, taken: [...state.taken, request] }, "accepted") : []),
    ...wrong(`the request for ${name} is lost`, state, "unknown"),
    ...wrong(
      `the request for ${name} is under way for long, and nobody answers`,
      { ...state, flying: [...state.flying, request] },
      "unknown",
    ),
    ...wrong(`the gateway refuses ${name} for want of balance`, state, "same_again_later"),
  ];
}

function ask(state: RefundState, bounds: RefundBounds, doing: At<"find out" | "ask">, go: Go): Step<RefundState>[] {
  const { j } = doing;
  const openSends = state.ours[j]?.openSends ?? 0;
  const said = bounds.protocol === "number" ? (state.done[j]?.length ?? 0) : goneBack(state, bounds);
  const isTradeOver = openSends > 1 && goneBack(state, bounds) === bounds.paid;
  const to = (word: Said): Doing =>
    doing.at === "ask"
      ? { at: "book look", j, said: word, goal: doing.goal }
      : { at: "book refusal", j, said: word, isOver: word !== null && isTradeOver };
  return [
    ...one("shop", `the gateway is asked about refund ${j + 1} and says: ${said} (${bounds.protocol})`, go(state, to(said))),
    ...faulty(state, bounds, `the gateway is asked about refund ${j + 1} and gives no answer`, () => go(state, to(null))),
  ];
}

function bookAndGoOn(state: RefundState, bounds: RefundBounds, { j, said, goal }: At<"book look">, go: Go): Step<RefundState>[] {
  const { state: after, truth } = bookLook(state, j, said, bounds);
  const { status, lastAnswer } = after.ours[j] ?? NEW;
  const mayGoOn = truth === "not_done" || (truth === "unexplained" && goal === "send");
  const isSent = status === "PENDING" && maySendAgain({ lastAnswer, answersForRefunds: bounds.protocol === "number" });
  const onwards: Doing = goal === "retry" ? { at: "write retry", j } : isSent ? { at: "send", j } : IDLE;
  return one("shop", `what it said of refund ${j + 1} is booked: ${truth}`, go(after, mayGoOn ? onwards : IDLE));
}

function bookAnswer(state: RefundState, bounds: RefundBounds, { j, answer }: At<"book">, go: Go): Step<RefundState>[] {
  const { mutant } = bounds;
  const { status, openSends } = state.ours[j] ?? NEW;
  const name = `refund ${j + 1}`;
  const counted = answer === "accepted" && mutant === "an accepted refund counts as done" ? "refunded" : answer;
  if (counted === "refunded") return one("shop", `${name} is booked as done`, go(complete(state, j, bounds).state));
  if (counted === "unknown" && mutant === "an answer that is not known counts as refused")
    return one("shop", `${name} counts as refused`, go(fail(state, j, bounds)));
  if (counted === "unknown" || counted === "accepted")
    return one("shop", `of ${name} it is noted: ${counted}`, go(status === "PENDING" ? put(state, j, { lastAnswer: counted }) : state));
  if (isBelieved({ openSends, advice: counted }) || mutant === "a refusal is believed while an earlier send is open")
    return one("shop", `the refusal of ${name} is believed`, go(endRefused(state, j, "not_done", bounds)));
  return one("shop", `the refusal of ${name} is not believed yet`, go(state, { at: "find out", j }));
}
