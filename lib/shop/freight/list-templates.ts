import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { FreightTemplate } from "./freight";
import { toTemplate } from "./read-freight";

/** A template as its owner sees it. `version` goes with the form that changes it. */
export type OwnerTemplate = FreightTemplate & { version: number; products: number };

/** All templates by name, each with how many products are counted by it. */
export async function listTemplates(shop: Pick<Shop, "db">): Promise<OwnerTemplate[]> {
  const rows = await shop.db.freightTemplate.findMany({
    orderBy: [{ name: "asc" }, { id: "asc" }],
    include: { _count: { select: { products: true } } },
  });
  return rows.map((row) => ({ ...toTemplate(row), version: row.version, products: row._count.products }));
}
