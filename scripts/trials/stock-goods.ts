import type { Town } from "./town";

/** A variant of goods that are sent for nothing and sold without a limit, with so much in stock as if the owner had counted it. */
export async function stockGoods(
  town: Pick<Town, "query">,
  { stock, nth = 0 }: { stock: number; nth?: number },
): Promise<{ id: number; priceFen: number }> {
  const [goods] = await town.query<{ id: number; priceFen: number }>(
    `WITH chosen AS (
      SELECT v.id, v.stock FROM variants v JOIN products p ON p.id = v.product_id
      WHERE v.active AND NOT v.retired AND p.on_sale AND p.freight_kind = 'free' AND p.limit_per_buyer IS NULL AND p.limit_per_order IS NULL
      ORDER BY v.id OFFSET $2 LIMIT 1
    ), counted AS (
      INSERT INTO stock_movements (variant_id, kind, quantity) SELECT id, 'adjust', $1 - stock FROM chosen WHERE stock <> $1
    )
    UPDATE variants SET stock = $1 FROM chosen WHERE variants.id = chosen.id RETURNING variants.id, price_fen::int AS "priceFen"`,
    [stock, nth],
  );
  if (!goods) throw new Error("The shop sells nothing.");
  return goods;
}
