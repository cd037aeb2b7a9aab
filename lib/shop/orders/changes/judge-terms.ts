import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { type PaidLine, paidForLine } from "@/lib/shop/promotions/paid-for-pieces";
import { shareDiscount } from "@/lib/shop/promotions/share-discount";
import { MAX_TOTAL_FEN } from "../max-total";
import type { NewTerms } from "../order-change";

/** What the owner typed: what each line shall cost, what comes off all of them together, and the freight, in fen. */
export type WishedTerms = { lines: readonly { lineId: string; fen: number }[]; offFen: number; shippingFen: number };

/** What an order costs as it stands. */
export type StandingTerms = { lines: readonly (PaidLine & { id: bigint })[]; shippingFen: number; totalFen: number };

export type TermsRefusal =
  /** The form knows other lines than the order has. */
  | Refusal<"moved">
  | Refusal<"off_too_much", { goodsFen: number }>
  /** Less than one fen would be left to pay, which Alipay does not take. */
  | Refusal<"nothing_left">
  | Refusal<"too_expensive">;

/**
 * The terms that are wished for, with what comes off the whole shared out over the lines by what they cost then, so that a refund of
 * some pieces knows what they were paid with (docs/decisions/0028). Dearer is allowed as well: its buyer sees both sums before paying.
 */
export function judgeTerms(standing: StandingTerms, wished: WishedTerms): Result<{ terms: NewTerms }, TermsRefusal> {
  const wishes = standing.lines.map(({ id }) => wished.lines.find(({ lineId }) => lineId === String(id))?.fen);
  const sums = wishes.filter((fen) => fen !== undefined);
  if (sums.length !== standing.lines.length || wished.lines.length !== sums.length) return refuse("moved");
  const { offFen, shippingFen } = wished;
  if (![...sums, offFen, shippingFen].every(isSum)) return refuse("too_expensive");
  const goodsFen = sums.reduce((sum, fen) => sum + fen, 0);
  if (offFen > goodsFen) return refuse("off_too_much", { goodsFen });
  const toFen = goodsFen - offFen + shippingFen;
  if (toFen < 1) return refuse("nothing_left");
  if (goodsFen + shippingFen > MAX_TOTAL_FEN) return refuse("too_expensive");
  const shares = shareDiscount(
    offFen,
    sums.map((roomFen, id) => ({ id, roomFen })),
  );
  const lines = standing.lines.map((line, place) => ({
    ...{ lineId: String(line.id), fromFen: paidForLine(line) },
    toFen: (sums[place] ?? 0) - (shares[place] ?? 0),
  }));
  const shipping = { fromFen: standing.shippingFen, toFen: shippingFen };
  return { ok: true, terms: { lines, shipping, total: { fromFen: standing.totalFen, toFen } } };
}

/** Whether they are what stands already. */
export function isSameTerms({ lines, shipping }: NewTerms): boolean {
  return [...lines, shipping].every(({ fromFen, toFen }) => fromFen === toFen);
}

function isSum(fen: number): boolean {
  return Number.isSafeInteger(fen) && fen >= 0 && fen <= MAX_TOTAL_FEN;
}
