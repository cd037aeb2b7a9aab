import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { CARD_SELECT, PAGE_SIZE, type ProductPage, toProductPage, VISIBLE } from "./product-card";

/** What is on sale, a page at a time (from 1), of one category or, in turn, of all: each category's first, then each second. */
export async function listProducts(shop: Shop, { categorySlug, page = 1 }: { categorySlug?: string; page?: number }): Promise<ProductPage> {
  const rows = await shop.db.product.findMany({
    where: { ...VISIBLE, ...(categorySlug === undefined ? {} : { category: { slug: categorySlug } }) },
    orderBy: [{ position: "asc" }, { category: { position: "asc" } }, { id: "asc" }],
    skip: (page - 1) * PAGE_SIZE,
    take: PAGE_SIZE + 1,
    select: CARD_SELECT,
  });
  return toProductPage(rows);
}
