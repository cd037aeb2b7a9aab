import type { RefundAdvice } from "@/lib/alipay/gateway";
import { inOrder } from "../check";

export type Ours = {
  status: "" | "PENDING" | "DONE" | "FAILED";
  openSends: number;
  /** The try that the last send belonged to: what tells two requests apart at a gateway that knows them by their date. 0: none. */
  tryNo: number;
  /** An hour has gone by since that try began, so that others of the trade need not wait for it. */
  isOld: boolean;
  lastAnswer: "" | "sent" | "unknown" | "accepted" | "in_doubt";
  isRetried: boolean;
};

export type Answer = "refunded" | "accepted" | "unknown" | RefundAdvice;

/** What the gateway says when it is asked: how often this refund was done, or what has gone back of the trade; null for no answer. */
export type Said = number | null;

export type Doing =
  | { at: "idle" }
  | { at: "call"; j: number; tryNo: number }
  | { at: "book"; j: number; answer: Answer }
  | { at: "find out"; j: number }
  | { at: "book refusal"; j: number; said: Said; isOver: boolean }
  | { at: "ask"; j: number; goal: "send" | "retry" }
  | { at: "book look"; j: number; said: Said; goal: "send" | "retry" }
  | { at: "send"; j: number }
  | { at: "write retry"; j: number };

export type RefundState = {
  ours: Ours[];
  payment: { refunding: number; refunded: number };
  order: "PAID" | "CLOSED";
  /** At the gateway: for each refund of ours the tries that were done, and what the console gave back. */
  done: number[][];
  console: number;
  /** What the shop has booked of the console's. */
  consoleBooked: number;
  /** Requests that the gateway has taken and will do, and those that may still arrive. */
  taken: readonly [number, number][];
  flying: readonly [number, number][];
  faults: number;
  instances: readonly Doing[];
  fault: string;
};

export type RefundBounds = {
  protocol: "number" | "sum";
  /** The sums of our refunds, of a payment of `paid` fen. */
  amounts: number[];
  paid: number;
  instances: number;
  /** So many calls go wrong, or instances are killed. */
  faults: number;
  console: boolean;
  mutant?: RefundMutant;
};

export const REFUND_MUTANTS = [
  "a send that may have been taken is sent again as a new try",
  "a refusal is believed while an earlier send is open",
  "an answer that is not known counts as refused",
  "a failed refund that was done after all takes a sum that others have",
  "more is promised than was paid",
  "a refund that failed keeps its sum",
  "an accepted refund counts as done",
  "a refund without an answer is never looked at again",
] as const;

export type RefundMutant = (typeof REFUND_MUTANTS)[number];

export const NEW: Ours = { status: "", openSends: 0, tryNo: 0, isOld: false, lastAnswer: "", isRetried: false };

export const IDLE: Doing = { at: "idle" };

export const goneBack = ({ done, console: byConsole }: RefundState, { amounts }: RefundBounds) =>
  done.reduce((sum, tries, j) => sum + tries.length * (amounts[j] ?? 0), byConsole);

export const replaced = <Value>(list: readonly Value[], at: number, value: Value): Value[] =>
  list.map((old, i) => (i === at ? value : old));

export const without = <Value>(list: readonly Value[], at: number): Value[] => list.filter((_, i) => i !== at);

export const put = (state: RefundState, j: number, change: Partial<Ours>): RefundState => ({
  ...state,
  ours: replaced(state.ours, j, { ...(state.ours[j] ?? NEW), ...change }),
});

export const promise = (state: RefundState, fen: number): RefundState => ({
  ...state,
  payment: { ...state.payment, refunding: state.payment.refunding + fen },
});

export const mayPromise = ({ payment }: RefundState, fen: number, { paid, mutant }: RefundBounds) =>
  payment.refunding + fen <= paid || mutant === "more is promised than was paid";

/** Instances are alike, and so are the numbers of tries: only whether two are the same counts. */
export function canonical(state: RefundState): RefundState {
  const { ours, done, taken, flying, instances } = state;
  const numbers = ours.map(({ tryNo }, j) => {
    const called = instances.flatMap((doing) => (doing.at === "call" && doing.j === j ? [doing.tryNo] : []));
    const used = [tryNo, ...(done[j] ?? []), ...called, ...[...taken, ...flying].flatMap(([n, one]) => (n === j ? [one] : []))];
    return [...new Set(used.filter((one) => one > 0))].sort((one, other) => one - other);
  });
  const rank = (j: number, tryNo: number) => (numbers[j]?.indexOf(tryNo) ?? -1) + 1;
  const ranked = (requests: RefundState["taken"]) =>
    inOrder(
      requests.map(([j, tryNo]): [number, number] => [j, rank(j, tryNo)]),
      String,
    );
  return {
    ...state,
    ours: ours.map((one, j) => ({ ...one, tryNo: rank(j, one.tryNo) })),
    done: done.map((tries, j) => tries.map((tryNo) => rank(j, tryNo))),
    ...{ taken: ranked(taken), flying: ranked(flying) },
    instances: inOrder(
      instances.map((doing) => (doing.at === "call" ? { ...doing, tryNo: rank(doing.j, doing.tryNo) } : doing)),
      keyOfDoing,
    ),
  };
}

function keyOfDoing(doing: Doing): string {
  if (doing.at === "idle") return "";
  const { at, j, ...rest } = doing;
  const { tryNo, answer, said, isOver: isEnd, goal } = rest as Record<string, unknown>;
  return `${at}${j}${tryNo}${answer}${said}${isEnd}${goal}`;
}

export function keyOf({
  ours,
  payment,
  order,
  done,
  console: byConsole,
  consoleBooked,
  taken,
  flying,
  faults,
  instances,
  fault,
}: RefundState): string {
  let key = `${payment.refunding}/${payment.refunded}${order}${byConsole}${consoleBooked}/${faults}${fault}[${taken.join("+")}[${flying.join("+")}`;
  for (const one of ours) key += `;${one.status}${one.openSends}/${one.tryNo}${one.isOld}${one.lastAnswer}${one.isRetried}`;
  for (const tries of done) key += `;${tries.join()}`;
  for (const doing of instances) key += `;${keyOfDoing(doing)}`;
  return key;
}
