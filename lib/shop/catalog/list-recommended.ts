import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { ProductCard } from "./product";
import { CARD_SELECT, toProductCard, VISIBLE } from "./product-card";

const ORDER = [{ recommended: "asc" }, { id: "asc" }] as const;

/** What the owner recommends and is on sale, in the owner's order; empty while nothing is chosen. */
export async function listRecommended(shop: Shop): Promise<ProductCard[]> {
  const rows = await shop.db.product.findMany({
    where: { ...VISIBLE, recommended: { not: null } },
    orderBy: [...ORDER],
    select: CARD_SELECT,
  });
  return rows.flatMap(toProductCard);
}

export type RecommendedProduct = { id: number; title: string; image: string; isShown: boolean };

/** The same for the owner, with what shoppers do not see because it is off sale. */
export async function listOwnerRecommended(shop: Shop): Promise<RecommendedProduct[]> {
  const rows = await shop.db.product.findMany({
    where: { recommended: { not: null } },
    orderBy: [...ORDER],
    select: { id: true, title: true, images: true, onSale: true, _count: { select: { variants: { where: { active: true } } } } },
  });
  return rows.map(({ id, title, images, onSale, _count }) => ({
    ...{ id, title, image: images[0] ?? "" },
    isShown: onSale && _count.variants > 0,
  }));
}
