import { z } from "zod";
import { toLine } from "@/lib/server/typed-text";
import { LIST_PRICE_BASES } from "@/lib/shop/catalog/list-price";
import { readRowKey } from "@/lib/shop/catalog/matrix";
import { MAX_LENGTHS, MAX_STOCK, MOST_VARIANTS } from "@/lib/shop/catalog/product";
import type { MatrixInput } from "@/lib/shop/catalog/save-matrix";
import { smallRowId } from "../../../form/row-id";
import { checkbox, variantFields } from "../product-fields";
import { optionsText } from "./options-text";

/** The form of the table of combinations. A row's fields carry its key: price-v12, price-n3_4. */

const text = optionsText.matrix;
/** Longer than anything that is typed into one cell. */
const MAX_CELL = 1000;

const sku = z.string().max(MAX_CELL, text.skuTooLong).transform(toLine).pipe(z.string().max(MAX_LENGTHS.sku, text.skuTooLong));

/** "25" is a new count, "+5" and "-2" are differences; empty leaves what is there. */
const stock = z
  .string()
  .trim()
  .regex(/^(?:[+-]?\d{1,7})?$/, text.needStock)
  .refine((typed) => Math.abs(Number(typed)) <= MAX_STOCK, text.needStock);

/** One more column of the table is one more line here, and one in matrix-row.tsx. */
const row = z.object({
  ...{ price: variantFields.priceFen, list: variantFields.listPriceFen.default(null) },
  ...{ grams: variantFields.grams, low: variantFields.lowStockAt },
  ...{ sku: sku.default(""), stock: stock.default(""), on: checkbox },
  /** What the owner saw in stock. */
  seen: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .default(0),
  /** What the row was made from. */
  was: z.string().max(MAX_CELL).optional(),
});

const COLUMNS = Object.keys(row.shape);
/** What the prices are that are struck through, of all rows together. */
const listPriceBasis = z.enum(LIST_PRICE_BASES).optional();

/** The whole form: its rows with their keys in the order of the form. A combination of which nothing was typed is left out. */
export const matrixForm = z.record(z.string().max(40), z.string().max(MAX_CELL)).transform((raw, context) => {
  const { productId, basis, basisWas, ...cells } = raw;
  const id = smallRowId.safeParse(productId);
  const wanted = listPriceBasis.safeParse(basis);
  const rows = group(cells);
  if (!id.success || !wanted.success || !rows || rows.size > MOST_VARIANTS * 2) {
    context.addIssue({ code: "custom", message: text.refusals.gone, path: ["productId"] });
    return z.NEVER;
  }
  const inputs: { key: string; input: MatrixInput }[] = [];
  for (const [key, typed] of rows) {
    const of = readRowKey(key);
    const isUntouched = key.startsWith("n") && !typed.price && !typed.list && !typed.grams && !typed.sku && !typed.stock && !typed.low;
    if (!of || isUntouched) continue;
    const parsed = row.safeParse(typed);
    for (const issue of parsed.error?.issues ?? [])
      context.addIssue({ code: "custom", message: issue.message, path: [`${String(issue.path[0])}-${key}`] });
    if (parsed.success) inputs.push({ key, input: toInput(of, parsed.data) });
  }
  // One that was not touched is nobody's wish: it may have been changed in another tab.
  return { productId: id.data, rows: inputs, ...(wanted.data !== undefined && basis !== basisWas && { basis: wanted.data }) };
});

type Cells = Record<string, string>;

function group(cells: Cells): Map<string, Cells> | null {
  const rows = new Map<string, Cells>();
  for (const [field, typed] of Object.entries(cells)) {
    const [column = "", key = ""] = field.split("-");
    if (!COLUMNS.includes(column) || !readRowKey(key)) return null;
    rows.set(key, { ...rows.get(key), [column]: typed });
  }
  return rows;
}

function toInput(of: MatrixInput["of"], { price, list, grams, low, sku, stock, on, seen, was }: z.output<typeof row>): MatrixInput {
  const facts = {
    sku,
    active: on,
    stockDelta: deltaOf(stock, seen),
    ...(grams !== undefined && { grams }),
    ...(low !== undefined && { lowStockAt: low }),
    ...(was !== undefined && { was }),
  };
  return { of, priceFen: price, listPriceFen: list, ...facts };
}

/** By how many the stock is to change. */
export function deltaOf(typed: string, seen: number): number {
  if (typed === "") return 0;
  return /^[+-]/.test(typed) ? Number(typed) : Number(typed) - seen;
}
