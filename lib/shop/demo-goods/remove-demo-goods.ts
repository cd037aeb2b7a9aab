import "server-only";
import type { Tx } from "@/lib/server/db";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { lockCategories } from "@/lib/shop/catalog/lock-rows";
import type { Shop } from "@/lib/shop/shop";
import { CATEGORIES } from "@/prisma/seed/seed";
import { lockDemoGoods, TIMEOUT_MS } from "./add-demo-goods";
import { findDemoGoods } from "./find-demo-goods";

/**
 * Takes the demo shop's goods out again, and its categories that are empty then. What somebody ordered only goes off sale: its
 * orders, their stock and their refunds go on. Nothing of the owner's is touched; of two tabs the second finds nothing left.
 * @returns how many products are gone from the shop, and how many of these are kept for their orders
 */
export function removeDemoGoods(shop: Shop): Promise<{ products: number; kept: number }> {
  return shop.db.$transaction(
    async (tx) => {
      await lockDemoGoods(tx);
      await lockCategories(tx);
      const ids = (await findDemoGoods({ db: tx })).map(({ id }) => id);
      await tx.$queryRaw`SELECT 1 FROM products WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
      // From here on nobody reserves any of it: who is about to waits, and finds it gone.
      await tx.$queryRaw`SELECT 1 FROM variants WHERE product_id = ANY(${ids}) ORDER BY id FOR UPDATE`;
      const goods = await findDemoGoods({ db: tx });
      const ordered = goods.filter(({ id, isOrdered }) => isOrdered && ids.includes(id)).map(({ id }) => id);
      const free = goods.filter(({ id, isOrdered }) => !isOrdered && ids.includes(id)).map(({ id }) => id);
      await tx.product.updateMany({ where: { id: { in: ordered } }, data: { onSale: false } });
      await tx.product.deleteMany({ where: { id: { in: free } } });
      await removeCategories(tx);
      const [products, kept] = [ordered.length + free.length, ordered.length];
      if (products > 0) await recordAudit(tx, shop, { kind: "demo_goods_removed", after: { products } });
      return { products, kept };
    },
    { timeout: TIMEOUT_MS },
  );
}

async function removeCategories(tx: Tx): Promise<void> {
  const named = CATEGORIES.map(({ slug, name }) => ({ slug, name }));
  await tx.category.deleteMany({ where: { OR: named, products: { none: {} } } });
}
