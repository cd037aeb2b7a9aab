import "server-only";
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
      category: { select: { slug: true, name: true } },
      variants: {
        where: { active: true },
        orderBy: [{ position: "asc" }, { id: "asc" }],
        select: { id: true, name: true, priceFen: true, listPriceFen: true, stock: true },
      },
    },
  });
  if (!row) return null;
  const { limitPerOrder, limitPerBuyer, variants, ...facts } = row;
  return {
    ...facts,
    variants: variants.map(({ stock, ...variant }) => ({ ...variant, available: stock })),
    limits: { perOrder: limitPerOrder, perBuyer: limitPerBuyer },
  };
}
