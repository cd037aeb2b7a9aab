/** What can be given back of an order's freight, and whether its parcel has left. */
export type FreightLeft = { fen: number; isShipped: boolean };

/** How a form for a refund begins: the sum of goods, and beside it the freight as a tick; null where there is none to speak of. */
export type Prefilled = { goodsFen: number; freight: { fen: number; isTicked: boolean } | null };

/**
 * Splits what is asked back: all that is left goes back with its freight before shipping, and after it without, until the owner says
 * otherwise. Who asks for more than the goods cost, and not for all, means so much of the freight too. Both together are never more than
 * what is left.
 */
export function splitFreight(askedFen: number, leftFen: number, freight: FreightLeft | null): Prefilled {
  const most = Math.min(askedFen, leftFen);
  const ownFen = freight ? leftFen - freight.fen : 0;
  if (!freight || freight.fen === 0 || ownFen <= 0) return { goodsFen: most, freight: null };
  if (most > ownFen && most < leftFen) return { goodsFen: ownFen, freight: { fen: most - ownFen, isTicked: true } };
  return { goodsFen: Math.min(most, ownFen), freight: { fen: freight.fen, isTicked: most === leftFen && !freight.isShipped } };
}
