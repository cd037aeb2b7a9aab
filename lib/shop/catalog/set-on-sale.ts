import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";

/** Puts a product on sale or takes it off. Refuses one that is gone, and putting on sale what has no variant to sell. */
export async function setOnSale(shop: Shop, id: number, onSale: boolean): Promise<Result<object, "gone" | "nothing_to_sell">> {
  const product = await shop.db.product.findUnique({
    where: { id },
    select: { _count: { select: { variants: { where: { active: true } } } } },
  });
  if (!product) return refuse("gone", "这个商品已不存在");
  if (onSale && product._count.variants === 0) return refuse("nothing_to_sell", "请先启用至少一个规格，再上架");
  await shop.db.product.updateMany({ where: { id }, data: { onSale } });
  return { ok: true };
}
