import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { lockCategories } from "./lock-rows";

/** Deletes an empty category. Refuses one that is gone, and one that still holds products, on sale or not. */
export async function deleteCategory(shop: Shop, id: number): Promise<Result<object, "gone" | Refusal<"not_empty", { products: number }>>> {
  return shop.db.$transaction(async (tx) => {
    const category = (await lockCategories(tx)).find((one) => one.id === id);
    if (!category) return refuse("gone");
    const products = await tx.product.count({ where: { categoryId: id } });
    if (products > 0) return refuse("not_empty", { products });
    await tx.category.delete({ where: { id } });
    await recordAudit(tx, shop, { kind: "category_deleted", subject: id, name: category.name });
    return { ok: true };
  });
}
