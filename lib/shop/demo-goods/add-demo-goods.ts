import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { lockCategories } from "@/lib/shop/catalog/lock-rows";
import { lockOpening } from "@/lib/shop/opening/change-standing";
import { readOpening } from "@/lib/shop/opening/read-opening";
import type { Shop } from "@/lib/shop/shop";
import type { DemoCategory } from "@/prisma/seed/demo-product";
import { CATEGORIES, SEED_LOCK, writeProduct } from "@/prisma/seed/seed";

/** How long adding or removing may take, in ms. */
export const TIMEOUT_MS = 60_000;

/**
 * Puts the demo shop's goods beside the owner's, for looking at a shop that is not empty; those that are there stay as they are.
 * Two tabs at once add them once. Refuses with `in_use` where they could be bought for money: in a live shop that has been opened.
 * @returns how many products came in
 */
export function addDemoGoods(shop: Shop): Promise<Result<{ products: number }, "in_use">> {
  return shop.db.$transaction(
    async (tx) => {
      // Until the end nobody opens the shop, who would not see what comes in here.
      await lockOpening(tx);
      await lockDemoGoods(tx);
      const { standing } = await readOpening({ db: tx, config: shop.config });
      if (standing !== "preparing" && !shop.config.demo) return refuse("in_use");
      let products = 0;
      for (const category of CATEGORIES) products += await addCategory(tx, category);
      if (products > 0) await recordAudit(tx, shop, { kind: "demo_goods_added", after: { products } });
      return { ok: true, products };
    },
    { timeout: TIMEOUT_MS },
  );
}

/** One after the other: whoever adds or removes them, and the first start, which does it for an empty shop. */
export async function lockDemoGoods(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(${SEED_LOCK})`;
}

async function addCategory(tx: Tx, { slug, name, products }: DemoCategory): Promise<number> {
  const known = await tx.product.findMany({ where: { slug: { in: products.map((one) => one.slug) } }, select: { slug: true } });
  const absent = products.filter((product) => !known.some((one) => one.slug === product.slug));
  if (absent.length === 0) return 0;
  const others = await lockCategories(tx);
  // A category of the owner's with the same name will do.
  const there = others.find((one) => one.name === name);
  const position = Math.max(-1, ...others.map((one) => one.position)) + 1;
  const { id } =
    there ??
    (await tx.category.upsert({
      where: { slug },
      update: {},
      create: { slug, name, icon: `images/categories/${slug}.webp`, position },
      select: { id: true },
    }));
  for (const product of absent) await writeProduct(tx, product, id, { position: products.indexOf(product), express: null });
  return absent.length;
}
