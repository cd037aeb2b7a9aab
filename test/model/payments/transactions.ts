import type { Trade } from "@/lib/alipay/gateway";
import { ALLOWED_MOVES, type OrderStatus } from "@/lib/shop/orders/order";
import { isAsSeen, mayCloseUnopened, type SeenAttempt } from "@/lib/shop/payments/judge-closing";
import { judgeMoney } from "@/lib/shop/payments/judge-money";
import { LAST_LOOK_MS, LINK_OVER_MS } from "@/lib/shop/payments/look-times";
import type { Step } from "../check";
import {
  type Attempt,
  type Doing,
  FIRST,
  NOTHING_THERE,
  type PaymentMutant,
  type PaymentState,
  replaced,
  type Seen,
  type Word,
} from "./state";

/** The transactions, each as PostgreSQL does it: all of it or nothing. */

/** What asking came to, as PaymentTruth tells it. */
export type Truth = { kind: "settled" | "waiting" | "not_exist" | "unknown"; settled?: "paid" | "repeat" | "no_change" | "discrepancy" };

/** What the gateway says of a trade is booked (settlePayment). */
export function settle(state: PaymentState, n: number, word: Word, mutant?: PaymentMutant): { after: PaymentState; truth: Truth } {
  const same = (truth: Truth) => ({ after: state, truth });
  if (word === "unknown" || word === "not_exist" || word === "waiting") return same({ kind: word });
  const attempt = state.attempts[n];
  const one = state.there[n] ?? NOTHING_THERE;
  if (word === "closed") {
    if (one.booked)
      return {
        after: { ...state, there: replaced(state.there, n, { ...one, isShown: true }) },
        truth: { kind: "settled", settled: "discrepancy" },
      };
    const attempts = attempt?.status === "OPEN" ? replaced(state.attempts, n, { ...attempt, status: "CLOSED" as const }) : state.attempts;
    const there = one.isShown ? replaced(state.there, n, { ...one, isShown: false }) : state.there;
    return { after: { ...state, attempts, there }, truth: { kind: "settled", settled: "no_change" } };
  }
  return bookMoney(state, n, mutant);
}

/** What an order costs whose sum was changed so often, in fen. */
export const sumAt = (price: number) => 1980 - 480 * price;

function bookMoney(state: PaymentState, n: number, mutant?: PaymentMutant): { after: PaymentState; truth: Truth } {
  const { order, there, piece, isOverLimit } = state;
  const one = there[n] ?? NOTHING_THERE;
  const fen = sumAt(state.attempts[n]?.price ?? 0);
  const trade: Pick<Trade, "outTradeNo" | "totalFen"> = { outTradeNo: `${n}`, totalFen: fen };
  const fate = judgeMoney({
    trade,
    known: one.booked && mutant !== "a settled trade is booked again" ? { outTradeNo: `${n}`, amountFen: fen } : null,
    attempt: { amountFen: fen },
    order: {
      status: mutant === "an order is paid whatever it was" ? "PENDING" : order.status,
      wasPaid: order.payings > 0,
      totalFen: sumAt(state.price),
    },
  });
  if (fate === "repeat") return { after: state, truth: { kind: "settled", settled: "repeat" } };
  if (fate === "pay_waiting" && !(order.wanted && isOverLimit)) return pay(state, n, mutant);
  const isStillThere = piece === "free" || mutant === "a closed order with its goods gone is paid all the same";
  if (fate === "pay_closed" && !isOverLimit && isStillThere) return pay(state, n, mutant);
  const isShown = mutant !== "late money is held and nobody is told";
  const attempts = usedUp(state.attempts, n);
  const held = replaced(there, n, { ...one, booked: "held" as const, isShown });
  return {
    after: { ...state, attempts, there: held, order: { ...order, isDue: fate === "pay_waiting" || order.isDue } },
    truth: { kind: "settled", settled: "discrepancy" },
  };
}

function usedUp(attempts: Attempt[], n: number): Attempt[] {
  const attempt = attempts[n];
  return attempt?.status === "OPEN" ? replaced(attempts, n, { ...attempt, status: "PAID" }) : attempts;
}

function pay(state: PaymentState, n: number, mutant?: PaymentMutant): { after: PaymentState; truth: Truth } {
  const { order, attempts, there, change } = state;
  const attempt = attempts[n];
  const one = there[n] ?? NOTHING_THERE;
  const isOvertaken = change.state === "waiting" && mutant !== "a paid order goes on being changed";
  return {
    after: {
      ...moved(state, "PAID"),
      order: {
        ...order,
        status: "PAID",
        wanted: false,
        reason: "",
        isDue: false,
        payings: order.payings + 1,
        changing: false,
        isHeldOn: false,
      },
      change: isOvertaken ? { ...change, state: "paid" } : change,
      attempts: attempt ? replaced(attempts, n, { ...attempt, status: "PAID" }) : attempts,
      there: replaced(there, n, { ...one, booked: "settled", isShown: false }),
      piece: state.piece === "others" ? "others" : "sold",
    },
    truth: { kind: "settled", settled: "paid" },
  };
}

