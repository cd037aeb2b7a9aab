import "server-only";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { CARD_SELECT, PAGE_SIZE, type ProductPage, toProductPage, VISIBLE } from "./product-card";
import { likePattern, searchWords } from "./search-words";

/**
 * A page (from 1) of what is on sale and has every word of the query in its title, subtitle, category or a variant's name, in
 * upper or lower case and whatever the punctuation, blanks and width of either. A query without a word finds nothing.
 */
export async function searchProducts(shop: Shop, { query, page = 1 }: { query: string; page?: number }): Promise<ProductPage> {
  const words = searchWords(query);
  if (words.length === 0) return { products: [], hasMore: false };
  const rows = await shop.db.product.findMany({
    where: { ...VISIBLE, AND: words.map(matches) },
    orderBy: [{ category: { position: "asc" } }, { position: "asc" }, { id: "asc" }],
    skip: (page - 1) * PAGE_SIZE,
    take: PAGE_SIZE + 1,
    select: CARD_SELECT,
  });
  return toProductPage(rows);
}

function matches(word: string): Prisma.ProductWhereInput {
  const contains = { contains: likePattern(word), mode: "insensitive" } as const;
  return {
    OR: [{ searchText: contains }, { category: { searchText: contains } }, { variants: { some: { active: true, searchText: contains } } }],
  };
}
