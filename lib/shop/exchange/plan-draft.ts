import { createHash } from "node:crypto";
import { BETWEEN_VALUES, MAX_LENGTHS, MOST_OPTIONS, MOST_VARIANTS, type OptionView } from "../catalog/product";
import type { ProductFreight } from "../freight/freight";
import type { Draft, DraftVariant, Problem } from "./draft";
import { freightCell, readFreight, type Templates } from "./freight-cell";

/** Of a name that nothing has, so many characters are told. */
const MOST_TOLD = 30;

/** A product as it stands in the shop. */
export type Standing = {
  id: number;
  title: string;
  description: string;
  onSale: boolean;
  category: { name: string };
  freightKind: string;
  freightFeeFen: number | null;
  freightTemplateId: number | null;
  /** By which its freight is counted, if by one. */
  freightTemplate: { name: string; unit: string } | null;
  options: OptionView[];
  variants: StandingVariant[];
};
export type StandingVariant = {
  id: number;
  sku: string;
  priceFen: number;
  listPriceFen: number | null;
  grams: number;
  lowStockAt: number | null;
  stock: number;
  active: boolean;
  value1Id: number | null;
  value2Id: number | null;
  /** The last time that an owner counted or changed its stock. */
  movements?: readonly { id: bigint }[];
};

/** What is to be written of one variant. `variantId` is null for a new one. */
export type PlannedRow = {
  row: number;
  variantId: number | null;
  values: string[];
  priceFen: number;
  listPriceFen: number | null;
  grams: number;
  lowStockAt: number | null;
  sku: string;
  active: boolean;
  stockDelta: number;
};

export type Change =
  | "title"
  | "category"
  | "description"
  | "onSale"
  | "freight"
  | "price"
  | "listPrice"
  | "grams"
  | "sku"
  | "stock"
  | "lowStock"
  | "variants";
/** `freight`: the one that it gets; null: it keeps its own, and a new product is sent free. */
export type Plan = { problems: Problem[]; changes: Change[]; rows: PlannedRow[]; freight: ProductFreight | null };

/**
 * Compares what a file says of a product with the product in the shop, null for a new one. Pure: the same when the file is looked at and
 * when it is written. Rows that change nothing are left out.
 */
export function planDraft(draft: Draft, standing: Standing | null, templates: Templates): Plan {
  const plan: Plan = { problems: [], changes: [], rows: [], freight: null };
  const first = draft.variants[0]?.row ?? 0;
  if (standing && draft.options.length > 0 && names(draft.options) !== names(standing.options.map(({ name }) => name))) {
    const fact = names(standing.options.map(({ name }) => name));
    return { ...plan, problems: [{ row: first, code: "option_names", fact }] };
  }
  if (!standing) checkNew(draft, first, plan);
  else noteProductChanges(draft, standing, plan);
  const isByWeight = planFreight(draft, standing, templates, plan);
  const seen = new Set<string>();
  for (const variant of draft.variants) planVariant(variant, { draft, standing, isByWeight }, plan, seen);
  if (combinationsAfter(draft, standing) > MOST_VARIANTS) plan.problems.push({ row: first, code: "too_many" });
  plan.changes = [...new Set(plan.changes)];
  return plan;
}

/**
 * Of all that makes an import start again when it changes. Stock is not part of it: sales go on, and stock moves by its difference. A
 * change of stock by hand is: the same file, confirmed in two tabs, would add its difference twice.
 */
export function fingerprintOf(standing: Standing): string {
  const { id, title, description, onSale, category, options, variants } = standing;
  const lines = variants.map(({ stock: _stock, movements = [], ...variant }) => [variant, ...movements.map(({ id }) => String(id))]);
  return createHash("sha256")
    .update(JSON.stringify([id, title, description, onSale, category.name, freightCell(standing), options, lines]))
    .digest("base64url");
}

const names = (options: readonly string[]) => options.join("、");

function checkNew({ title, category, options }: Draft, row: number, plan: Plan): void {
  if (!title) plan.problems.push({ row, code: "no_title" });
  if (!category) plan.problems.push({ row, code: "no_category" });
  for (const [index, name] of options.entries())
    if (name.length > MAX_LENGTHS.optionName) plan.problems.push({ row, code: "too_long", fact: `option${index + 1}` });
  if (options.length > MOST_OPTIONS || new Set(options).size < options.length) plan.problems.push({ row, code: "option_names", fact: "" });
}

function noteProductChanges(draft: Draft, standing: Standing, plan: Plan): void {
  if (draft.title !== undefined && draft.title !== standing.title) plan.changes.push("title");
  if (draft.category !== undefined && draft.category !== standing.category.name) plan.changes.push("category");
  if (draft.description !== undefined && draft.description !== standing.description) plan.changes.push("description");
  if (draft.onSale !== undefined && draft.onSale !== standing.onSale) plan.changes.push("onSale");
}

