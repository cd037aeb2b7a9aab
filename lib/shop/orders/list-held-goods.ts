import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";

const MOST = 8;

/** Goods that unpaid orders hold, in pieces. */
export type Held = {
  held: number;
  /** As many as there would be for sale if nobody held any. */
  forSale: number;
  orders: number;
  /** How many of those orders are being closed already. */
  closing: number;
  /** From how many networks (/24, /64) they came. */
  networks: number;
};
export type HeldVariant = Held & { variantId: number; productId: number; title: string; variantName: string };
/** `all`: of the whole shop together, when that is unusual. */
export type HeldGoods = { all: Held | null; variants: HeldVariant[] };

const ORDERS = Prisma.sql`count(DISTINCT o.id)::int AS orders, count(DISTINCT o.id) FILTER (WHERE o.close_wanted IS NOT NULL)::int AS closing,
  count(DISTINCT o.network)::int AS networks`;

/**
 * Of what an unusual share is held by unpaid orders (config.unpaid.alarmPercent, and more than minPieces pieces): the variants of
 * which most is held, and the whole shop. Somebody may be emptying the shelves without paying; or it is a good day.
 */
export async function listHeldGoods(shop: Shop): Promise<HeldGoods> {
  const { alarmPercent, minPieces } = shop.config.unpaid;
  const isUnusual = Prisma.sql`held > ${minPieces} AND held * 100.0 >= ${alarmPercent} * "forSale"`;
  const [variants, [all = null]] = await Promise.all([
    shop.db.$queryRaw<HeldVariant[]>`
      SELECT it.*, v.name AS "variantName", p.id AS "productId", p.title FROM (
        SELECT l.variant_id AS "variantId", sum(l.quantity)::int AS held, (v.stock + v.reserved)::float8 AS "forSale", ${ORDERS}
        FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN variants v ON v.id = l.variant_id
        WHERE o.status = 'PENDING' GROUP BY l.variant_id, v.stock, v.reserved
      ) it JOIN variants v ON v.id = it."variantId" JOIN products p ON p.id = v.product_id
      WHERE ${isUnusual} ORDER BY it.held::float / it."forSale" DESC, it.held DESC, it."variantId" LIMIT ${MOST}`,
    shop.db.$queryRaw<Held[]>`
      SELECT * FROM (
        SELECT COALESCE(sum(l.quantity), 0)::int AS held, ${ORDERS},
          (SELECT COALESCE(sum(v.stock + v.reserved), 0) FROM variants v JOIN products p ON p.id = v.product_id WHERE v.active AND p.on_sale)::float8 AS "forSale"
        FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id
        WHERE o.status = 'PENDING' AND v.active AND p.on_sale
      ) it WHERE ${isUnusual}`,
  ]);
  return { all, variants };
}
