import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { changeOptions, type OptionProblem, retireVariants } from "./change-options";

/**
 * Takes an option off a product. Of the variants that then are the same one stays, an active one before others, with its own price
 * and stock; the rest are retired, and their stock with them. Refuses an option that is gone.
 */
export async function removeOption(shop: Shop, productId: number, optionId: number): Promise<Result<object, OptionProblem>> {
  return changeOptions(shop, productId, async (tx, { options, variants }) => {
    const index = options.findIndex(({ id }) => id === optionId);
    if (index < 0) return refuse("gone");
    const staying = new Map<number | null, number>();
    const inOrder = variants.toSorted((one, other) => Number(other.active) - Number(one.active));
    for (const { id, value1Id, value2Id } of inOrder) {
      const value = index === 0 ? value2Id : value1Id;
      const rest = options.length === 1 ? null : value;
      if (!staying.has(rest)) staying.set(rest, id);
    }
    const kept = [...staying.values()];
    await retireVariants(
      tx,
      variants.map(({ id }) => id).filter((id) => !kept.includes(id)),
    );
    for (const [value1Id, id] of staying) {
      const isOnly = value1Id === null && options.length === 1;
      await tx.variant.update({ where: { id }, data: { value1Id, value2Id: null, ...(isOnly && { name: "" }) } });
    }
    await tx.productOption.delete({ where: { id: optionId } });
    await tx.productOption.updateMany({ where: { productId }, data: { position: 1 } });
    return { ok: true };
  });
}

/** Lets the two options of a product change places: the second becomes the one whose values have pictures. */
export async function swapOptions(shop: Shop, productId: number): Promise<Result<object, OptionProblem>> {
  return changeOptions(shop, productId, async (tx, { options }) => {
    const [first, second] = options;
    if (!first || !second) return refuse("gone");
    for (const [id, position] of [
      [first.id, 0],
      [second.id, 1],
      [first.id, 2],
    ] as const)
      await tx.productOption.update({ where: { id }, data: { position } });
    await tx.$executeRaw`
      UPDATE variants SET value1_id = value2_id, value2_id = value1_id WHERE product_id = ${productId} AND value2_id IS NOT NULL`;
    return { ok: true };
  });
}
