import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import { FREIGHT_SELECT } from "@/lib/shop/freight/read-freight";
import type { Shop } from "@/lib/shop/shop";
import { OPTIONS_SELECT } from "./options-select";

const SELECT = {
  id: true,
  slug: true,
  title: true,
  subtitle: true,
  description: true,
  images: true,
  details: true,
  keywords: true,
  limitPerOrder: true,
  limitPerBuyer: true,
  listPriceBasis: true,
  removedPictures: { select: { album: true, name: true }, orderBy: [{ removedAt: "desc" }, { name: "asc" }] },
  onSale: true,
  categoryId: true,
  ...FREIGHT_SELECT,
  updatedAt: true,
  options: OPTIONS_SELECT,
  variants: {
    where: { retired: false },
    select: {
      ...{ id: true, name: true, sku: true, priceFen: true, listPriceFen: true, active: true, grams: true },
      ...{ lowStockAt: true, stock: true, reserved: true, sold: true, value1Id: true, value2Id: true },
      movements: { where: { kind: "adjust" }, orderBy: { id: "desc" }, take: 1, select: { id: true } },
    },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  },
} as const satisfies Prisma.ProductSelect;

export type OwnerProduct = Row<"product", typeof SELECT>;

/** A product with its options and all its variants, also those that are switched off, without those that are retired; null when there is none. */
export async function getOwnerProduct(shop: Shop, id: string): Promise<OwnerProduct | null> {
  if (!/^[1-9]\d{0,8}$/.test(id)) return null;
  return shop.db.product.findUnique({ where: { id: Number(id) }, select: SELECT });
}
