/** The noun: what the owner wants changed of an unpaid order, and what became of it (docs/decisions/0035). Pure. */

export type ChangeState =
  | "waiting" // a payment at the old terms may still come
  | "applied"
  | "paid" // the buyer paid at the old terms first
  | "closed" // the order was closed first
  | "withdrawn" // by the owner
  | "unanswered"; // the gateway never said that the payment at the old terms is closed

/** What something costs, before and after, in fen. */
export type FromTo = { fromFen: number; toFen: number };
/** Of all pieces of a line, with its share of what came off. */
export type LineChange = FromTo & { lineId: string };
export type NewTerms = { lines: LineChange[]; shipping: FromTo; total: FromTo };

/** So many times one order may be changed. */
export const MOST_CHANGES = 20;
/** The most characters of the owner's words to the buyer. */
export const MAX_REASON = 100;

/** A change as the order's page shows it. `until`: when one that waits is over at the latest. */
export type OrderChangeView = {
  id: string;
  state: ChangeState;
  createdAt: Date;
  until: Date;
  reason: string;
  moves: boolean;
  goods: FromTo;
  /** Only lines that cost something else. */
  lines: (FromTo & { title: string; variantName: string; quantity: number })[];
  shipping: FromTo;
  total: FromTo;
};

export type ChangeRow = {
  id: string;
  state: string;
  createdAt: Date;
  endsAt: Date;
  reason: string;
  moves: boolean;
  terms: unknown;
};
type Line = { id: bigint; title: string; variantName: string; quantity: number };

/** The columns of a change that its page shows. */
export const CHANGE_SELECT = { id: true, state: true, createdAt: true, endsAt: true, reason: true, moves: true, terms: true } as const;

export function toChangeView({ terms: json, endsAt, state, ...row }: ChangeRow, lines: readonly Line[]): OrderChangeView {
  const { lines: changed, shipping, total } = json as NewTerms;
  const named = changed.flatMap(({ lineId, ...sums }) => {
    const line = sums.fromFen === sums.toFen ? undefined : lines.find(({ id }) => String(id) === lineId);
    return line ? { ...sums, title: line.title, variantName: line.variantName, quantity: line.quantity } : [];
  });
  const goods = { fromFen: total.fromFen - shipping.fromFen, toFen: total.toFen - shipping.toFen };
  const { id, createdAt, reason, moves } = row;
  return { id, createdAt, reason, moves, state: state as ChangeState, until: endsAt, goods, lines: named, shipping, total };
}
