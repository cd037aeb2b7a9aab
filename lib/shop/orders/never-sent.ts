/** What of an order will not come, and what became of its money. Pure. */
import { type Sent, unlistedAtEnd } from "@/lib/shop/parcels/parcel";
import { type PaidLine, paidForPieces } from "@/lib/shop/promotions/paid-for-pieces";

/**
 * back: so much was given back as these goods cost, or more. partly: less than that. under_way: a refund is asked for, or being made. none:
 * nothing was given back. Refunds are of an order, not of goods: so it is said of sums.
 */
export type MoneyOfTheRest = "back" | "partly" | "under_way" | "none";

export type NeverSent = {
  goods: { title: string; variantName: string; quantity: number }[];
  /** What was paid for them, and what was given back of the order. */
  paidFen: number;
  refundedFen: number;
  money: MoneyOfTheRest;
};

type Order = Omit<Sent, "lines"> & { lines: readonly (PaidLine & { id: bigint; title: string; variantName: string })[] };
/** Of the payment that paid the order: what was paid twice and went back is another matter. */
type MoneyBack = { refundedFen: number; refunds: readonly { status: string }[] };

/**
 * What was in no parcel when an order was said to be on its way as a whole; null where that is nothing, or where a parcel lists nothing,
 * which then holds what was left.
 */
export function neverSentOf(order: Order, { refundedFen, refunds }: MoneyBack): NeverSent | null {
  const left = new Map(unlistedAtEnd(order).map(({ lineId, quantity }) => [lineId, quantity]));
  const rest = order.lines.flatMap((line) => ({ line, pieces: left.get(line.id) ?? 0 })).filter(({ pieces }) => pieces > 0);
  if (rest.length === 0) return null;
  const paidFen = rest.reduce((sum, { line, pieces }) => sum + paidForPieces(line, { before: line.quantity - pieces, pieces }), 0);
  const isUnderWay = refunds.some(({ status }) => status === "REQUESTED" || status === "PENDING");
  return {
    goods: rest.map(({ line: { title, variantName }, pieces }) => ({ title, variantName, quantity: pieces })),
    ...{ paidFen, refundedFen },
    money: refundedFen >= paidFen ? "back" : isUnderWay ? "under_way" : refundedFen > 0 ? "partly" : "none",
  };
}
