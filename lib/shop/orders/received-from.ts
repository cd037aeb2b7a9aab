/** When an order counts as received although its buyer has not said so. Pure. */
import { DAY_MS } from "@/lib/shop/day";
import type { RefundStatus } from "./order";

/** How long a buyer has after an answer to a refund before the order counts as received, in ms. */
export const AFTER_REFUND_MS = 3 * DAY_MS;

type Facts = { receiveBy: Date | null; refunds: readonly { status: RefundStatus; endedAt: Date | null }[] };

/** The time by which `receiveDue` takes an order as received; null while a refund is open, and where it is for the buyer alone to say. */
export function receivedFrom({ receiveBy, refunds }: Facts): Date | null {
  if (!receiveBy || refunds.some(({ status }) => status === "REQUESTED" || status === "PENDING")) return null;
  const answered = refunds.flatMap(({ endedAt }) => (endedAt ? [endedAt.getTime() + AFTER_REFUND_MS] : []));
  return new Date(Math.max(receiveBy.getTime(), ...answered));
}
