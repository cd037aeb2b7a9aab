import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { keepCategory, lockProduct } from "./lock-rows";
import type { ProductInput } from "./product";

/** Writes what the owner typed about a product. Refuses a product or a category that is gone. */
export async function updateProduct(shop: Shop, id: number, input: ProductInput): Promise<Result<object, "gone" | "no_category">> {
  return shop.db.$transaction(async (tx) => {
    if (!(await keepCategory(tx, input.categoryId))) return refuse("no_category");
    await lockProduct(tx, id);
    const before = await tx.product.findUnique({
      where: { id },
      select: {
        ...{ title: true, subtitle: true, description: true, categoryId: true },
        ...{ keywords: true, limitPerOrder: true, limitPerBuyer: true },
      },
    });
    if (!before) return refuse("gone");
    await tx.product.update({ where: { id }, data: input });
    await recordAudit(tx, shop, { kind: "product_changed", subject: id, name: input.title, before, after: input });
    return { ok: true };
  });
}
