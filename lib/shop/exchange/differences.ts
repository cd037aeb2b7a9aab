import { BETWEEN_VALUES } from "../catalog/product";
import type { Draft } from "./draft";
import { FREE, freightCell } from "./freight-cell";
import type { Change, Plan, PlannedRow, Standing, StandingVariant } from "./plan-draft";

/** What an import would change of one thing, old and new. Money is fen; null is nothing. `of` names a variant, empty for the product. */
export type Difference = { what: Exclude<Change, "variants">; of: string; from: Value; to: Value };
type Value = string | number | boolean | null;

/** A long text is shown by its beginning. */
const MOST_CHARACTERS = 60;

/** Each thing that a plan changes, for an owner to read before it is written; of a new product what it will be sold and sent for. Pure. */
export function differencesOf(draft: Draft, standing: Standing | null, plan: Plan): Difference[] {
  return [...productDifferences(draft, standing, plan), ...plan.rows.flatMap((row) => rowDifferences(row, standing))];
}

function productDifferences(draft: Draft, standing: Standing | null, { changes }: Plan): Difference[] {
  const freight = draft.freight ?? FREE;
  if (!standing) return [made("freight", "", freight), made("onSale", "", draft.onSale ?? false)];
  const all: Difference[] = [
    { what: "title", of: "", from: standing.title, to: draft.title ?? null },
    { what: "category", of: "", from: standing.category.name, to: draft.category ?? null },
    { what: "description", of: "", from: beginning(standing.description), to: beginning(draft.description ?? "") },
    { what: "onSale", of: "", from: standing.onSale, to: draft.onSale ?? null },
    { what: "freight", of: "", from: freightCell(standing), to: freight },
  ];
  return all.filter(({ what }) => changes.includes(what));
}

function rowDifferences(row: PlannedRow, standing: Standing | null): Difference[] {
  const found = standing?.variants.find(({ id }) => id === row.variantId);
  const of = found && standing ? nameOf(found, standing) : row.values.filter(Boolean).join(BETWEEN_VALUES);
  if (!found) return [made("price", of, row.priceFen), made("stock", of, row.stockDelta)];
  const all: Difference[] = [
    { what: "price", of, from: found.priceFen, to: row.priceFen },
    { what: "listPrice", of, from: found.listPriceFen, to: row.listPriceFen },
    { what: "grams", of, from: found.grams, to: row.grams },
    { what: "sku", of, from: found.sku, to: row.sku },
    { what: "stock", of, from: found.stock, to: found.stock + row.stockDelta },
    { what: "lowStock", of, from: found.lowStockAt, to: row.lowStockAt },
  ];
  return all.filter(({ from, to }) => from !== to);
}

function made(what: Difference["what"], of: string, to: Value): Difference {
  return { what, of, from: null, to };
}

function nameOf({ value1Id, value2Id }: StandingVariant, { options }: Standing): string {
  const names = [value1Id, value2Id].map((id, index) => options[index]?.values.find((value) => value.id === id)?.name ?? "");
  return names.filter(Boolean).join(BETWEEN_VALUES);
}

function beginning(text: string): string {
  const line = Array.from(text.replace(/\s+/gu, " "));
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1).join("")}…` : line.join("");
}
