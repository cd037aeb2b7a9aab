import "server-only";
import type { Db, Row, Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { FREIGHT_SELECT, toProductFreight } from "@/lib/shop/freight/read-freight";
import { orderLimit, type VariantFacts } from "./product";

/** The columns behind `VariantFacts`, for a query that reads them together with something else. */
export const VARIANT_FACTS_SELECT = {
  id: true,
  name: true,
  priceFen: true,
  stock: true,
  active: true,
  grams: true,
  value1: { select: { image: true } },
  product: {
    select: {
      id: true,
      categoryId: true,
      slug: true,
      title: true,
      images: true,
      onSale: true,
      limitPerOrder: true,
      limitPerBuyer: true,
      ...FREIGHT_SELECT,
    },
  },
} satisfies Prisma.VariantSelect;

/**
 * The facts of these variants as of now, in the order asked for; a variant that does not exist is left out. With a
 * transaction's client they are read inside it.
 */
export async function getVariants(db: Db | Tx, variantIds: number[]): Promise<VariantFacts[]> {
  const rows = await db.variant.findMany({ where: { id: { in: variantIds } }, select: VARIANT_FACTS_SELECT });
  const facts = new Map(rows.map((row) => [row.id, toVariantFacts(row)]));
  return variantIds.flatMap((id) => facts.get(id) ?? []);
}

export type VariantFactsRow = Row<"variant", typeof VARIANT_FACTS_SELECT>;

/** The same columns as an expression, one JSON object for a variant `v` of the product `p`, for a statement that is written by hand. */
export const VARIANT_FACTS_JSON = Prisma.sql`json_build_object('id', v.id, 'name', v.name, 'priceFen', v.price_fen, 'stock', v.stock,
  'active', v.active, 'grams', v.grams, 'value1', (SELECT json_build_object('image', o.image) FROM option_values o WHERE o.id = v.value1_id),
  'product', json_build_object('id', p.id, 'categoryId', p.category_id, 'slug', p.slug, 'title', p.title, 'images', COALESCE(p.images, '{}'), 'onSale', p.on_sale,
    'limitPerOrder', p.limit_per_order, 'limitPerBuyer', p.limit_per_buyer,
    'freightKind', p.freight_kind, 'freightFeeFen', p.freight_fee_fen, 'freightTemplateId', p.freight_template_id))`;

/** The facts in a row that was read with `VARIANT_FACTS_SELECT`, or `VARIANT_FACTS_JSON`. */
export function toVariantFacts(row: VariantFactsRow): VariantFacts {
  const onSale = row.active && row.product.onSale;
  const limit = orderLimit({ perOrder: row.product.limitPerOrder, perBuyer: row.product.limitPerBuyer });
  return {
    variantId: row.id,
    productId: row.product.id,
    categoryId: row.product.categoryId,
    productSlug: row.product.slug,
    title: row.product.title,
    variantName: row.name,
    image: row.value1?.image || (row.product.images[0] ?? ""),
    priceFen: row.priceFen,
    available: onSale ? row.stock : 0,
    onSale,
    grams: row.grams,
    freight: toProductFreight(row.product),
    ...(limit !== undefined && { limit }),
  };
}

/** The variant that has these values, one of each option of its product; null when there is none, or none on sale. */
export async function findVariantByValues(db: Db | Tx, valueIds: readonly number[]): Promise<number | null> {
  const [value1Id, value2Id] = valueIds;
  if (value1Id === undefined) return null;
  const found = await db.variant.findFirst({ where: { value1Id, value2Id: value2Id ?? null, active: true }, select: { id: true } });
  return found?.id ?? null;
}
