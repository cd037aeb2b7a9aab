import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { ProductCard } from "./product";
import { CARD_SELECT, toProductCard, VISIBLE } from "./product-card";

const MOST_ALIKE = 4;

/** A few more products of a category that are on sale, without the one that is being looked at; what can be bought comes first. */
export async function listAlike(shop: Shop, { categorySlug, except }: { categorySlug: string; except: string }): Promise<ProductCard[]> {
  const rows = await shop.db.product.findMany({
    where: { ...VISIBLE, category: { slug: categorySlug }, slug: { not: except } },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: MOST_ALIKE * 2,
    select: CARD_SELECT,
  });
  const products = rows.flatMap(toProductCard);
  return products.sort((a, b) => Number(a.available === 0) - Number(b.available === 0)).slice(0, MOST_ALIKE);
}