/** Says what freight the product gets, and whether its freight is then counted by weight. */
function planFreight(draft: Draft, standing: Standing | null, templates: Templates, plan: Plan): boolean {
  const row = draft.variants[0]?.row ?? 0;
  const { freight: cell } = draft;
  // What stands there already is no change, whatever else a name might mean.
  if (cell === undefined || (standing && cell === freightCell(standing))) return standing?.freightTemplate?.unit === "weight";
  plan.freight = readFreight(cell, templates);
  if (plan.freight === null) plan.problems.push({ row, code: "freight", fact: Array.from(cell).slice(0, MOST_TOLD).join("") });
  else if (standing) plan.changes.push("freight");
  const isByWeight = templates.get(cell)?.unit === "weight";
  const inFile = (found: StandingVariant) => draft.variants.some((variant) => standing && findVariant(variant, draft, standing) === found);
  const others = standing?.variants.filter((found) => found.active && found.grams === 0 && !inFile(found)) ?? [];
  if (isByWeight && others.length > 0) plan.problems.push({ row, code: "no_weight" });
  return isByWeight;
}

type Around = { draft: Draft; standing: Standing | null; isByWeight: boolean };

function planVariant(variant: DraftVariant, { draft, standing, isByWeight }: Around, plan: Plan, seen: Set<string>): void {
  const { row } = variant;
  const found = standing ? findVariant(variant, draft, standing) : null;
  if (found === "value_missing" || found === "which_variant") {
    plan.problems.push({ row, code: found });
    return;
  }
  if (!found && variant.values.includes("")) {
    plan.problems.push({ row, code: "value_missing" });
    return;
  }
  // A value that was renamed, or that a spreadsheet took for a date, would be new goods, with the same pieces once more.
  if (standing && !found && variant.stockThen !== undefined) {
    plan.problems.push({ row, code: "value_changed", fact: variant.values.join(BETWEEN_VALUES) });
    return;
  }
  const key = found ? `v${found.id}` : variant.values.join("\n");
  if (seen.has(key)) plan.problems.push({ row, code: "twice", fact: variant.values.join(BETWEEN_VALUES) });
  seen.add(key);
  writeRow(variant, { found, isByWeight }, plan);
}

type Known = { found: StandingVariant | null; isByWeight: boolean };

function writeRow(variant: DraftVariant, { found, isByWeight }: Known, plan: Plan): void {
  const { row, values } = variant;
  const priceFen = variant.priceFen ?? found?.priceFen;
  if (priceFen === undefined) {
    plan.problems.push({ row, code: "no_price" });
    return;
  }
  const listPriceFen = variant.listPriceFen === undefined ? (found?.listPriceFen ?? null) : variant.listPriceFen;
  if (listPriceFen !== null && listPriceFen <= priceFen) plan.problems.push({ row, code: "list_price" });
  const sku = variant.sku ?? found?.sku ?? "";
  const grams = variant.grams ?? found?.grams ?? 0;
  const lowStockAt = variant.lowStockAt === undefined ? (found?.lowStockAt ?? null) : variant.lowStockAt;
  // Of goods that are there, a count as the export wrote it is no count of the owner's: goods were sold since.
  const isUntouched = variant.stock === undefined || (found !== null && variant.stock === variant.stockThen);
  const stockDelta = isUntouched ? 0 : (variant.stock ?? 0) - (found?.stock ?? 0);
  const changes: Change[] = found ? changesOf(found, { priceFen, listPriceFen, grams, lowStockAt, sku, stockDelta }) : ["variants"];
  const active = found?.active ?? true;
  if (active && grams === 0 && isByWeight && (changes.length > 0 || plan.freight)) plan.problems.push({ row, code: "no_weight" });
  if (changes.length === 0) return;
  plan.changes.push(...changes);
  plan.rows.push({ row, variantId: found?.id ?? null, values, priceFen, listPriceFen, grams, lowStockAt, sku, active, stockDelta });
}

type Wanted = Pick<PlannedRow, "priceFen" | "listPriceFen" | "grams" | "lowStockAt" | "sku" | "stockDelta">;

function changesOf(found: StandingVariant, { priceFen, listPriceFen, grams, lowStockAt, sku, stockDelta }: Wanted): Change[] {
  const changes: Change[] = [];
  if (found.priceFen !== priceFen) changes.push("price");
  if (found.listPriceFen !== listPriceFen) changes.push("listPrice");
  if (found.grams !== grams) changes.push("grams");
  if (found.sku !== sku) changes.push("sku");
  if (stockDelta !== 0) changes.push("stock");
  if (found.lowStockAt !== lowStockAt) changes.push("lowStock");
  return changes;
}

/** By its values where the file has them; otherwise the only variant, or the one with that code. Null: it is a new combination. */
function findVariant(
  { values, sku }: DraftVariant,
  draft: Draft,
  { options, variants }: Standing,
): StandingVariant | null | "value_missing" | "which_variant" {
  if (draft.options.length > 0) {
    if (values.includes("")) return "value_missing";
    const ids = options.map((option, index) => option.values.find(({ name }) => name === values[index])?.id);
    if (ids.includes(undefined)) return null;
    return variants.find(({ value1Id, value2Id }) => value1Id === ids[0] && value2Id === (ids[1] ?? null)) ?? null;
  }
  const [only, ...others] = variants;
  if (only && others.length === 0) return only;
  const coded = sku ? variants.filter((variant) => variant.sku === sku) : [];
  return coded.length === 1 && coded[0] ? coded[0] : "which_variant";
}

/** How many rows the product's table will have. */
function combinationsAfter({ options, variants }: Draft, standing: Standing | null): number {
  return options.reduce((product, _name, index) => {
    const known = standing?.options[index]?.values.map(({ name }) => name) ?? [];
    return product * new Set([...known, ...variants.map(({ values }) => values[index])]).size;
  }, 1);
}
