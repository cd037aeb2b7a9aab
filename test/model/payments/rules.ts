import type { PaymentState, There } from "./state";

/** What must never be so, and when all has come to its end. */

export function broken({ order, there, attempts, fault, piece, time }: PaymentState): string | null {
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
  const live = attempts.filter(({ isHanded, status }, n) => isHanded && status === "OPEN" && time < 2 && isPayable(there[n]));
  if (live.length > 1) return "two links of one order can be paid";
  return null;
}

const isPayable = (one: There | undefined) => one?.trade === "not_exist" || one?.trade === "waiting";

export function isOver({ order, there, instances }: PaymentState): boolean {
  if (instances.some(({ at }) => at !== "idle") || order.status === "PENDING" || (order.status === "CLOSED" && order.isDue)) return false;
  // What nobody asks about any more, since no answer came for a day, is before the owner.
  const isAtHome = ({ booked, isShown, refund }: There) => booked === "settled" || (booked === "held" ? refund === "done" : isShown);
  return there.every((one) => one.trade !== "paid" || isAtHome(one));
}
