import "server-only";
import type { Shop } from "@/lib/shop/shop";

export type OwnerCategory = { id: number; name: string; slug: string; icon: string; products: number };

/** All categories in the order in which shoppers see them, with how many products each holds. */
export async function listOwnerCategories(shop: Shop): Promise<OwnerCategory[]> {
  const rows = await shop.db.category.findMany({
    select: { id: true, name: true, slug: true, icon: true, _count: { select: { products: true } } },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  return rows.map(({ _count, ...row }) => ({ ...row, products: _count.products }));
}
