/** The noun: how a shopper wants a list of goods. Pure, so that components may import it. */

/** default: a search's best hits first, else the owner's order. */
export const SORTS = ["default", "sold", "price", "price-desc", "new"] as const;
export type Sort = (typeof SORTS)[number];

/** How many lengths of a page one list may have; then a new one begins after it. */
export const MOST_PAGES = 10;

/** `minFen` and `maxFen` are of the price that a card shows, both inclusive. */
export type Listing = {
  sort: Sort;
  minFen: number | null;
  maxFen: number | null;
  inStock: boolean;
  /** The category's slug. */
  category: string | null;
  /** How many pages the list has by now. */
  pages: number;
  /** Where the list before this one ended (`ProductPage.next`). */
  after: string | null;
};

export const WHOLE_LIST: Listing = {
  sort: "default",
  minFen: null,
  maxFen: null,
  inStock: false,
  category: null,
  pages: 1,
  after: null,
};

/**
 * Where a list ended: the numbers that it is ordered by, of its last product. Products that come or go meanwhile shift nothing, as
 * they would with a page's number.
 */
export function writePlace(keys: readonly (number | bigint)[]): string {
  return keys.join("_");
}

/** Reads what `writePlace` wrote; null for anything else: the list then begins at its top. */
export function readPlace(text: string | null, length: number): bigint[] | null {
  if (text === null || !/^-?\d{1,16}(_-?\d{1,16}){0,5}$/.test(text)) return null;
  const keys = text.split("_").map(BigInt);
  return keys.length === length ? keys : null;
}
