import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { changeOptions, type OptionProblem, type OptionState, retireVariants } from "./change-options";
import type { OptionView } from "./product";

/**
 * What the owner writes of an option: the names of the values that are there, values that are new, and what one button asks for
 * besides. `values` are those that the page showed; others stay as they are.
 */
export type OptionChange = {
  optionId: number;
  name: string;
  values: readonly { id: number; name: string; image?: string }[];
  added: readonly string[];
  move?: { valueId: number; to: "up" | "down" | "away" } | undefined;
};

/**
 * Renames an option and its values, adds values, and moves one of them or takes it away. Variants are renamed with their values in the
 * same transaction; the variants of a value that is taken away are retired. Refuses what is gone meanwhile, a name that comes
 * twice, more combinations than a product may have, and to take the last value away.
 */
export async function changeOption(shop: Shop, productId: number, change: OptionChange): Promise<Result<object, OptionProblem>> {
  return changeOptions(shop, productId, async (tx, state) => {
    const { options } = state;
    const option = options.find(({ id }) => id === change.optionId);
    if (!option || change.values.some((value) => !option.values.some(({ id }) => id === value.id))) return refuse("gone");
    const next = renamed(option, change);
    const names = next.map(({ name }) => name);
    if (new Set(names).size < names.length) return refuse("same_name");
    if (options.some((other) => other.id !== option.id && other.name === change.name)) return refuse("same_name");
    const kept = moved(next, change.move);
    if (kept.length === 0) return refuse("last_value");
    await tx.productOption.update({ where: { id: option.id }, data: { name: change.name } });
    await writeValues(tx, option, kept);
    const away = option.values.filter(({ id }) => !kept.some((value) => value.id === id)).map(({ id }) => id);
    await takeAway(tx, state, away);
    return { ok: true };
  });
}

type Next = { id: number | null; name: string; image: string };

function renamed(option: OptionView, { values, added }: OptionChange): Next[] {
  const old = option.values.map((value) => ({ ...value, ...values.find(({ id }) => id === value.id) }));
  return [...old, ...added.map((name) => ({ id: null, name, image: "" }))];
}

function moved(values: Next[], move: OptionChange["move"]): Next[] {
  const from = move ? values.findIndex(({ id }) => id === move.valueId) : -1;
  const value = values[from];
  if (!move || !value) return values;
  const rest = values.toSpliced(from, 1);
  if (move.to === "away") return rest;
  return rest.toSpliced(Math.max(0, from + (move.to === "up" ? -1 : 1)), 0, value);
}

/** Two values may change names with each other, which no single order of writing allows: all that change step aside first. */
async function writeValues(tx: Tx, option: OptionView, values: readonly Next[]): Promise<void> {
  const renamedIds = values.filter(({ id, name }) => option.values.some((old) => old.id === id && old.name !== name));
  for (const { id } of renamedIds) if (id !== null) await tx.optionValue.update({ where: { id }, data: { name: `\u0001${id}` } });
  for (const [position, { id, name, image }] of values.entries()) {
    if (id === null) await tx.optionValue.create({ data: { optionId: option.id, name, image, position } });
    else await tx.optionValue.update({ where: { id }, data: { name, image, position } });
  }
}

async function takeAway(tx: Tx, { variants }: OptionState, valueIds: readonly number[]): Promise<void> {
  const isAway = (id: number | null) => id !== null && valueIds.includes(id);
  const gone = variants.filter(({ value1Id, value2Id }) => isAway(value1Id) || isAway(value2Id));
  await retireVariants(
    tx,
    gone.map(({ id }) => id),
  );
  await tx.optionValue.deleteMany({ where: { id: { in: [...valueIds] } } });
}
