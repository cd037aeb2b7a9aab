import { hasLostDigits, lineOf } from "@/lib/shop/sheets/cells";
import type { ReadRow } from "@/lib/shop/sheets/sheet";
import { MAX_LENGTHS, MAX_LOW_STOCK } from "../catalog/product";
import type { Draft, DraftVariant, Problem } from "./draft";
import type { ImportColumn } from "./headings";
import { fenOf, gramsOf, isOnSale, stockOf, textOf } from "./read-cells";

/** The rows of one product, and what was wrong with them. */
export type DraftGroup = { draft: Draft; rows: ReadRow[]; problems: Problem[] };

type Cells = Partial<Record<ImportColumn, string>>;

/**
 * The products of a file, from the rows under its headings. Rows with the same number or handle are one product, wherever they stand; a
 * row with neither belongs to the product above if it repeats its name or has none.
 */
export function readDrafts(columns: readonly (ImportColumn | null)[], rows: readonly ReadRow[]): DraftGroup[] {
  const groups = new Map<string, { cells: { row: ReadRow; cells: Cells }[] }>();
  let above = { key: "", title: "" };
  for (const row of rows) {
    const cells = cellsOf(columns, row);
    const [no, handle, title] = [lineOf(cells.productNo ?? ""), lineOf(cells.handle ?? ""), lineOf(cells.title ?? "")];
    const isSame = above.key !== "" && !no && !handle && (title === "" || title === above.title);
    const key = isSame ? above.key : no ? `#${no}` : handle ? `@${handle}` : `row ${row.no}`;
    above = { key, title: title || (isSame ? above.title : "") };
    const group = groups.get(key) ?? { cells: [] };
    group.cells.push({ row, cells });
    groups.set(key, group);
  }
  return [...groups.values()].map(({ cells }) => {
    const group = readGroup(cells);
    return { ...group, problems: [...cells.flatMap(({ row }) => oddCells(columns, row)), ...group.problems] };
  });
}

/** #N/A would become a name, and the number of a day a code or a price. */
function oddCells(columns: readonly (ImportColumn | null)[], { no, odd = {} }: ReadRow): Problem[] {
  return Object.entries(odd).flatMap(([index, what]) => {
    const column = columns[Number(index)];
    return column ? { row: no, code: `cell_${what}` as const, fact: column } : [];
  });
}

function cellsOf(columns: readonly (ImportColumn | null)[], { cells }: ReadRow): Cells {
  const result: Cells = {};
  for (const [index, column] of columns.entries()) if (column) result[column] = cells[index] ?? "";
  return result;
}

function readGroup(group: readonly { row: ReadRow; cells: Cells }[]): DraftGroup {
  const problems: Problem[] = [];
  const first = group[0];
  if (!first) throw new Error("a group has a row");
  const draft: Draft = { ...readProduct(first, problems), ...optionsOf(first.cells), variants: [] };
  for (const { row, cells } of group.slice(1)) noteContradictions(row.no, { cells, first: first.cells }, problems);
  for (const { row, cells } of group)
    if (cells === first.cells || isVariant(cells)) draft.variants.push(readVariant(row.no, cells, draft.options.length, problems));
  return { draft, rows: group.map(({ row }) => row), problems };
}

/** How the columns that speak of a whole product are meant. */
const OF_PRODUCT = {
  title: lineOf,
  category: lineOf,
  description: textOf,
  freight: lineOf,
  onSale: saleOf,
  status: saleOf,
  option1: lineOf,
  option2: lineOf,
} satisfies Partial<Record<ImportColumn, (cell: string) => string | boolean>>;

/** A word that says neither is another one than each that does. */
function saleOf(cell: string): string | boolean {
  const said = isOnSale(cell);
  return said === null ? cell : (said ?? "");
}

/** The first row of a product speaks for it. What a later one says otherwise was meant by somebody, and is not passed over. */
function noteContradictions(row: number, { cells, first }: { cells: Cells; first: Cells }, problems: Problem[]): void {
  for (const [column, meant] of Object.entries(OF_PRODUCT) as [keyof typeof OF_PRODUCT, (cell: string) => string | boolean][]) {
    const later = meant(cells[column] ?? "");
    if (later !== "" && later !== meant(first[column] ?? "")) problems.push({ row, code: "contradicts", fact: column });
  }
}

/** Other shops write rows that have nothing but one more picture. */
function isVariant({ value1, value2, sku, price, listPrice, grams, stock, lowStock }: Cells): boolean {
  return [value1, value2, sku, price, listPrice, grams, stock, lowStock].some((cell) => cell?.trim());
}

