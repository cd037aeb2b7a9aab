import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { changeOptions, type OptionProblem } from "./change-options";
import { MOST_OPTIONS } from "./product";

/** What the owner writes of a new option: its name and its values in their order, at least one. */
export type OptionInput = { name: string; values: readonly string[] };

/**
 * Adds an option behind those that a product has; its variants become those of the first value. Refuses a name or a value that
 * comes twice, a third option, and more combinations than a product may have.
 */
export async function addOption(shop: Shop, productId: number, input: OptionInput): Promise<Result<object, OptionProblem>> {
  return changeOptions(shop, productId, async (tx, { options, variants }) => {
    if (options.length >= MOST_OPTIONS) return refuse("full");
    if (options.some(({ name }) => name === input.name) || new Set(input.values).size < input.values.length) return refuse("same_name");
    const first = await writeOption(tx, productId, options.length + 1, input);
    const mine = options.length === 0 ? variants.slice(0, 1) : variants.filter(({ value1Id }) => value1Id !== null);
    const data = options.length === 0 ? { value1Id: first } : { value2Id: first };
    await tx.variant.updateMany({ where: { id: { in: mine.map(({ id }) => id) } }, data });
    return { ok: true };
  });
}

/** Writes an option with its values in the caller's transaction. Returns the number of the first value. */
export async function writeOption(tx: Tx, productId: number, position: number, { name, values }: OptionInput): Promise<number> {
  const created = await tx.productOption.create({
    data: { productId, position, name, values: { create: values.map((value, index) => ({ name: value, position: index })) } },
    select: { values: { orderBy: { position: "asc" }, take: 1, select: { id: true } } },
  });
  const first = created.values[0];
  if (!first) throw new Error("an option has at least one value");
  return first.id;
}
