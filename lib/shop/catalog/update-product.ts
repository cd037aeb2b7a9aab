import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import type { ProductInput } from "./product";

/** Writes what the owner typed about a product. Refuses a product or a category that is gone. */
export async function updateProduct(shop: Shop, id: number, input: ProductInput): Promise<Result<object, "gone" | "no_category">> {
  const category = await shop.db.category.findUnique({ where: { id: input.categoryId }, select: { id: true } });
  if (!category) return refuse("no_category");
  const { count } = await shop.db.product.updateMany({ where: { id }, data: input });
  return count === 1 ? { ok: true } : refuse("gone");
}
