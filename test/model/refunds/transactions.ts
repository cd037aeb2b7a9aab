import { matchSum, type Own, sumOf } from "@/lib/shop/refunds/reported/match-sum";
import { afterRefusal, type Finding, tryTimeOf, turnOf } from "@/lib/shop/refunds/sent/judge-send";
import { goneBack, mayPromise, NEW, promise, put, type RefundBounds, type RefundState, replaced, type Said } from "./state";

/** The gateway's own deed, and our transactions, each as PostgreSQL does it: all of it or nothing. */

const HOUR_AGO = 2 * 3600_000;

/** The gateway does a request that it has not done: it knows it by its number, or in the token protocol by number and date. */
export function execute(state: RefundState, j: number, tryNo: number, bounds: RefundBounds): RefundState {
  const tries = state.done[j] ?? [];
  const isKnown = bounds.protocol === "number" ? tries.length > 0 : tries.includes(tryNo);
  if (isKnown || goneBack(state, bounds) + (bounds.amounts[j] ?? 0) > bounds.paid) return state;
  return { ...state, done: replaced(state.done, j, [...tries, tryNo]) };
}

/** Claims a send in our books before the call (sendRefund): null when it has ended, or when it is another's turn. */
export function claim(state: RefundState, j: number, { mutant }: RefundBounds): { state: RefundState; tryNo: number } | null {
  const refund = state.ours[j] ?? NEW;
  if (refund.status !== "PENDING") return null;
  const now = new Date(10 * HOUR_AGO);
  const siblings = state.ours.map(({ isOld, tryNo, ...one }, n) => ({
    ...{ id: BigInt(n), status: one.status, openSends: one.openSends, sentAt: null },
    tryAt: tryNo === 0 ? null : isOld ? new Date(now.getTime() - HOUR_AGO) : now,
  }));
  if (turnOf(siblings, BigInt(j), now) > now) return null;
  const isSame = mutant !== "a send that may have been taken is sent again as a new try";
  const tryTime = tryTimeOf(
    { openSends: isSame ? refund.openSends : 0, tryAt: refund.tryNo > 0 ? new Date(refund.tryNo) : null },
    new Date(refund.tryNo + 1),
  );
  const tryNo = tryTime.getTime();
  const change = { openSends: refund.openSends + 1, tryNo, isOld: tryNo === refund.tryNo && refund.isOld, lastAnswer: "sent" as const };
  return { state: put(state, j, change), tryNo };
}

/** A refund is done by the gateway's word (completeRefund). `isIn` is false while its sum is promised elsewhere. */
export function complete(state: RefundState, j: number, bounds: RefundBounds): { state: RefundState; isIn: boolean } {
  const { status } = state.ours[j] ?? NEW;
  const fen = bounds.amounts[j] ?? 0;
  if (status === "DONE") return { state, isIn: true };
  if (status === "") return { state: { ...state, fault: `refund ${j + 1} is done and was never asked for` }, isIn: false };
  const isRevived = status === "FAILED" && bounds.mutant !== "a failed refund that was done after all takes a sum that others have";
  if (isRevived && !mayPromise(state, fen, bounds)) return { state, isIn: false };
  const promised = isRevived ? promise(state, fen) : state;
  return { state: goBack(put(promised, j, { status: "DONE", openSends: 0 }), fen, bounds), isIn: true };
}

/** So many fen have gone back: an unshipped order that got all of it is closed. */
function goBack(state: RefundState, fen: number, { paid }: RefundBounds): RefundState {
  const refunded = state.payment.refunded + fen;
  return { ...state, payment: { ...state.payment, refunded }, order: refunded === paid ? "CLOSED" : state.order };
}

/** A refund was not done and will not be (failRefund): its sum is free again. */
export function fail(state: RefundState, j: number, { amounts, mutant }: RefundBounds): RefundState {
  if (state.ours[j]?.status !== "PENDING") return state;
  const failed = put(state, j, { status: "FAILED", openSends: 0 });
  return mutant === "a refund that failed keeps its sum" ? failed : promise(failed, -(amounts[j] ?? 0));
}

/** A send was refused (recordRefusal): the end of that send, and of the refund only when no other may be taken. */
export function endRefused(state: RefundState, j: number, finding: Finding, bounds: RefundBounds): RefundState {
  const refund = state.ours[j] ?? NEW;
  if (finding === "done" || refund.status !== "PENDING") return state;
  const isBlind = bounds.mutant === "a refusal is believed while an earlier send is open";
  const { openSends, isOver: isEnd } = afterRefusal(finding, isBlind ? { openSends: 1 } : refund);
  return isEnd ? fail(state, j, bounds) : put(state, j, { openSends, lastAnswer: "in_doubt" });
}

type LookTruth = "done" | "not_done" | "unexplained" | "unknown";

/** What the gateway said of a refund is booked (askAboutRefund). */
export function bookLook(state: RefundState, j: number, said: Said, bounds: RefundBounds): { state: RefundState; truth: LookTruth } {
  if (said === null) return { state, truth: "unknown" };
  if (bounds.protocol === "number") {
    if (said === 0) return { state, truth: "not_done" };
    const { state: after, isIn } = complete(state, j, bounds);
    return { state: after, truth: isIn ? "done" : "unknown" };
  }
  const { state: after, isExplained } = bookSum(state, said, bounds);
  if (after.ours[j]?.status === "DONE") return { state: after, truth: "done" };
  return { state: after, truth: isExplained ? "not_done" : "unexplained" };
}

/** The sum that has gone back of the trade is matched with what we know (bookReportedSum): all of it, or nothing. */
export function bookSum(state: RefundState, sum: number, bounds: RefundBounds): { state: RefundState; isExplained: boolean } {
  const newFen = sum - state.payment.refunded;
  if (newFen <= 0) return { state, isExplained: true };
  const own = findOwn(state, newFen, bounds);
  if (!own) return { state, isExplained: false };
  let after = state;
  for (const { id } of own) {
    const completed = complete(after, Number(id), bounds);
    if (!completed.isIn) return { state, isExplained: false };
    after = completed.state;
  }
  const rest = newFen - sumOf(own);
  if (rest === 0) return { state: after, isExplained: true };
  const booked = bookConsole(after, rest, bounds);
  return booked ? { state: booked, isExplained: true } : { state, isExplained: false };
}

function findOwn({ ours }: RefundState, newFen: number, { amounts }: RefundBounds): Own[] | null {
  const all = ours.map(({ lastAnswer }, j) => ({ id: BigInt(j), amountFen: amounts[j] ?? 0, lastAnswer }));
  const underWay = all.filter((_, j) => ours[j]?.status === "PENDING" && (ours[j]?.openSends ?? 0) > 0);
  if (underWay.length > 0) return matchSum(underWay, newFen);
  return all.filter(({ amountFen }, j) => ours[j]?.status === "FAILED" && (ours[j]?.tryNo ?? 0) > 0 && amountFen === newFen).slice(-1);
}

/** A refund from Alipay's console is booked, unless its sum is promised to one of ours that can only fail. */
export function bookConsole(state: RefundState, fen: number, bounds: RefundBounds): RefundState | null {
  if (!mayPromise(state, fen, bounds)) return null;
  return goBack({ ...promise(state, fen), consoleBooked: state.consoleBooked + fen }, fen, bounds);
}
