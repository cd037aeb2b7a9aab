import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { type Listing, readPlace, type Sort, writePlace } from "./listing";
import { CARD_SELECT, PAGE_SIZE, type ProductPage, toProductCard } from "./product-card";

/** What a list is ordered by unless the shopper says otherwise: numbers, of which the last one is the product's own. */
export type Order = readonly [Prisma.Sql, ...Prisma.Sql[]];
type Choice = { where?: Prisma.Sql; order: Order /** Whether these two look at `s`. */; needsSums?: boolean };

/** What the variants of a product come to, `s` beside the product `p` and its category `c`. */
const SUMS = Prisma.sql`JOIN LATERAL (
    SELECT min(price_fen) FILTER (WHERE active) AS low, min(price_fen) FILTER (WHERE active AND stock > 0) AS low_in_stock, sum(sold) AS sold
    FROM variants WHERE product_id = p.id
  ) s ON s.low IS NOT NULL`;
const IS_VISIBLE = Prisma.sql`EXISTS (SELECT FROM variants v WHERE v.product_id = p.id AND v.active)`;
const PRICE = Prisma.sql`coalesce(s.low_in_stock, s.low)`;
const ORDERS: Record<Exclude<Sort, "default">, Order> = {
  sold: [Prisma.sql`-s.sold`, Prisma.sql`p.position`, Prisma.sql`p.id`],
  price: [PRICE, Prisma.sql`p.id`],
  "price-desc": [Prisma.sql`-${PRICE}`, Prisma.sql`p.id`],
  new: [Prisma.sql`-floor(extract(epoch FROM p.created_at) * 1000)`, Prisma.sql`-p.id`],
};

/**
 * What is on sale with at least one variant, passes `where` and the shopper's filters, in the shopper's order or else in `order`:
 * as many pages as the listing says. SQL by hand, since Prisma orders by no sum of a product's variants.
 */
export async function selectProducts(
  shop: Shop,
  { sort, pages, after, ...filters }: Listing,
  { where = Prisma.sql`true`, order, needsSums = false }: Choice,
): Promise<ProductPage> {
  const keys = sort === "default" ? order : ORDERS[sort];
  const place = readPlace(after, keys.length);
  const most = pages * PAGE_SIZE;
  // To add up the variants of all goods takes longer than everything else in a large shop.
  const isSummed = needsSums || sort !== "default" || filters.minFen !== null || filters.maxFen !== null || filters.inStock;
  const rows = await shop.db.$queryRaw<{ id: number; keys: bigint[] }[]>`
    SELECT * FROM (
      SELECT p.id, ARRAY[${Prisma.join([...keys], ", ")}]::bigint[] AS keys
      FROM products p JOIN categories c ON c.id = p.category_id ${isSummed ? SUMS : Prisma.empty}
      WHERE p.on_sale AND ${isSummed ? Prisma.sql`true` : IS_VISIBLE} AND ${where} AND ${passing(filters)}
    ) found WHERE ${place ? Prisma.sql`keys > ${place}::bigint[]` : Prisma.sql`true`} ORDER BY keys LIMIT ${most + 1}`;
  const shown = rows.slice(0, most);
  const last = rows.length > most ? shown.at(-1) : undefined;
  return { products: await readCards(shop, shown), next: last ? writePlace(last.keys) : null };
}

function passing({ minFen, maxFen, inStock, category }: Omit<Listing, "sort" | "pages" | "after">): Prisma.Sql {
  const wishes = [
    minFen !== null && Prisma.sql`${PRICE} >= ${minFen}`,
    maxFen !== null && Prisma.sql`${PRICE} <= ${maxFen}`,
    inStock && Prisma.sql`s.low_in_stock IS NOT NULL`,
    category !== null && Prisma.sql`c.slug = ${category}`,
  ].filter((wish) => wish !== false);
  return wishes.length > 0 ? Prisma.join(wishes, " AND ") : Prisma.sql`true`;
}

/** The cards in the rows' order. One that was withdrawn meanwhile is left out. */
async function readCards(shop: Shop, rows: { id: number }[]): Promise<ProductPage["products"]> {
  if (rows.length === 0) return [];
  const found = await shop.db.product.findMany({ where: { id: { in: rows.map(({ id }) => id) } }, select: { ...CARD_SELECT, id: true } });
  const byId = new Map(found.map((row) => [row.id, row]));
  return rows.flatMap(({ id }) => {
    const row = byId.get(id);
    return row ? toProductCard(row) : [];
  });
}
