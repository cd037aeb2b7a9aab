import { goneBack, type Ours, type RefundBounds, type RefundState } from "./state";

/** What must never be so, and when all has come to its end. */

export function broken(state: RefundState, bounds: RefundBounds): string | null {
  const { ours, done, payment, order, fault } = state;
  if (fault) return fault;
  if (done.some((tries) => tries.length > 1)) return "a refund is done twice";
  const gone = goneBack(state, bounds);
  if (payment.refunded > gone) return "a refund counts as done that has not gone back";
  if (payment.refunding > bounds.paid) return "more is promised back than was paid";
  const promised = ours.reduce(
    (sum, { status }, j) => sum + (status === "PENDING" || status === "DONE" ? (bounds.amounts[j] ?? 0) : 0),
    state.consoleBooked,
  );
  if (payment.refunding !== promised) return "what is promised is not the sum of the refunds";
  const isLost = ({ status }: Ours, j: number) =>
    status === "FAILED" && (done[j]?.length ?? 0) > 0 && payment.refunded < gone && !state.console;
  if (ours.some(isLost)) return "a refund counts as failed that was done";
  if ((order === "CLOSED") !== (payment.refunded === bounds.paid)) return "an order is not closed by a whole refund, or by less";
  return null;
}

/**
 * A refund that the console has left too little for can never be done. Where it may also not be taken for failed (an earlier send
 * is open, or a sum is not explained), it is before the owner after a day, who ends it (refund_stuck, end-refund.ts).
 */
export function isOver(state: RefundState, bounds: RefundBounds): boolean {
  const gone = goneBack(state, bounds);
  const underWay = state.ours.flatMap(({ status }, j) => (status === "PENDING" ? [j] : []));
  const isBeforeOwner = (j: number) => state.done[j]?.length === 0 && gone + (bounds.amounts[j] ?? 0) > bounds.paid;
  if (state.instances.some(({ at }) => at !== "idle") || !underWay.every(isBeforeOwner)) return false;
  return underWay.length > 0 || state.payment.refunded === gone;
}
