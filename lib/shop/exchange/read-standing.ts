import "server-only";
import type { Db, Tx } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import { OPTIONS_SELECT } from "@/lib/shop/catalog/options-select";
import type { Templates } from "./freight-cell";
import type { Standing } from "./plan-draft";

const SELECT = {
  id: true,
  slug: true,
  title: true,
  description: true,
  onSale: true,
  category: { select: { name: true } },
  ...{ freightKind: true, freightFeeFen: true, freightTemplateId: true, freightTemplate: { select: { name: true, unit: true } } },
  options: OPTIONS_SELECT,
  variants: {
    where: { retired: false },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: {
      id: true,
      sku: true,
      priceFen: true,
      listPriceFen: true,
      grams: true,
      lowStockAt: true,
      stock: true,
      active: true,
      value1Id: true,
      value2Id: true,
      movements: { where: { kind: "adjust" }, orderBy: { id: "desc" }, take: 1, select: { id: true } },
    },
  },
} as const satisfies Prisma.ProductSelect;

/** Products as they stand, by number or by slug. */
export async function readStanding(
  db: Db | Tx,
  { ids, slugs }: { ids: readonly number[]; slugs: readonly string[] },
): Promise<(Standing & { slug: string })[]> {
  if (ids.length + slugs.length === 0) return [];
  return db.product.findMany({ where: { OR: [{ id: { in: [...ids] } }, { slug: { in: [...slugs] } }] }, select: SELECT });
}

/** The shop's templates of freight, as a file names them. */
export async function readTemplates(db: Db | Tx): Promise<Templates> {
  const rows = await db.freightTemplate.findMany({ select: { id: true, name: true, unit: true } });
  return new Map(rows.map(({ name, ...template }) => [name, template]));
}