/** What the first row of a product says of all of it. A blank name, category or freight changes nothing; a blank description takes it away. */
function readProduct({ row, cells }: { row: ReadRow; cells: Cells }, problems: Problem[]) {
  const no = lineOf(cells.productNo ?? "");
  const handle = lineOf(cells.handle ?? "");
  const [title, category] = [lineOf(cells.title ?? ""), lineOf(cells.category ?? "")];
  const description = cells.description === undefined ? undefined : textOf(cells.description);
  const freight = lineOf(cells.freight ?? "");
  const onSale = isOnSale(cells.onSale ?? "", cells.status ?? "");
  if (no !== "" && !/^[1-9]\d{0,8}$/.test(no)) problems.push({ row: row.no, code: "unknown_product", fact: no });
  if (!no && !handle && !title) problems.push({ row: row.no, code: "no_title" });
  if (onSale === null) problems.push({ row: row.no, code: "on_sale" });
  if (title.length > MAX_LENGTHS.title) problems.push({ row: row.no, code: "too_long", fact: "title" });
  if ((description ?? "").length > MAX_LENGTHS.description) problems.push({ row: row.no, code: "too_long", fact: "description" });
  return {
    productNo: /^[1-9]\d{0,8}$/.test(no) ? Number(no) : null,
    handle: no ? null : handle || null,
    ...(title && { title }),
    ...(category && { category }),
    ...(description !== undefined && { description }),
    ...(freight && { freight }),
    ...(typeof onSale === "boolean" && { onSale }),
  };
}

/** What other shops write for a product without options. */
const isNoOption = (cells: Cells) => cells.option1 === "Title" && cells.value1 === "Default Title";

/** The names stand in the first row of a product at least; a value without a name is one of 规格. */
function optionsOf(cells: Cells): { options: string[] } {
  if (isNoOption(cells)) return { options: [] };
  const [name1, name2] = [lineOf(cells.option1 ?? ""), lineOf(cells.option2 ?? "")];
  const first = name1 || (lineOf(cells.value1 ?? "") ? "规格" : "");
  return { options: [first, first && name2].filter(Boolean) };
}

function readVariant(row: number, cells: Cells, options: number, problems: Problem[]): DraftVariant {
  const variant: DraftVariant = { row, values: [lineOf(cells.value1 ?? ""), lineOf(cells.value2 ?? "")].slice(0, options) };
  if (variant.values.some((value) => value.length > MAX_LENGTHS.variantName)) problems.push({ row, code: "too_long", fact: "value1" });
  readCode(variant, cells, problems);
  readMoney(variant, cells, problems);
  readCounts(variant, cells, problems);
  return variant;
}

/** Of stock and weight an empty cell says nothing. */
function readCounts(variant: DraftVariant, cells: Cells, problems: Problem[]): void {
  if (cells.stock?.trim()) {
    const stock = stockOf(cells.stock);
    if (stock === null) problems.push({ row: variant.row, code: "stock" });
    else variant.stock = stock;
  }
  if (cells.stockThen?.trim()) {
    const then = stockOf(cells.stockThen);
    if (then === null) problems.push({ row: variant.row, code: "stock_then" });
    else variant.stockThen = then;
  }
  readLowStock(variant, cells, problems);
  if (cells.grams?.trim()) {
    const grams = gramsOf(cells.grams);
    if (grams === null) problems.push({ row: variant.row, code: "grams" });
    else variant.grams = grams;
  }
}

/** An empty cell takes it away: the shop's number counts again. */
function readLowStock(variant: DraftVariant, { lowStock }: Cells, problems: Problem[]): void {
  if (lowStock === undefined) return;
  const pieces = lowStock.trim() ? stockOf(lowStock) : null;
  if ((pieces === null && lowStock.trim()) || (pieces ?? 0) > MAX_LOW_STOCK) problems.push({ row: variant.row, code: "low_stock" });
  else variant.lowStockAt = pieces;
}

function readCode(variant: DraftVariant, { sku }: Cells, problems: Problem[]): void {
  if (sku === undefined) return;
  variant.sku = lineOf(sku);
  if (hasLostDigits(variant.sku)) problems.push({ row: variant.row, code: "e_notation" });
  if (variant.sku.length > MAX_LENGTHS.sku) problems.push({ row: variant.row, code: "too_long", fact: "sku" });
}

function readMoney(variant: DraftVariant, { price, listPrice }: Cells, problems: Problem[]): void {
  if (price?.trim()) {
    const fen = fenOf(price);
    if (fen === null) problems.push({ row: variant.row, code: "price" });
    else variant.priceFen = fen;
  }
  if (listPrice === undefined) return;
  const fen = listPrice.trim() ? fenOf(listPrice) : null;
  if (fen === null && listPrice.trim()) problems.push({ row: variant.row, code: "price" });
  else variant.listPriceFen = fen;
}
