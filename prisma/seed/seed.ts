import "server-only";
import type { Db, Tx } from "@/lib/server/db";
import { BETWEEN_VALUES, PLAIN_OPTION } from "@/lib/shop/catalog/product";
import type { DemoCategory, DemoProduct } from "./demo-product";
import { express } from "./freight";
import { fruit } from "./fruit";
import { home } from "./home";
import { profile } from "./profile";
import { snacks } from "./snacks";
import { stationery } from "./stationery";
import { tea } from "./tea";

/** All that the demo shop sells. */
export const CATEGORIES: readonly DemoCategory[] = [tea, fruit, home, snacks, stationery];

/** Any number, the same in each process: two starts at once must not both find the shop empty. */
export const SEED_LOCK = 7_090_001;

/**
 * Fills an empty shop with the demo shop, whole or not at all; the stock comes in through its ledger.
 * @returns the number of products written; 0 when the shop has a category or a product already
 */
export async function seedShop(db: Db): Promise<number> {
  return db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(${SEED_LOCK})`;
      if ((await tx.category.count()) + (await tx.product.count()) > 0) return 0;
      const template = await tx.freightTemplate.create({ data: express, select: { id: true } });
      for (const [position, category] of CATEGORIES.entries()) await writeCategory(tx, category, { position, express: template.id });
      await tx.shopProfile.createMany({ data: profile, skipDuplicates: true });
      return tx.product.count();
    },
    { timeout: 60_000 },
  );
}

type Place = { position: number; express: number };

async function writeCategory(tx: Tx, { slug, name, products }: DemoCategory, { position, express }: Place): Promise<void> {
  const { id } = await tx.category.create({ data: { slug, name, icon: `images/categories/${slug}.webp`, position } });
  for (const [index, product] of products.entries()) await writeProduct(tx, product, id, { position: index, express });
}

/**
 * Writes one product of the demo shop with its stock, which comes in through its ledger. `express`: the template by which what is not
 * free of freight is counted; null where the shop has none of the demo's, and all is free.
 */
export async function writeProduct(
  tx: Tx,
  product: DemoProduct,
  categoryId: number,
  { position, express }: { position: number; express: number | null },
): Promise<void> {
  const { variants, freight, options = plainOptions(product), ...facts } = product;
  const sent = freight && express !== null ? { freightKind: "template", freightTemplateId: express } : {};
  const { id: productId } = await tx.product.create({ data: { ...facts, ...sent, categoryId, position } });
  const valueIds = await writeOptions(tx, productId, options);
  for (const [index, variant] of variants.entries()) {
    const [value1Id = null, value2Id = null] = variant.name ? variant.name.split(BETWEEN_VALUES).map((name) => valueIds.get(name)) : [];
    const data = { ...variant, productId, position: index, value1Id, value2Id };
    const { id: variantId } = await tx.variant.create({ data });
    if (variant.stock > 0) await tx.stockMovement.create({ data: { variantId, kind: "adjust", quantity: variant.stock } });
  }
}

function plainOptions({ variants }: DemoProduct): NonNullable<DemoProduct["options"]> {
  const values = variants.flatMap(({ name }) => (name ? [{ name }] : []));
  return values.length > 0 ? [{ name: PLAIN_OPTION, values }] : [];
}

/** The numbers of the values by their names, of which no two are the same in one demo product. */
async function writeOptions(tx: Tx, productId: number, options: NonNullable<DemoProduct["options"]>): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>();
  for (const [index, { name, values }] of options.entries()) {
    const { id: optionId } = await tx.productOption.create({ data: { productId, name, position: index + 1 } });
    for (const [position, value] of values.entries())
      ids.set(value.name, (await tx.optionValue.create({ data: { ...value, optionId, position } })).id);
  }
  return ids;
}
