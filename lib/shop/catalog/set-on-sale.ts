import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { lockProduct } from "./lock-rows";

/** Puts a product on sale or takes it off. Refuses a product that is gone, and to put on sale one that has no active variant. */
export async function setOnSale(shop: Shop, id: number, onSale: boolean): Promise<Result<object, "gone" | "nothing_to_sell">> {
  return shop.db.$transaction(async (tx) => {
    await lockProduct(tx, id);
    const product = await tx.product.findUnique({
      where: { id },
      select: { title: true, onSale: true, _count: { select: { variants: { where: { active: true } } } } },
    });
    if (!product) return refuse("gone");
    if (onSale && product._count.variants === 0) return refuse("nothing_to_sell");
    await tx.product.update({ where: { id }, data: { onSale } });
    const before = { onSale: product.onSale };
    await recordAudit(tx, shop, { kind: "product_on_sale", subject: id, name: product.title, before, after: { onSale } });
    return { ok: true };
  });
}
