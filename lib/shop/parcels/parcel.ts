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
  /** The order's `parcelChanges` as whoever sends it saw them: a form that is sent twice makes one parcel. */
  seen?: number;
  /** The orders of other receivers with this number that the owner was asked about. */
  sure?: readonly string[];
};

/**
 * An order's lines, what of them its parcels list, oldest first, and how many are still to come, once it was sent. The first parcel of an
 * order holds everything where it lists nothing; a further one that lists nothing came when nothing was left: a replacement.
 */
export type Sent = {
  lines: readonly { id: bigint; title: string; quantity: number }[];
  parcels: readonly { lines: readonly Pieces[] }[];
  unsentPieces: number;
};

/** More parcels than anybody sends for one order, so that a page of one stays a page. */
export const MOST_PARCELS = 20;

/** How many of a line no parcel lists. */
function unlisted({ lines, parcels }: Sent): { id: bigint; title: string; left: number }[] {
  const listed = new Map<bigint, number>();
  for (const { lineId, quantity } of parcels.flatMap((parcel) => parcel.lines)) listed.set(lineId, (listed.get(lineId) ?? 0) + quantity);
  return lines.map(({ id, title, quantity }) => ({ id, title, left: quantity - (listed.get(id) ?? 0) }));
}

/** What can still be sent, of each line that has any: all that no parcel lists, while anything is still to come. */
export function leftToSend(sent: Sent): Pieces[] {
  if (sent.parcels.length > 0 && sent.unsentPieces === 0) return [];
  return unlisted(sent).flatMap(({ id, left }) => (left > 0 ? [{ lineId: id, quantity: left }] : []));
}

/**
 * What no parcel lists of an order of which nothing more comes: it will not. Nothing where a parcel lists nothing, since that holds what
 * was left, or may hold some of it.
 */
export function unlistedAtEnd(sent: Sent): Pieces[] {
  const { parcels, unsentPieces } = sent;
  if (parcels.length === 0 || unsentPieces > 0 || parcels.some(({ lines }) => lines.length === 0)) return [];
  return unlisted(sent).flatMap(({ id, left }) => (left > 0 ? [{ lineId: id, quantity: left }] : []));
}

export function countPieces(pieces: readonly { quantity: number }[]): number {
  return pieces.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** How many pieces are still to come behind a new parcel that lists these; one that lists nothing is the last. */
export function unsentAfter(sent: Sent, listed: readonly Pieces[]): number {
  if (listed.length === 0) return 0;
  const before = sent.parcels.length === 0 ? countPieces(leftToSend(sent)) : sent.unsentPieces;
  return Math.max(0, before - countPieces(listed));
}

/**
 * How many pieces are still to come once a parcel is taken back: those that it held besides, unless another one holds everything. What
 * the owner has said will not come does not.
 */
export function unsentWithout(sent: Sent, taken: Sent["parcels"][number]): number {
  const parcels = sent.parcels.filter((parcel) => parcel !== taken);
  const left = unlisted({ ...sent, parcels }).reduce((sum, line) => sum + Math.max(0, line.left), 0);
  const [first] = sent.parcels;
  const whole = sent.unsentPieces === 0 && first?.lines.length === 0 ? first : null;
  if (whole === null) return Math.min(left, sent.unsentPieces + countPieces(taken.lines));
  // Of two numbers for the whole order the other one stands for it.
  return whole !== taken || parcels.some(({ lines }) => lines.length === 0) ? 0 : left;
}

export type PiecesRefusal = { reason: "nothing_in_it" } | { reason: "too_many_pieces"; title: string; left: number };

/**
 * What a new parcel lists: all that is left where nothing was said, and nothing where it is the only one and holds everything, or where
 * some of what no parcel lists will not come, so that nobody knows which it holds.
 * Refuses pieces that are not there to be sent, and a parcel without any.
 * @throws where a line is of another order
 */
export function listPieces(sent: Sent, said: readonly Pieces[] | undefined): { pieces: Pieces[] } | PiecesRefusal {
  const all = leftToSend(sent);
  const isClear = sent.parcels.length === 0 || countPieces(all) === sent.unsentPieces;
  const pieces = said ? said.filter(({ quantity }) => quantity > 0) : isClear ? all : [];
  if (said && pieces.length === 0) return { reason: "nothing_in_it" };
  if (pieces.some(({ lineId }) => !sent.lines.some(({ id }) => id === lineId))) throw new Error("a parcel lists a line of another order");
  for (const { id, title, left } of unlisted(sent)) {
    const wanted = countPieces(pieces.filter(({ lineId }) => lineId === id));
    if (wanted > left) return { reason: "too_many_pieces", title, left };
  }
  const isWhole = sent.parcels.length === 0 && countPieces(pieces) === countPieces(all);
  return { pieces: isWhole ? [] : pieces };
}
