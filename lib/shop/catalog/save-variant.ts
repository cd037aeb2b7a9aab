import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import type { VariantInput } from "./product";

const MOST_VARIANTS = 30;

/**
 * Changes a variant's name, prices and whether it is sold; its stock has a verb of its own. Orders that were placed keep
 * the price that they froze. Variants are switched off and never deleted, since carts and the stock ledger name them.
 */
export async function saveVariant(
  shop: Shop,
  ids: { productId: number; variantId: number },
  input: VariantInput & { active: boolean },
): Promise<Result<object, "gone" | "same_name" | "list_price">> {
  const problem = await findProblem(shop, ids, input);
  if (problem) return problem;
  const { count } = await shop.db.variant.updateMany({ where: { id: ids.variantId, productId: ids.productId }, data: input });
  return count === 1 ? { ok: true } : refuse("gone", "这个规格已不存在");
}

/** Adds a variant at the end of the product's list, with nothing in stock yet. */
export async function addVariant(
  shop: Shop,
  productId: number,
  input: VariantInput,
): Promise<Result<object, "gone" | "same_name" | "list_price" | "too_many">> {
  const problem = await findProblem(shop, { productId, variantId: 0 }, input);
  if (problem) return problem;
  const product = await shop.db.product.findUnique({ where: { id: productId }, select: { _count: { select: { variants: true } } } });
  if (!product) return refuse("gone", "这个商品已不存在");
  if (product._count.variants >= MOST_VARIANTS) return refuse("too_many", `一个商品最多 ${MOST_VARIANTS} 个规格`);
  await shop.db.variant.create({ data: { ...input, productId, position: product._count.variants } });
  return { ok: true };
}

async function findProblem(shop: Shop, { productId, variantId }: { productId: number; variantId: number }, input: VariantInput) {
  if (input.listPriceFen !== null && input.listPriceFen <= input.priceFen) return refuse("list_price", "划线价应高于售价，没有就留空");
  const twin = await shop.db.variant.findFirst({ where: { productId, name: input.name, id: { not: variantId } }, select: { id: true } });
  return twin ? refuse("same_name", input.name ? "已经有同名的规格" : "有多个规格时，每个都要有名字") : null;
}
