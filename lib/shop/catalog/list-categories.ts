import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { CategoryView } from "./product";

/** All categories in the owner's order. */
export async function listCategories(shop: Shop): Promise<CategoryView[]> {
  return shop.db.category.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }], select: { slug: true, name: true, icon: true } });
}
