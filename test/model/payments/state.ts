import type { OrderStatus } from "@/lib/shop/orders/order";
import type { ChangeState } from "@/lib/shop/orders/order-change";

/** What the shop stands in, by its clock: before the order's end · after it · the link is over · a last look is due · a day later. */
export const TIMES = ["open", "expired", "link over", "last look", "a day later"] as const;

/** What a gateway says of a trade. */
export type Word = "not_exist" | "waiting" | "paid" | "closed" | "unknown";

export type Attempt = {
  contract: "A" | "B";
  /** How often its buyer was sent to the cashier with it. */
  sent: number;
  status: "OPEN" | "PAID" | "CLOSED";
  /** The buyer holds its link. */
  isHanded: boolean;
  /** For which sum it asks: as many times as that was changed. */
  price: number;
  /** How far its own time has gone, where it no longer goes with the order's (`time`). */
  age: number | null;
};

/** A trade as the gateway has it, with what is on its way and what came of it. */
export type There = {
  trade: Exclude<Word, "unknown">;
  /** So many deliveries of its notice may still come. */
  notices: number;
  /** One of them was answered `success`. */
  isAnswered: boolean;
  /** What the shop has booked of it. */
  booked: "" | "settled" | "held";
  /** The owner is told of it. */
  isShown: boolean;
  /** How often it went back, and what the shop knows of that. */
  returned: number;
  refund: "" | "begun" | "done";
};

export type Seen = { n: number; sent: number } | null;

/** What an instance is in the middle of. Nothing of it outlives a kill. */
export type Doing =
  | { at: "idle" }
  | { at: "notice: book" | "notice: answer"; n: number }
  | { at: "look: ask" | "review: ask" | "close: ask" | "close: close there" | "close: ask again"; n: number; leased: boolean; seen: Seen }
  | { at: "look: book" | "close: book" | "close: book again"; n: number; word: Word; leased: boolean; seen: Seen }
  /** `since`: the time by our clock before the gateway was asked. */
  | { at: "review: book" | "review: end"; n: number; word: Word; leased: boolean; since: number }
  | { at: "close: here"; payable: Seen; leased: boolean }
  /** `sees`: the sum beside the button that was pressed. */
  | { at: "start: ask" | "start: leave" | "start: ask again"; n: number; sees: number }
  | { at: "start: book" | "start: book again"; n: number; word: Word; sees: number }
  | { at: "start: open" | "start: hand out"; n: number; sees: number }
  /** `which`: of the changes that were wanted. */
  | { at: "change: ask" | "change: close there" | "change: ask again"; n: number; seen: Seen; since: number; which: number }
  | { at: "change: book" | "change: book again"; n: number; word: Word; seen: Seen; since: number; which: number }
  | { at: "change: conclude"; seen: Seen; lookAt: number | null; which: number }
  | { at: "change: give up"; which: number }
  | { at: "look back: ask"; n: number; since: number }
  | { at: "look back: book" | "look back: close there"; n: number; word: Word; since: number };

export type PaymentState = {
  time: number;
  current: "A" | "B";
  order: { status: OrderStatus; wanted: boolean; reason: "" | "expired" | "buyer"; isDue: boolean; payings: number } & {
    /** The payment at the old sum is yet to be closed. */
    changing: boolean;
    /** It is held until a change that was wanted is over, and a while beyond. */
    isHeldOn: boolean;
  };
  /** How often the order has come to cost another sum, and which its buyer has before the eyes. */
  price: number;
  sees: number;
  /** The last change that its owner wanted, and how many there were; `isTold`: the owner knows that money was quicker. */
  change: { state: ChangeState | ""; wanted: number; isTold: boolean };
  /** Attempts that were replaced although the gateway knew no trade, to be asked about once more. */
  lookBacks: readonly number[];
  attempts: Attempt[];
  there: There[];
  /** The one piece: on the shelf, kept for the order, sold to its buyer, or somebody else's. */
  piece: "free" | "kept" | "sold" | "others";
  /** The buyer has had what 限购 allows, with another order. */
  isOverLimit: boolean;
  lease: boolean;
  /** How often a buyer was sent to the cashier in all. */
  sendings: number;
  instances: readonly Doing[];
  /** A move that the table of statuses does not have, or another plain fault of a step. */
  fault: string;
};

