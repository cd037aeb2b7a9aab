/** The noun: a cell of a table that leaves the shop. Pure. */

/** A text; or a number that a spreadsheet may add up, in digits as it is to be shown, with so many of them behind its point. */
export type Cell = string | { number: string; decimals?: 0 | 2 };
