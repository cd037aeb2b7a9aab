import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { FREIGHT_SELECT, toProductFreight } from "@/lib/shop/freight/read-freight";
import type { Shop } from "@/lib/shop/shop";
import { arrangeVariants } from "./change-options";
import { findFreightProblem } from "./check-freight";
import type { ListPriceBasis, PastPrice } from "./list-price";
import { lockProduct, lockVariantsOf } from "./lock-rows";
import { type MatrixVariant, stampOf } from "./matrix";
import { findFalseFormer, setBasis, signPrices } from "./price-history";
import { MOST_VARIANTS, type VariantInput } from "./product";

/**
 * One row of the table, of a variant or of values that no variant has yet. `stockDelta`: so many more or fewer, which a sale at the
 * same moment does not disturb.
 */
export type MatrixInput = { of: { variantId: number } | { valueIds: readonly number[] } } & Omit<VariantInput, "name"> & {
    sku: string;
    active: boolean;
    stockDelta: number;
    /** `stampOf` the row as it was shown; where it is named, a row that somebody changed since is refused. */
    was?: string;
  };

/**
 * Each carries the row's number in the input, so that the page can show it there; -1 for a variant that is in none. no_weight: its freight
 * is counted by it. former_price: what is called 原价 is not `fen`, as it would have to be; `priceFen` is what it costs now. never_sold: it was
 * not sold before its price became what it is. no_record: no other price of it is known. `variant` is its name where it is in no row.
 */
export type MatrixProblem =
  | "gone"
  | "moved"
  | "too_many"
  | Refusal<"former_price", { row: number; variant: string; priceFen: number } & PastPrice>
  | Refusal<"never_sold" | "no_record", { row: number; variant: string }>
  | Refusal<"list_price", { row: number }>
  | Refusal<"no_weight", { row: number }>
  | Refusal<"below_zero", { row: number; stock: number }>;

/**
 * Writes rows of a product's table, all or none: prices, weight, code and whether it is sold, and the stock by its difference, each with its
 * row of the ledger; a combination that is no variant yet becomes one. `basis`: what the prices are that are struck through; left out it
 * stays. Orders that were placed keep their price. Refuses a product, variant or value that is gone, a price to strike through that is not
 * above the price, or that is called 原价 and may not be, one that is sold without the weight by which its freight is counted, more than
 * may be taken from the stock, and more variants than a product may have.
 */
export async function saveMatrix(
  shop: Shop,
  productId: number,
  rows: readonly MatrixInput[],
  basis?: ListPriceBasis,
): Promise<Result<object, MatrixProblem>> {
  const undone: { refusal?: Refused } = {};
  return shop.db
    .$transaction(async (tx): Promise<Result<object, MatrixProblem>> => {
      undone.refusal = (await writeMatrix(tx, shop, productId, rows, basis)) ?? undefined;
      if (undone.refusal) throw new Undone();
      return { ok: true };
    })
    .catch((error: unknown) => {
      if (error instanceof Undone && undone.refusal) return undone.refusal;
      throw error;
    });
}

class Undone extends Error {}
type Refused = Extract<Result<object, MatrixProblem>, { ok: false }>;

const SELECT = {
  ...{ id: true, name: true, sku: true, priceFen: true, listPriceFen: true, grams: true, lowStockAt: true, active: true, stock: true },
  movements: { where: { kind: "adjust" }, orderBy: { id: "desc" }, take: 1, select: { id: true } },
} as const;

/** The same in the caller's transaction, which is rolled back where a refusal comes out. */
export async function writeMatrix(
  tx: Tx,
  shop: Shop,
  productId: number,
  rows: readonly MatrixInput[],
  basis?: ListPriceBasis,
): Promise<Refused | null> {
  await lockProduct(tx, productId);
  await lockVariantsOf(tx, productId);
  await signPrices(tx, shop);
  const product = await tx.product.findUnique({
    where: { id: productId },
    select: {
      ...{ title: true, listPriceBasis: true },
      ...FREIGHT_SELECT,
      options: { orderBy: { position: "asc" }, select: { values: { select: { id: true } } } },
      variants: { where: { retired: false }, select: SELECT },
    },
  });
  if (!product) return refuse("gone");
  const needsWeight = (await findFreightProblem(tx, toProductFreight(product), [{ grams: 0 }]))?.reason === "no_weight";
  const isCombination = (ids: readonly number[]) =>
    ids.length === product.options.length && product.options.every(({ values }, index) => values.some(({ id }) => id === ids[index]));
  let count = product.variants.length;
  const made: MadeVariant[] = [];
  for (const [row, input] of rows.entries()) {
    const { of } = input;
    if (input.listPriceFen !== null && input.listPriceFen <= input.priceFen) return refuse("list_price", { row });
    if ("valueIds" in of) {
      if (!isCombination(of.valueIds)) return refuse("gone");
      if (++count > MOST_VARIANTS) return refuse("too_many");
      if (needsWeight && input.active && !input.grams) return refuse("no_weight", { row });
      if (input.stockDelta < 0) return refuse("below_zero", { row, stock: 0 });
      const id = await addVariant(tx, shop, productId, of.valueIds, input);
      if (id === null) return refuse("gone");
      made.push({ id, input });
    } else {
      const before = product.variants.find(({ id }) => id === of.variantId);
      if (!before) return refuse("gone");
      if (input.was !== undefined && input.was !== stampOf(before)) return refuse("moved");
      if (needsWeight && input.active && (input.grams ?? before.grams) === 0) return refuse("no_weight", { row });
      const problem = await changeVariant(tx, shop, { ...product, id: productId }, before, input);
      if (problem !== null) return refuse("below_zero", { row, stock: problem });
    }
  }
  if (made.length > 0) await nameMade(tx, shop, { ...product, id: productId }, made);
  const about = { ...product, id: productId };
  const was = product.listPriceBasis as ListPriceBasis;
  if (basis !== undefined && basis !== was) await setBasis(tx, shop, about, was, basis);
  return (basis ?? was) === "former" ? findFormerProblem(tx, about, { rows, made }) : null;
}

