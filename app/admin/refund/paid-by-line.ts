import { paidForPieces } from "@/lib/shop/promotions/paid-for-pieces";

/** A line of an order, as a refund of some of its pieces is counted. */
export type RefundLine = {
  id: bigint;
  title: string;
  variantName: string;
  priceFen: number;
  quantity: number;
  discountFen: number;
  adjustFen: number;
};

export type Asked = Readonly<Record<string, string | string[] | undefined>>;

export const piecesField = (id: bigint) => `p${id}`;
export const beforeField = (id: bigint) => `b${id}`;

/** What was really paid for the pieces that a form of the address line asks about, in fen; null where it asks about none, or more than there are. */
export function proposedFen(lines: readonly RefundLine[], asked: Asked): number | null {
  let sum = 0;
  for (const line of lines) {
    const [pieces, before] = [countOf(asked[piecesField(line.id)]), countOf(asked[beforeField(line.id)])];
    if (pieces + before > line.quantity) return null;
    sum += paidForPieces(line, { before, pieces });
  }
  return sum > 0 ? sum : null;
}

/** How many pieces a field says. */
export function countOf(value: string | string[] | undefined): number {
  return typeof value === "string" && /^\d{1,3}$/.test(value) ? Number(value) : 0;
}
