import "server-only";
import type { Shop } from "@/lib/shop/shop";

/** As many addresses as one sitemap may hold (sitemaps.org), but for the shop's own few pages. */
const MOST = 49_000;

export type PublicAddresses = { categories: string[]; products: { slug: string; updatedAt: Date }[] };

/** What a search engine may list: every category, and what is on sale, the last changed first. None of a shop that is not open. */
export async function listAddresses(shop: Shop): Promise<PublicAddresses> {
  const [categories, products] = await Promise.all([
    shop.db.category.findMany({ select: { slug: true }, orderBy: [{ position: "asc" }, { id: "asc" }] }),
    shop.db.product.findMany({
      where: { onSale: true },
      select: { slug: true, updatedAt: true },
      orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
      take: MOST,
    }),
  ]);
  return { categories: categories.map(({ slug }) => slug), products };
}
