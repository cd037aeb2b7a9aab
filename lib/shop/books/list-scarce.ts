import "server-only";
import { readLowStock } from "@/lib/shop/alerts/low-stock";
import type { Shop } from "@/lib/shop/shop";
import { soldAndScarce } from "@/lib/shop/stock/scarce";

/** `lowStockAt`: from how many pieces on these are scarce; null where the shop's number says so. */
export type ScarceGoods = { productId: number; title: string; variantName: string; stock: number; lowStockAt: number | null };

/** `at`: from how many pieces on, as the owner has set it for alerts. `goods`: the first ones, the scarcest first. */
export type Scarce = { at: number; goods: ScarceGoods[] };

/** What is on sale and nearly sold out, or sold out. */
export async function listScarce({ db }: Pick<Shop, "db">, most: number): Promise<Scarce> {
  const at = await readLowStock({ db });
  const rows = await db.variant.findMany({
    where: { ...soldAndScarce(db, at), product: { onSale: true } },
    select: { productId: true, name: true, stock: true, lowStockAt: true, product: { select: { title: true } } },
    orderBy: [{ stock: "asc" }, { id: "asc" }],
    take: most,
  });
  return { at, goods: rows.map(({ name, product, ...row }) => ({ ...row, variantName: name, title: product.title })) };
}
