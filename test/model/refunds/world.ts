import type { Cause, Step } from "../check";
import { type Doing, goneBack, mayPromise, type Ours, promise, put, type RefundBounds, type RefundState, replaced, without } from "./state";
import { bookConsole, bookSum, complete, execute } from "./transactions";

/** People, the worker, the gateway, and time. */

/** One step, as a list of one. */
export const one = (cause: Cause, tells: string, next: RefundState): Step<RefundState>[] => [{ cause, tells, next }];

export function people(state: RefundState, bounds: RefundBounds, j: number, ours: Ours): Step<RefundState>[] {
  const amount = bounds.amounts[j] ?? 0;
  const mayBegin = ours.status === "" && mayPromise(state, amount, bounds);
  const mayRetry = ours.status === "FAILED" && !ours.isRetried;
  const begun = put(promise(state, amount), j, { status: "PENDING" });
  return [
    ...(mayBegin ? one("wish", `the owner begins refund ${j + 1} of ${amount} fen`, begun) : []),
    ...(mayRetry ? takeUp(state, "wish", `the owner tries refund ${j + 1} again`, { at: "ask", j, goal: "retry" }) : []),
  ];
}

/** A free instance takes something up. */
function takeUp(state: RefundState, cause: Cause, tells: string, doing: Doing): Step<RefundState>[] {
  const free = state.instances.findIndex(({ at }) => at === "idle");
  return free < 0 ? [] : one(cause, tells, { ...state, instances: replaced(state.instances, free, doing) });
}

export function worker(
  state: RefundState,
  { mutant }: RefundBounds,
  j: number,
  { status, tryNo, openSends, isOld }: Ours,
): Step<RefundState>[] {
  if (status !== "PENDING") return [];
  const hour = tryNo > 0 && !isOld ? one("shop", `an hour goes by since the try of refund ${j + 1}`, put(state, j, { isOld: true })) : [];
  if (mutant === "a refund without an answer is never looked at again" && tryNo > 0) return hour;
  const doing: Doing = tryNo === 0 || openSends === 0 ? { at: "send", j } : { at: "ask", j, goal: "send" };
  return [...hour, ...takeUp(state, "shop", `the worker looks at refund ${j + 1}`, doing)];
}

/** What the gateway does without being asked, now. */
export function gatewayByItself(state: RefundState, bounds: RefundBounds): Step<RefundState>[] {
  const { taken, flying, console: byConsole } = state;
  const mayConsole = bounds.console && byConsole === 0 && goneBack(state, bounds) < bounds.paid;
  return [
    ...taken.flatMap(([j, tryNo], i) => {
      const done = execute({ ...state, taken: without(taken, i) }, j, tryNo, bounds);
      return one("shop", `the gateway does refund ${j + 1}, which it had taken`, done);
    }),
    ...flying.flatMap(([j, tryNo], i) => {
      const done = execute({ ...state, flying: without(flying, i) }, j, tryNo, bounds);
      return one("message", `a late request for refund ${j + 1} (try ${tryNo}) arrives`, done);
    }),
    ...(mayConsole ? one("wish", "1 fen is given back in Alipay's console", { ...state, console: 1 }) : []),
  ];
}

/** What the gateway reports of refunds, and a bill at the latest. While one of ours is under way it is asked about instead. */
export function reports(state: RefundState, bounds: RefundBounds): Step<RefundState>[] {
  const { ours, console: byConsole, consoleBooked, payment } = state;
  const gone = goneBack(state, bounds);
  const isNumbered = bounds.protocol === "number";
  const isHeard = isNumbered && byConsole > consoleBooked;
  const isDue = gone > payment.refunded && !ours.some(({ status }) => status === "PENDING");
  return [
    ...(isHeard ? one("shop", "the shop hears of the console's refund", bookConsole(state, 1, bounds) ?? state) : []),
    ...(isDue
      ? one("shop", "the gateway's report is matched", isNumbered ? bookNumbers(state, bounds) : bookSum(state, gone, bounds).state)
      : []),
  ];
}

function bookNumbers(state: RefundState, bounds: RefundBounds): RefundState {
  return state.done.reduce((before, tries, j) => (tries.length > 0 ? complete(before, j, bounds).state : before), state);
}
