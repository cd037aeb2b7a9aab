import "server-only";
import type { Tx } from "@/lib/server/db";
import type { Shop } from "@/lib/shop/shop";
import { CATEGORIES } from "@/prisma/seed/seed";

const DEMO = CATEGORIES.flatMap(({ products }) => products.map(({ slug, title }) => ({ slug, title })));

export type DemoGoods = { id: number; isOrdered: boolean }[];

/**
 * The products that are still the demo shop's, whether they are on sale, and such as nobody ever ordered. One that the owner
 * renamed, or gave a picture of its own, is the owner's; the names of the owner's goods in addresses are random, so none is taken
 * for one of these.
 */
export async function findDemoGoods({ db }: { db: Shop["db"] | Tx }): Promise<DemoGoods> {
  const rows = await db.product.findMany({
    where: { OR: DEMO },
    select: { id: true, images: true, onSale: true, variants: { select: { movements: { where: { kind: "reserve" }, take: 1 } } } },
    orderBy: { id: "asc" },
  });
  return rows
    .filter(({ images }) => !images.some((image) => image.startsWith("u/")))
    .map(({ id, onSale, variants }) => ({ id, onSale, isOrdered: variants.some(({ movements }) => movements.length > 0) }))
    .filter(({ onSale, isOrdered }) => onSale || !isOrdered)
    .map(({ id, isOrdered }) => ({ id, isOrdered }));
}
