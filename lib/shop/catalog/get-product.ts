import "server-only";
import { FREIGHT_SELECT, toProductFreight } from "@/lib/shop/freight/read-freight";
import type { Shop } from "@/lib/shop/shop";
import { choicesOf } from "./choices";
import type { ListPriceBasis } from "./list-price";
import { OPTIONS_SELECT } from "./options-select";
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
      ...{ details: true, listPriceBasis: true },
      category: { select: { id: true, slug: true, name: true } },
      variants: {
        orderBy: [{ position: "asc" }, { id: "asc" }],
        select: {
          ...{ id: true, name: true, priceFen: true, listPriceFen: true, stock: true, sold: true, active: true, grams: true },
          ...{ value1Id: true, value2Id: true },
        },
      },
      options: OPTIONS_SELECT,
    },
  });
  if (!row) return null;
  const {
    limitPerOrder,
    limitPerBuyer,
    freightKind,
    freightFeeFen,
    freightTemplateId,
    listPriceBasis,
    variants: all,
    options,
    ...facts
  } = row;
  const variants = all
    .filter(({ active }) => active)
    .map(({ stock, sold: _sold, active: _active, value1Id, value2Id, ...variant }) => ({
      ...variant,
      available: stock,
      valueIds: [value1Id, value2Id].filter((id) => id !== null),
    }));
  return {
    ...facts,
    ...choicesOf(options, variants),
    listPriceBasis: listPriceBasis as ListPriceBasis,
    freight: toProductFreight({ freightKind, freightFeeFen, freightTemplateId }),
    sold: all.reduce((sum, variant) => sum + variant.sold, 0),
    limits: { perOrder: limitPerOrder, perBuyer: limitPerBuyer },
  };
}
