import "server-only";
import { FREIGHT_SELECT, toProductFreight } from "@/lib/shop/freight/read-freight";
import type { Shop } from "@/lib/shop/shop";
import type { ProductView } from "./product";
import { VISIBLE } from "./product-card";

/** A product that is on sale, with the variants that can be chosen; null for any other slug. */
export async function getProduct(shop: Shop, slug: string): Promise<ProductView | null> {
  const row = await shop.db.product.findFirst({
    where: { slug, ...VISIBLE },
    select: {
      id: true,
      limitPerOrder: true,
      limitPerBuyer: true,
      slug: true,
      title: true,
      subtitle: true,
      description: true,
      images: true,
      ...FREIGHT_SELECT,
      details: true,
      category: { select: { slug: true, name: true } },
      variants: {
        orderBy: [{ position: "asc" }, { id: "asc" }],
        select: { id: true, name: true, priceFen: true, listPriceFen: true, stock: true, sold: true, active: true, grams: true },
      },
    },
  });
  if (!row) return null;
  const { limitPerOrder, limitPerBuyer, freightKind, freightFeeFen, freightTemplateId, variants, ...facts } = row;
  return {
    ...facts,
    variants: variants.flatMap(({ stock, sold, active, ...variant }) => (active ? [{ ...variant, available: stock }] : [])),
    freight: toProductFreight({ freightKind, freightFeeFen, freightTemplateId }),
    sold: variants.reduce((sum, variant) => sum + variant.sold, 0),
    limits: { perOrder: limitPerOrder, perBuyer: limitPerBuyer },
  };
}
