import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";

/** Puts a product on sale or takes it off. Refuses a product that is gone, and to put on sale one that has no active variant. */
export async function setOnSale(shop: Shop, id: number, onSale: boolean): Promise<Result<object, "gone" | "nothing_to_sell">> {
  const product = await shop.db.product.findUnique({
    where: { id },
    select: { _count: { select: { variants: { where: { active: true } } } } },
  });
  if (!product) return refuse("gone");
  if (onSale && product._count.variants === 0) return refuse("nothing_to_sell");
  await shop.db.product.updateMany({ where: { id }, data: { onSale } });
  return { ok: true };
}
