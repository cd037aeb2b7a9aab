import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { lockProduct, lockVariantsOf } from "./lock-rows";
import { OPTIONS_SELECT } from "./options-select";
import { BETWEEN_VALUES, MOST_VARIANTS, type OptionView } from "./product";

/** A product's options and the variants that can still be sold or switched on again, all locked. */
export type OptionState = {
  productId: number;
  title: string;
  options: OptionView[];
  variants: { id: number; active: boolean; value1Id: number | null; value2Id: number | null }[];
};

/** full: as many options as a product may have. last_value: an option has at least one. too_many: more combinations than there may be. */
export type OptionProblem = "gone" | "same_name" | "full" | "last_value" | Refusal<"too_many", { combinations: number }>;

/**
 * Changes the options of a product in one transaction: `change` writes, then the variants get the names and places that follow from
 * their values, and the audit trail what the options were and are. A refusal of `change` undoes what it wrote. Locks the product,
 * then its variants by number, as orders do.
 */
export async function changeOptions(
  shop: Shop,
  productId: number,
  change: (tx: Tx, state: OptionState) => Promise<Result<object, OptionProblem>>,
): Promise<Result<object, OptionProblem>> {
  const undone: { refusal?: Result<object, OptionProblem> } = {};
  return shop.db
    .$transaction(async (tx): Promise<Result<object, OptionProblem>> => {
      const state = await lockOptions(tx, productId);
      if (!state) return refuse("gone");
      const result = await change(tx, state);
      const after = await readOptions(tx, productId);
      const combinations = after.reduce((product, { values }) => product * values.length, 1);
      undone.refusal = result.ok && combinations > MOST_VARIANTS ? refuse("too_many", { combinations }) : result;
      if (!undone.refusal.ok) throw new Undone();
      await arrangeVariants(tx, productId);
      await recordAudit(tx, shop, {
        ...{ kind: "options_changed", subject: productId, name: state.title },
        ...{ before: { options: optionsInWords(state.options) }, after: { options: optionsInWords(after) } },
      });
      return result;
    })
    .catch((error: unknown) => {
      if (error instanceof Undone && undone.refusal) return undone.refusal;
      throw error;
    });
}

class Undone extends Error {}

/** Locks a product and its variants, and reads what they are; null when the product is gone. */
async function lockOptions(tx: Tx, productId: number): Promise<OptionState | null> {
  await lockProduct(tx, productId);
  await lockVariantsOf(tx, productId);
  const product = await tx.product.findUnique({
    where: { id: productId },
    select: {
      title: true,
      options: OPTIONS_SELECT,
      variants: {
        where: { retired: false },
        orderBy: [{ position: "asc" }, { id: "asc" }],
        select: { id: true, active: true, value1Id: true, value2Id: true },
      },
    },
  });
  return product && { productId, ...product };
}

async function readOptions(tx: Tx, productId: number): Promise<OptionView[]> {
  return tx.productOption.findMany({ where: { productId }, ...OPTIONS_SELECT });
}

/** 颜色（红、蓝） × 尺码（M、L） */
export function optionsInWords(options: readonly OptionView[]): string {
  return options.map(({ name, values }) => `${name}（${values.map((value) => value.name).join("、")}）`).join(" × ");
}

/** Gives each variant the name and the place that follow from its values; the shown name is what carts and old pages read. */
export async function arrangeVariants(tx: Tx, productId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE variants v SET name = n.name, position = n.position FROM (
      SELECT v.id, a.name || COALESCE(${BETWEEN_VALUES} || b.name, '') AS name, a.position * 1000 + COALESCE(b.position, 0) AS position
      FROM variants v JOIN option_values a ON a.id = v.value1_id LEFT JOIN option_values b ON b.id = v.value2_id
      WHERE v.product_id = ${productId}
    ) n WHERE n.id = v.id AND (v.name, v.position) IS DISTINCT FROM (n.name, n.position)`;
}

/**
 * Takes variants out of the product's combinations for good. They stay, with their name, stock and ledger, since carts and orders
 * name them; an order of one that waits for its payment can still be paid.
 */
export async function retireVariants(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    UPDATE variants SET retired = TRUE, active = FALSE, value1_id = NULL, value2_id = NULL WHERE id IN (${Prisma.join([...ids])})`;
}
