import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { CARD_SELECT, PAGE_SIZE, type ProductPage, toProductPage, VISIBLE } from "./product-card";

/**
 * A page (from 1) of what is on sale, in one category or in all; of all, the first of each category come first, then the second.
 * `besideRecommended` leaves out what `listRecommended` shows.
 */
export async function listProducts(
  shop: Shop,
  { categorySlug, page = 1, besideRecommended = false }: { categorySlug?: string; page?: number; besideRecommended?: boolean },
): Promise<ProductPage> {
  const rows = await shop.db.product.findMany({
    where: {
      ...VISIBLE,
      ...(categorySlug === undefined ? {} : { category: { slug: categorySlug } }),
      ...(besideRecommended && { recommended: null }),
    },
    orderBy: [{ position: "asc" }, { category: { position: "asc" } }, { id: "asc" }],
    skip: (page - 1) * PAGE_SIZE,
    take: PAGE_SIZE + 1,
    select: CARD_SELECT,
  });
  return toProductPage(rows);
}
