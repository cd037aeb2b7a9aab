import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { FREIGHT_SELECT, toProductFreight } from "@/lib/shop/freight/read-freight";
import type { Shop } from "@/lib/shop/shop";
import { findFreightProblem } from "./check-freight";
import { lockProduct, lockVariant } from "./lock-rows";
import { MOST_VARIANTS, type VariantInput } from "./product";

/** no_name: of several variants each needs one. list_price: the price to strike through is not above the price. no_weight: its freight is counted by it. */
type VariantProblem = "same_name" | "no_name" | "list_price" | "no_weight";

/**
 * Changes a variant's name, prices and whether it is sold; its stock is changed by `adjustStock`. Orders that were placed keep
 * the price that they were placed at. Variants are switched off and never deleted, since carts and the stock ledger name them.
 */
export async function saveVariant(
  shop: Shop,
  { productId, variantId }: { productId: number; variantId: number },
  input: VariantInput & { active: boolean },
): Promise<Result<object, "gone" | VariantProblem>> {
  return shop.db.$transaction(async (tx) => {
    const problem = await findProblem(tx, { productId, variantId }, input);
    if (problem) return problem;
    await lockVariant(tx, variantId);
    const found = await tx.variant.findFirst({
      where: { id: variantId, productId },
      select: {
        name: true,
        priceFen: true,
        listPriceFen: true,
        active: true,
        grams: true,
        product: { select: { title: true, ...FREIGHT_SELECT } },
      },
    });
    if (!found) return refuse("gone");
    if (input.active && (await lacksWeight(tx, found.product, input.grams ?? found.grams))) return refuse("no_weight");
    const { product, ...before } = found;
    await tx.variant.update({ where: { id: variantId }, data: input });
    await recordAudit(tx, shop, { kind: "variant_changed", subject: productId, name: nameOf(product, before), before, after: input });
    return { ok: true };
  });
}

/** Adds a variant at the end of the product's list, with nothing in stock yet. */
export async function addVariant(
  shop: Shop,
  productId: number,
  input: VariantInput,
): Promise<Result<object, "gone" | "too_many" | VariantProblem>> {
  return shop.db.$transaction(async (tx) => {
    await lockProduct(tx, productId);
    const problem = await findProblem(tx, { productId, variantId: 0 }, input);
    if (problem) return problem;
    const product = await tx.product.findUnique({
      where: { id: productId },
      select: { title: true, ...FREIGHT_SELECT, _count: { select: { variants: true } } },
    });
    if (!product) return refuse("gone");
    if (await lacksWeight(tx, product, input.grams ?? 0)) return refuse("no_weight");
    if (product._count.variants >= MOST_VARIANTS) return refuse("too_many");
    await tx.variant.create({ data: { ...input, productId, position: product._count.variants } });
    await recordAudit(tx, shop, { kind: "variant_added", subject: productId, name: nameOf(product, input), after: input });
    return { ok: true };
  });
}

async function lacksWeight(tx: Tx, product: Parameters<typeof toProductFreight>[0], grams: number): Promise<boolean> {
  return (await findFreightProblem(tx, toProductFreight(product), [{ grams }]))?.reason === "no_weight";
}

function nameOf(product: { title: string }, variant: { name: string }): string {
  return `${product.title} ${variant.name}`.trim();
}

async function findProblem(tx: Tx, { productId, variantId }: { productId: number; variantId: number }, input: VariantInput) {
  if (input.listPriceFen !== null && input.listPriceFen <= input.priceFen) return refuse("list_price");
  const twin = await tx.variant.findFirst({ where: { productId, name: input.name, id: { not: variantId } }, select: { id: true } });
  return twin ? refuse(input.name ? "same_name" : "no_name") : null;
}
