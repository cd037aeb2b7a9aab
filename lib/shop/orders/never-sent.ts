/** What of an order will not come, and what became of its money. Pure. */
import { type Sent, unlistedAtEnd } from "@/lib/shop/parcels/parcel";
import { type PaidLine, paidForPieces } from "@/lib/shop/promotions/paid-for-pieces";

/**
 * back: so much was given back as these goods cost, or more. under_way: so much will be, when what is asked for and being made has gone
 * back too. partly: less than that. none: nothing was given back, and nobody asks. Refunds are of an order, not of goods: so it is said of
 * sums.
 */
export type MoneyOfTheRest = "back" | "partly" | "under_way" | "none";

export type NeverSent = {
  goods: { title: string; variantName: string; quantity: number }[];
  /** What was paid for them; what was given back of the money that paid the order, and what of it is asked for or on its way back. */
  paidFen: number;
  refundedFen: number;
  openFen: number;
  money: MoneyOfTheRest;
};

type Order = Omit<Sent, "lines"> & { lines: readonly (PaidLine & { id: bigint; title: string; variantName: string })[] };
/** All of an order's; only the payment that paid it counts: what was paid twice and went back is another matter. */
type MoneyBack = {
  payments: readonly { id: bigint; disposition: string; refundedFen: number }[];
  refunds: readonly { paymentId: bigint; status: string; amountFen: number }[];
};

/**
 * What was in no parcel when an order was said to be on its way as a whole; null where that is nothing, or where a parcel lists nothing,
 * which then holds what was left.
 */
export function neverSentOf(order: Order, { payments, refunds }: MoneyBack): NeverSent | null {
  const left = new Map(unlistedAtEnd(order).map(({ lineId, quantity }) => [lineId, quantity]));
  const rest = order.lines.flatMap((line) => ({ line, pieces: left.get(line.id) ?? 0 })).filter(({ pieces }) => pieces > 0);
  if (rest.length === 0) return null;
  const paidFen = rest.reduce((sum, { line, pieces }) => sum + paidForPieces(line, { before: line.quantity - pieces, pieces }), 0);
  const settled = payments.find(({ disposition }) => disposition === "settled");
  const refundedFen = settled?.refundedFen ?? 0;
  const openFen = refunds
    .filter(({ paymentId, status }) => paymentId === settled?.id && (status === "REQUESTED" || status === "PENDING"))
    .reduce((sum, { amountFen }) => sum + amountFen, 0);
  return {
    goods: rest.map(({ line: { title, variantName }, pieces }) => ({ title, variantName, quantity: pieces })),
    ...{ paidFen, refundedFen, openFen },
    money: moneyOf(paidFen, refundedFen, openFen),
  };
}

function moneyOf(paidFen: number, refundedFen: number, openFen: number): MoneyOfTheRest {
  if (refundedFen >= paidFen) return "back";
  if (refundedFen + openFen >= paidFen) return "under_way";
  return refundedFen + openFen > 0 ? "partly" : "none";
}
