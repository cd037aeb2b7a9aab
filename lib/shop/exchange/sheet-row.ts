/** The noun: a row of the table of goods, one for each variant, as it leaves the shop and comes in again. Pure. */

/** What a row says, by column. Money is yuan as text, as in every spreadsheet. */
export const COLUMNS = [
  "productNo",
  "title",
  "category",
  "option1",
  "value1",
  "option2",
  "value2",
  "sku",
  "price",
  "listPrice",
  "grams",
  "stock",
  "stockThen",
  "lowStock",
  "description",
  "freight",
  "onSale",
] as const;
export type Column = (typeof COLUMNS)[number];
export type SheetRow = Record<Column, string>;

/** Columns whose texts are names, also where they look like a number. */
export const NAMES: readonly string[] = ["value1", "value2", "sku"] satisfies Column[];
