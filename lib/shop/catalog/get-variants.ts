import "server-only";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import type { VariantFacts } from "./product";

export const VARIANT_FACTS_SELECT = {
  id: true,
  name: true,
  priceFen: true,
  stock: true,
  active: true,
  product: { select: { slug: true, title: true, images: true, onSale: true } },
} satisfies Prisma.VariantSelect;

/** The present facts of these variants, in the order asked for; what does not exist is left out. */
export async function getVariants(shop: Shop, variantIds: number[]): Promise<VariantFacts[]> {
  const rows = await shop.db.variant.findMany({ where: { id: { in: variantIds } }, select: VARIANT_FACTS_SELECT });
  const facts = new Map(rows.map((row) => [row.id, toVariantFacts(row)]));
  return variantIds.flatMap((id) => facts.get(id) ?? []);
}

export function toVariantFacts(row: Prisma.VariantGetPayload<{ select: typeof VARIANT_FACTS_SELECT }>): VariantFacts {
  const onSale = row.active && row.product.onSale;
  return {
    variantId: row.id,
    productSlug: row.product.slug,
    title: row.product.title,
    variantName: row.name,
    image: row.product.images[0] ?? "",
    priceFen: row.priceFen,
    available: onSale ? row.stock : 0,
    onSale,
  };
}
