import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { CategoryView, ProductCard } from "./product";
import { CARD_SELECT, toProductCard, VISIBLE } from "./product-card";

const MOST_OTHERS = 4;

/** A product that people have bought and that is off sale, and what its category has instead. */
export type PastProduct = { title: string; image: string; category: Omit<CategoryView, "icon">; others: ProductCard[] };

/** What a shopper sees of a product that is off sale; null for one that is on sale, and for one that nobody ever could buy. */
export async function getPastProduct(shop: Shop, slug: string): Promise<PastProduct | null> {
  const past = await shop.db.product.findFirst({
    where: { slug, NOT: VISIBLE, variants: { some: { movements: { some: { kind: "reserve" } } } } },
    select: { title: true, images: true, categoryId: true, category: { select: { slug: true, name: true } } },
  });
  if (!past) return null;
  const rows = await shop.db.product.findMany({
    where: { ...VISIBLE, categoryId: past.categoryId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: MOST_OTHERS,
    select: CARD_SELECT,
  });
  return { title: past.title, image: past.images[0] ?? "", category: past.category, others: rows.flatMap(toProductCard) };
}
