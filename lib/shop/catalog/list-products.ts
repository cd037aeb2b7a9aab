import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { type Listing, WHOLE_LIST } from "./listing";
import type { ProductPage } from "./product-card";
import { selectProducts } from "./select-products";

/**
 * What is on sale, as the shopper wants it. In the owner's order, which comes unless another one is wanted: a category by the places
 * of its products; of all categories first the first of each, then the second. `besideRecommended` leaves out what `listRecommended` shows.
 */
export async function listProducts(
  shop: Shop,
  listing: Partial<Listing>,
  { besideRecommended = false }: { besideRecommended?: boolean } = {},
): Promise<ProductPage> {
  const order = [Prisma.sql`p.position`, Prisma.sql`c.position`, Prisma.sql`p.id`] as const;
  const where = besideRecommended ? Prisma.sql`p.recommended IS NULL` : Prisma.sql`true`;
  return selectProducts(shop, { ...WHOLE_LIST, ...listing }, { where, order });
}

const MOST_BEST = 6;

/** What was sold most often and is in stock; nothing in a shop that has sold nothing yet. */
export async function listBestSellers(shop: Shop): Promise<ProductPage["products"]> {
  const listing: Listing = { ...WHOLE_LIST, sort: "sold", inStock: true };
  const { products } = await selectProducts(shop, listing, { where: Prisma.sql`s.sold > 0`, order: [Prisma.sql`p.id`], needsSums: true });
  return products.slice(0, MOST_BEST);
}