/** How far the model goes. `mutant`: one transition is broken on purpose. */
export type PaymentBounds = {
  instances: number;
  contracts: 1 | 2;
  sendings: number;
  notices: number;
  /** Whether somebody else may buy the piece, and the buyer reach a limit. */
  rivals: boolean;
  /** How often the owner wants another sum. */
  changes: number;
  mutant?: PaymentMutant;
};

/** Ways to break the changes of an owner. */
export const CHANGE_MUTANTS = [
  "a new sum stands at once",
  "a page that was only opened counts as closed",
  "no answer lets a new sum stand",
  "a buyer is sent to pay meanwhile, and the new sum stands all the same",
  "a button with another sum pays",
  "a paid order goes on being changed",
  "nobody is told of money that was quicker",
] as const;

export const PAYMENT_MUTANTS = [
  "success before the payment is booked",
  "a settled trade is booked again",
  "a closed order with its goods gone is paid all the same",
  "late money is held and nobody is told",
  "unknown counts as no trade",
  "a closed order is forgotten",
  "an old answer counts as one of now",
  "an order is paid whatever it was",
  "a new attempt beside an open one",
  "a lease is never over",
  "held money is sent back under a new number each time",
  ...CHANGE_MUTANTS,
] as const;

export type PaymentMutant = (typeof PAYMENT_MUTANTS)[number];

export const NOTHING_THERE: There = {
  trade: "not_exist",
  notices: 0,
  isAnswered: false,
  booked: "",
  isShown: false,
  returned: 0,
  refund: "",
};

export const FIRST: Attempt = { contract: "A", sent: 0, status: "OPEN", isHanded: false, price: 0, age: null };

export const IDLE: Doing = { at: "idle" };

export function replaced<Value>(list: readonly Value[], at: number, value: Value): Value[] {
  return list.map((old, i) => (i === at ? value : old));
}

export function keyOfDoing(doing: Doing): string {
  if (doing.at === "idle") return "";
  const { at, ...rest } = doing;
  const { n, word, leased, since, seen, payable, sees, lookAt, which } = rest as {
    n?: number;
    word?: Word;
    leased?: boolean;
    since?: number;
    seen?: Seen;
    payable?: Seen;
    sees?: number;
    lookAt?: number | null;
    which?: number;
  };
  return `${at}${n}${word}${leased}${since}${sees}${lookAt}${which}${keyOfSeen(seen)}${keyOfSeen(payable)}`;
}

const keyOfSeen = (seen: Seen | undefined) => (seen ? `${seen.n}/${seen.sent}` : seen === null ? "-" : "");

export function keyOf({
  time,
  current,
  order,
  attempts,
  there,
  piece,
  isOverLimit,
  lease,
  sendings,
  instances,
  fault,
  ...changed
}: PaymentState): string {
  const { price, sees, change, lookBacks } = changed;
  let key = `${time}${current}${order.status}${order.wanted}${order.reason}${order.isDue}${order.payings}${order.changing}${order.isHeldOn}${piece}${isOverLimit}${lease}${sendings}${fault}`;
  key += `;${price}${sees}${change.state}${change.wanted}${change.isTold}${lookBacks.join()}`;
  for (const one of attempts) key += `;${one.contract}${one.sent}${one.status}${one.isHanded}${one.price}${one.age}`;
  for (const one of there) key += `;${one.trade}${one.notices}${one.isAnswered}${one.booked}${one.isShown}${one.returned}${one.refund}`;
  for (const doing of instances) key += `;${keyOfDoing(doing)}`;
  return key;
}
