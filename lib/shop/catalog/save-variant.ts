import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { MOST_VARIANTS, type VariantInput } from "./product";

/** no_name: of several variants each needs one. list_price: the price to strike through is not above the price. */
type VariantProblem = "same_name" | "no_name" | "list_price";

/**
 * Changes a variant's name, prices and whether it is sold; its stock is changed by `adjustStock`. Orders that were placed keep
 * the price that they were placed at. Variants are switched off and never deleted, since carts and the stock ledger name them.
 */
export async function saveVariant(
  shop: Shop,
  ids: { productId: number; variantId: number },
  input: VariantInput & { active: boolean },
): Promise<Result<object, "gone" | VariantProblem>> {
  const problem = await findProblem(shop, ids, input);
  if (problem) return problem;
  const { count } = await shop.db.variant.updateMany({ where: { id: ids.variantId, productId: ids.productId }, data: input });
  return count === 1 ? { ok: true } : refuse("gone");
}

/** Adds a variant at the end of the product's list, with nothing in stock yet. */
export async function addVariant(
  shop: Shop,
  productId: number,
  input: VariantInput,
): Promise<Result<object, "gone" | "too_many" | VariantProblem>> {
  const problem = await findProblem(shop, { productId, variantId: 0 }, input);
  if (problem) return problem;
  const product = await shop.db.product.findUnique({ where: { id: productId }, select: { _count: { select: { variants: true } } } });
  if (!product) return refuse("gone");
  if (product._count.variants >= MOST_VARIANTS) return refuse("too_many");
  await shop.db.variant.create({ data: { ...input, productId, position: product._count.variants } });
  return { ok: true };
}

async function findProblem(shop: Shop, { productId, variantId }: { productId: number; variantId: number }, input: VariantInput) {
  if (input.listPriceFen !== null && input.listPriceFen <= input.priceFen) return refuse("list_price");
  const twin = await shop.db.variant.findFirst({ where: { productId, name: input.name, id: { not: variantId } }, select: { id: true } });
  return twin ? refuse(input.name ? "same_name" : "no_name") : null;
}
