import type { PaymentState, There } from "./state";
import { ageOf } from "./transactions";

/** What must never be so, and when all has come to its end. */

export function broken(state: PaymentState): string | null {
  const { order, there, attempts, fault, piece } = state;
  if (fault) return fault;
  if (order.payings > 1) return "an order becomes paid twice";
  const settled = there.filter(({ booked }) => booked === "settled").length;
  if (settled > 1) return "two payments pay one order";
  if (order.status === "PAID" && settled !== 1) return "a paid order without its money";
  if (order.status === "CLOSED" && settled > 0) return "a closed order keeps the money that pays it";
  if (there.some(({ booked, trade }) => booked && trade !== "paid")) return "money is booked that the gateway has not got";
  if (there.some(({ isAnswered, booked, isShown }) => isAnswered && !booked && !isShown))
    return "success is answered before the payment is durable";
  if (there.some(({ returned, booked }) => returned > 1 || (returned > 0 && booked === "settled")))
    return "money goes back twice, or while it pays an order";
  if (there.some(({ booked, isShown, refund }) => booked === "held" && !isShown && refund !== "done"))
    return "money is held and nobody sees it";
  if (order.status === "PENDING" && piece !== "kept") return "an order waits for money whose goods are gone";
  if (order.status === "PAID" && piece !== "sold") return "a paid order has no goods";
  if (order.status === "CLOSED" && (piece === "kept" || piece === "sold")) return "a closed order keeps its goods";
  const live = attempts.filter(({ isHanded, status }, n) => isHanded && status === "OPEN" && ageOf(state, n) < 2 && isPayable(there[n]));
  if (live.length > 1) return "two links of one order can be paid";
  return brokenChange(state);
}

/** What must never be so of an order whose owner changes what it costs. */
function brokenChange(state: PaymentState): string | null {
  const { order, there, attempts, price, change } = state;
  if (there.some(({ booked }, n) => booked === "settled" && attempts[n]?.price !== price))
    return "an order is paid by another sum than it costs";
  if (order.changing !== (change.state === "waiting" && order.status === "PENDING")) return "an order says otherwise than its change";
  if (change.state === "waiting" && order.status !== "PENDING") return "a change waits for what is over";
  if (attempts.some((one) => one.status === "OPEN" && order.status === "PENDING" && one.price !== price))
    return "an old sum has an open payment";
  const payable = attempts.filter(({ isHanded }, n) => isHanded && ageOf(state, n) < 2 && isPayable(there[n]));
  if (new Set(payable.map((one) => one.price)).size > 1) return "two sums of one order can be paid";
  if (order.status === "PENDING" && payable.some((one) => one.price !== price)) return "an old sum can be paid when the new one stands";
  return null;
}

const isPayable = (one: There | undefined) => one?.trade === "not_exist" || one?.trade === "waiting";

export function isOver({ order, there, instances, change, lookBacks }: PaymentState): boolean {
  if (lookBacks.length > 0 || (change.state === "paid" && !change.isTold)) return false;
  if (instances.some(({ at }) => at !== "idle") || order.status === "PENDING" || (order.status === "CLOSED" && order.isDue)) return false;
  // What nobody asks about any more, since no answer came for a day, is before the owner.
  const isAtHome = ({ booked, isShown, refund }: There) => booked === "settled" || (booked === "held" ? refund === "done" : isShown);
  return there.every((one) => one.trade !== "paid" || isAtHome(one));
}
