import type { Db } from "@/lib/server/db";

/** What the codes of these variants are now, by the variant's number: an order does not keep them. */
export async function skusOf(db: Db, variantIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const variants = await db.variant.findMany({ where: { id: { in: [...new Set(variantIds)] } }, select: { id: true, sku: true } });
  return new Map(variants.map(({ id, sku }) => [id, sku]));
}
