/** The noun: what an order is sent in. Pure. */

/** So many of one line of an order. */
export type Pieces = { lineId: bigint; quantity: number };

/** A parcel as somebody says it. */
export type ParcelInput = {
  /** A name of ./couriers.ts. */
  courier: string;
  /** Normalised; null where goods go without a number (`WITHOUT_NUMBER`). */
  trackingNo: string | null;
  /** What is in it; left out for all that is not in a parcel yet. */
  pieces?: readonly Pieces[];
};

/** An order's lines, and what of them its parcels list. One that lists nothing holds all that was left when it was sent. */
export type Sent = {
  lines: readonly { id: bigint; title: string; quantity: number }[];
  parcels: readonly { lines: readonly Pieces[] }[];
};

/** More parcels than anybody sends for one order, so that a page of one stays a page. */
export const MOST_PARCELS = 20;

/** How many of a line no parcel lists. */
function unlisted({ lines, parcels }: Sent): { id: bigint; title: string; left: number }[] {
  const listed = new Map<bigint, number>();
  for (const { lineId, quantity } of parcels.flatMap((parcel) => parcel.lines)) listed.set(lineId, (listed.get(lineId) ?? 0) + quantity);
  return lines.map(({ id, title, quantity }) => ({ id, title, left: quantity - (listed.get(id) ?? 0) }));
}

/** How many pieces are in no parcel yet, of each line that has any. */
export function leftToSend(sent: Sent): Pieces[] {
  if (sent.parcels.some(({ lines }) => lines.length === 0)) return [];
  return unlisted(sent).flatMap(({ id, left }) => (left > 0 ? [{ lineId: id, quantity: left }] : []));
}

export function countPieces(pieces: readonly { quantity: number }[]): number {
  return pieces.reduce((sum, { quantity }) => sum + quantity, 0);
}

export type PiecesRefusal = { reason: "nothing_in_it" } | { reason: "too_many_pieces"; title: string; left: number };

/**
 * What a new parcel lists: all that is left where nothing was said, and nothing where it is the only one and holds everything.
 * Refuses pieces that are not there to be sent, and a parcel without any.
 * @throws where a line is of another order
 */
export function listPieces(sent: Sent, said: readonly Pieces[] | undefined): { pieces: Pieces[] } | PiecesRefusal {
  const all = leftToSend(sent);
  const pieces = said ? said.filter(({ quantity }) => quantity > 0) : all;
  if (said && pieces.length === 0) return { reason: "nothing_in_it" };
  if (pieces.some(({ lineId }) => !sent.lines.some(({ id }) => id === lineId))) throw new Error("a parcel lists a line of another order");
  for (const { id, title, left } of unlisted(sent)) {
    const wanted = countPieces(pieces.filter(({ lineId }) => lineId === id));
    if (wanted > left) return { reason: "too_many_pieces", title, left };
  }
  const isWhole = sent.parcels.length === 0 && countPieces(pieces) === countPieces(all);
  return { pieces: isWhole ? [] : pieces };
}