/** What was written just now has begun just now. */
async function findFormerProblem(
  tx: Tx,
  { id: productId }: Named,
  { rows, made }: { rows: readonly MatrixInput[]; made: readonly MadeVariant[] },
): Promise<Refused | null> {
  const found = await findFalseFormer(tx, productId);
  if (!found) return null;
  const { variantId, name, priceFen, problem } = found;
  const input = made.find(({ id }) => id === variantId)?.input;
  const row = rows.findIndex((one) => one === input || ("variantId" in one.of && one.of.variantId === variantId));
  const about = { row, variant: row < 0 ? name : "" };
  return typeof problem === "string" ? refuse(problem, about) : refuse("former_price", { ...about, priceFen, ...problem });
}

type Named = { id: number; title: string };
type MadeVariant = { id: number; input: MatrixInput };
type Before = Omit<MatrixVariant, "reserved" | "sold" | "value1Id" | "value2Id">;

/** Null when the combination has become a variant meanwhile, in another tab. */
async function addVariant(tx: Tx, shop: Shop, productId: number, valueIds: readonly number[], input: MatrixInput): Promise<number | null> {
  const [value1Id = null, value2Id = null] = valueIds;
  const { priceFen, listPriceFen, grams = 0, lowStockAt = null, sku, active, stockDelta } = input;
  if (await tx.variant.findFirst({ where: { productId, retired: false, value1Id, value2Id }, select: { id: true } })) return null;
  const data = { productId, value1Id, value2Id, priceFen, listPriceFen, grams, lowStockAt, sku, active, stock: stockDelta };
  const { id } = await tx.variant.create({ data, select: { id: true } });
  if (stockDelta > 0)
    await tx.stockMovement.create({ data: { variantId: id, kind: "adjust", quantity: stockDelta, createdAt: shop.now() } });
  return id;
}

/** The names follow from the values, so they are known only now. */
async function nameMade(tx: Tx, shop: Shop, product: Named, made: readonly MadeVariant[]): Promise<void> {
  await arrangeVariants(tx, product.id);
  const named = await tx.variant.findMany({ where: { id: { in: made.map(({ id }) => id) } }, select: { id: true, name: true } });
  for (const { id, input } of made) {
    const name = nameOf(product, named.find((one) => one.id === id) ?? { name: "" });
    const { priceFen, listPriceFen, grams = 0, lowStockAt = null, sku, active, stockDelta } = input;
    const after = { priceFen, listPriceFen, grams, lowStockAt, sku, active, stock: stockDelta };
    await recordAudit(tx, shop, { kind: "variant_added", subject: product.id, name, after });
  }
}

/** How many there are, when the change would take more than that; otherwise null. */
async function changeVariant(
  tx: Tx,
  shop: Shop,
  product: Named,
  { id, stock, name, movements: _movements, ...before }: Before,
  input: MatrixInput,
): Promise<number | null> {
  const { priceFen, listPriceFen, grams = before.grams, lowStockAt = before.lowStockAt, sku, active, stockDelta } = input;
  // The variant's row is locked, so the stock that was read is the stock that is there.
  if (stock + stockDelta < 0) return stock;
  const after = { sku, priceFen, listPriceFen, grams, lowStockAt, active };
  if (stockDelta === 0 && isSame(before, after)) return null;
  await tx.variant.update({ where: { id }, data: { ...after, stock: { increment: stockDelta } } });
  const about = { subject: product.id, name: nameOf(product, { name }) };
  await recordAudit(tx, shop, { kind: "variant_changed", ...about, before, after });
  if (stockDelta === 0) return null;
  await tx.stockMovement.create({ data: { variantId: id, kind: "adjust", quantity: stockDelta, createdAt: shop.now() } });
  const stocks = { before: { stock }, after: { stock: stock + stockDelta } };
  await recordAudit(tx, shop, { kind: "stock_adjusted", ...about, ...stocks });
  return null;
}

type Written = Omit<Before, "id" | "name" | "stock" | "movements">;

function isSame(before: Written, after: Written): boolean {
  return (Object.keys(after) as (keyof Written)[]).every((column) => before[column] === after[column]);
}

function nameOf(product: { title: string }, variant: { name: string }): string {
  return `${product.title} ${variant.name}`.trim();
}
