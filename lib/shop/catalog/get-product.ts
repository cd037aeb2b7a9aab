import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { choicesOf } from "./choices";
import { OPTIONS_SELECT } from "./options-select";
import type { ProductView } from "./product";
import { VISIBLE } from "./product-card";

/** A product that is on sale, with the variants that can be chosen; null for any other slug. */
export async function getProduct(shop: Shop, slug: string): Promise<ProductView | null> {
  const row = await shop.db.product.findFirst({
    where: { slug, ...VISIBLE },
    select: {
      slug: true,
      title: true,
      subtitle: true,
      description: true,
      images: true,
      category: { select: { slug: true, name: true } },
      variants: {
        where: { active: true },
        orderBy: [{ position: "asc" }, { id: "asc" }],
        select: { id: true, name: true, priceFen: true, listPriceFen: true, stock: true, value1Id: true, value2Id: true },
      },
      options: OPTIONS_SELECT,
    },
  });
  if (!row) return null;
  const variants = row.variants.map(({ stock, value1Id, value2Id, ...variant }) => ({
    ...variant,
    available: stock,
    valueIds: [value1Id, value2Id].filter((id) => id !== null),
  }));
  return { ...row, ...choicesOf(row.options, variants) };
}