/** Whether the table of statuses has this move; what it has not is a fault. */
function moved(state: PaymentState, to: OrderStatus): PaymentState {
  const { status } = state.order;
  return ALLOWED_MOVES[status].includes(to) ? state : { ...state, fault: `an order goes from ${status} to ${to}` };
}

/** How far the time of an attempt's link has gone. */
export const ageOf = ({ attempts, time }: PaymentState, n: number): number => attempts[n]?.age ?? time;

/** An order is held on while its owner wants to change it, and a while beyond. */
export const isExpired = ({ time, order }: PaymentState): boolean => time >= (order.isHeldOn ? 4 : 1);

export const at = (time: number) => new Date([0, 60_000, 120_000 + LINK_OVER_MS, 120_000 + LAST_LOOK_MS, 30 * 3600_000][time] ?? 0);

export const PAYABLE_UNTIL = new Date(120_000);

export function mayClose(state: PaymentState, n: number): boolean {
  const closeReason = state.order.wanted ? "buyer" : "expired";
  return mayCloseUnopened({ closeReason, payableUntil: PAYABLE_UNTIL }, at(ageOf(state, n)));
}

export function seenAttempt({ n, sent }: { n: number; sent: number }): SeenAttempt {
  return { id: `${n}`, outTradeNo: `${n}`, contract: "", startedAt: sent > 0 ? new Date(sent) : null, payableUntil: PAYABLE_UNTIL };
}

/** closeHere: closes the order in our books, unless something has changed since that was decided. */
export function closeHere(state: PaymentState, payable: Seen, mutant?: PaymentMutant): PaymentState {
  const { order, attempts } = state;
  if (order.status !== "PENDING") return state;
  const n = attempts.findIndex(({ status }) => status === "OPEN");
  const open = attempts[n];
  const isSame = !open || isAsSeen(seenAttempt({ n, sent: open.sent }), payable && seenAttempt(payable));
  if (!isSame) return state;
  const isAskedOn = open !== undefined && open.sent > 0;
  return {
    ...moved(state, "CLOSED"),
    change: state.change.state === "waiting" ? { ...state.change, state: "closed" } : state.change,
    order: {
      ...order,
      changing: false,
      isHeldOn: false,
      status: "CLOSED",
      wanted: false,
      reason: order.wanted ? "buyer" : "expired",
      isDue: isAskedOn && mutant !== "a closed order is forgotten",
    },
    attempts: open && !isAskedOn ? replaced(attempts, n, { ...open, status: "CLOSED" }) : attempts,
    piece: "free",
  };
}

export type Go = (change: Partial<PaymentState>, to?: Doing) => PaymentState;

/** The intent to send a buyer to the cashier who saw this sum: the open attempt again, or a new one. */
export function openAttempt(state: PaymentState, sees: number, go: Go, mutant?: PaymentMutant): Step<PaymentState>[] {
  const { order, attempts, there, current, sendings, price } = state;
  const step = (tells: string, next: PaymentState): Step<PaymentState>[] => [{ cause: "shop", tells, next }];
  const isChanging = order.changing && mutant !== "a buyer is sent to pay meanwhile, and the new sum stands all the same";
  const isOther = sees !== price && mutant !== "a button with another sum pays";
  if (isExpired(state) || order.status !== "PENDING" || order.wanted || isChanging || isOther)
    return step("the order takes no payment any more", go({}));
  const n =
    mutant === "a new attempt beside an open one" && attempts.length < 2 && (attempts[0]?.sent ?? 0) > 0
      ? -1
      : attempts.findIndex(({ status }) => status === "OPEN");
  const live = attempts[n];
  const sent = live
    ? { ...live, sent: live.sent + 1, contract: live.sent > 0 ? live.contract : current }
    : { ...FIRST, sent: 1, contract: current, price };
  if (!live && attempts.length >= 2 + price) return step("(the model goes no further than two attempts at one sum)", go({}));
  // One that is held on has its time from now on; what others had is over as it was.
  const others = order.isHeldOn ? attempts.map((one, place) => (one === live ? one : { ...one, age: ageOf(state, place) })) : attempts;
  const renewed = order.isHeldOn ? { time: 0, order: { ...order, isHeldOn: false } } : {};
  const change = live ? { attempts: replaced(others, n, sent) } : { attempts: [...others, sent], there: [...there, NOTHING_THERE] };
  return step(
    `sending the buyer away is written down (attempt ${live ? n + 1 : attempts.length + 1}, contract ${sent.contract})`,
    go({ ...change, ...renewed, sendings: sendings + 1 }, { at: "start: hand out", n: live ? n : attempts.length, sees }),
  );
}
