/** The noun: a price that is struck through, and what it may be called (docs/decisions/0033). Pure. */

/**
 * reference: a price to compare with, which says of itself that it is no 原价. suggested: 建议零售价, which its maker or the owner has made
 * public. former: 原价, what the same goods were sold for before.
 */
export const LIST_PRICE_BASES = ["reference", "suggested", "former"] as const;
export type ListPriceBasis = (typeof LIST_PRICE_BASES)[number];

/** How long before a lower price began its goods are looked at: 规范促销行为暂行规定第二十一条. */
export const FORMER_DAYS = 7;

/** What goods were sold or offered for before their present price, the lowest first; `at`: when. */
export type PastPrice = { fen: number; at: Date; was: "sold" | "offered" };

/** Why a price may not be called 原价: that is another sum, it was not sold before, or no price of before is on record. */
export type FormerProblem = PastPrice | "never_sold" | "no_record";

/**
 * Whether a price may be called 原价 of goods with this past: it is the lowest that they were sold or offered for in the seven days before,
 * neither more nor less, since pages say so of it; and they were sold at all. `sold`: the lowest deal of these days, or else the last one
 * before them; `offered`: the lowest price of these days, null where no other price than the present one is on record, so that nobody can
 * say what they were offered for. Returns what it would have to be, why there is none, or null where it may be called so.
 */
export function judgeFormerPrice(
  listPriceFen: number,
  { sold, offered }: { sold: PastPrice | null; offered: PastPrice | null },
): FormerProblem | null {
  if (!sold) return "never_sold";
  if (!offered) return "no_record";
  const lowest = offered.fen < sold.fen ? offered : sold;
  return listPriceFen === lowest.fen ? null : lowest;
}
