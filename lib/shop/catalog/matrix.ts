/** The table of all combinations of a product's values, as the owner fills it in. Pure, so that the page may import it. */
import { BETWEEN_VALUES, type OptionView } from "./product";

/** What is known of a variant in the table. */
export type MatrixVariant = {
  id: number;
  name: string;
  sku: string;
  priceFen: number;
  listPriceFen: number | null;
  grams: number;
  lowStockAt: number | null;
  stock: number;
  reserved: number;
  sold: number;
  active: boolean;
  value1Id: number | null;
  value2Id: number | null;
  /** The last time that an owner changed its stock. */
  movements: readonly { id: bigint }[];
};

/** A row of the table: a variant, or a combination that is none yet. `key` names it in a form. */
export type MatrixRow = { key: string; name: string; valueIds: number[]; variant: MatrixVariant | null };

/** What a row was made from: it changes with all that the table writes, and not with a sale. */
export function stampOf(
  variant: Pick<MatrixVariant, "priceFen" | "listPriceFen" | "grams" | "lowStockAt" | "active" | "sku" | "movements">,
): string {
  const { priceFen, listPriceFen, grams, lowStockAt, active, sku, movements } = variant;
  return [priceFen, listPriceFen, grams, lowStockAt, active, movements[0]?.id ?? 0, sku].join(" ");
}

/** A combination's key: `v12` is a variant, `n3` and `n3_4` are values that no variant has. */
export function rowKey(row: { variantId: number } | { valueIds: readonly number[] }): string {
  return "variantId" in row ? `v${row.variantId}` : `n${row.valueIds.join("_")}`;
}

/** What a key names; null for none. */
export function readRowKey(key: string): { variantId: number } | { valueIds: number[] } | null {
  if (/^v\d{1,9}$/.test(key)) return { variantId: Number(key.slice(1)) };
  return /^n\d{1,9}(?:_\d{1,9})?$/.test(key) ? { valueIds: key.slice(1).split("_").map(Number) } : null;
}

/** All combinations in the order of their values; before them variants that are none of them, which only a product without options has. */
export function matrixOf(options: readonly OptionView[], variants: readonly MatrixVariant[]): MatrixRow[] {
  const combinations = options.reduce<{ names: string[]; ids: number[] }[]>(
    (rows, { values }) => rows.flatMap((row) => values.map(({ id, name }) => ({ names: [...row.names, name], ids: [...row.ids, id] }))),
    [{ names: [], ids: [] }],
  );
  const inTable = options.length === 0 ? [] : combinations;
  const used = new Set<number>();
  const rows = inTable.map(({ names, ids }) => {
    const variant = variants.find(({ value1Id, value2Id }) => value1Id === ids[0] && value2Id === (ids[1] ?? null)) ?? null;
    if (variant) used.add(variant.id);
    const key = variant ? rowKey({ variantId: variant.id }) : rowKey({ valueIds: ids });
    return { key, name: names.join(BETWEEN_VALUES), valueIds: ids, variant };
  });
  const others = variants.filter(({ id }) => !used.has(id));
  return [...others.map((variant) => ({ key: rowKey({ variantId: variant.id }), name: variant.name, valueIds: [], variant })), ...rows];
}
