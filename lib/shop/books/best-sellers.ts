import "server-only";
import { boundsOf } from "@/lib/shop/day";
import type { Shop } from "@/lib/shop/shop";
import type { Days } from "./read-days";

const MOST = 10;

export type BestSeller = { productId: number; title: string; image: string; pieces: number; soldFen: number };

/**
 * The goods of which most pieces were sold in these days, by product: as the stock ledger has it, dated when the shop booked the
 * payment. What was wholly refunded before it was sent went back on the shelf and is taken off, on the day on which it did; a refund of a
 * part, or after sending, is of money and names no goods, so it changes nothing here. Sums are of the lines: what was paid for them,
 * without freight. Products that were deleted are gone from the ledger too.
 */
export async function listBestSellers({ db }: Pick<Shop, "db">, days: Days): Promise<BestSeller[]> {
  const [first, last] = [boundsOf(days.from), boundsOf(days.to)];
  if (!first || !last) throw new RangeError(`not days: ${days.from}, ${days.to}`);
  // Pieces come from an index alone (stock_movements_sold), prices are looked up for the best ones only. The aggregate in the lateral
  // keeps PostgreSQL from reading all lines of all orders instead.
  return db.$queryRaw<BestSeller[]>`
    WITH moved AS MATERIALIZED (
      SELECT variant_id, order_id, CASE kind WHEN 'return' THEN -1 ELSE 1 END AS sign, quantity FROM stock_movements
      WHERE kind IN ('sell', 'retake', 'return') AND created_at >= ${first.from} AND created_at < ${last.to}
    ), best AS MATERIALIZED (
      SELECT v.product_id, sum(m.pieces) AS pieces FROM (SELECT variant_id, sum(sign * quantity) AS pieces FROM moved GROUP BY variant_id) m
      JOIN variants v ON v.id = m.variant_id GROUP BY v.product_id HAVING sum(m.pieces) > 0 ORDER BY pieces DESC, v.product_id LIMIT ${MOST}
    ), sums AS (
      SELECT b.product_id, sum(m.sign * l.fen) AS fen FROM best b JOIN variants v ON v.product_id = b.product_id JOIN moved m ON m.variant_id = v.id
      CROSS JOIN LATERAL (
        SELECT COALESCE(sum(price_fen * quantity - discount_fen + adjust_fen), 0) AS fen FROM order_lines WHERE order_id = m.order_id AND variant_id = m.variant_id
      ) l GROUP BY b.product_id
    )
    SELECT p.id AS "productId", p.title, COALESCE(p.images[1], '') AS image, b.pieces::int AS pieces, s.fen::bigint AS "soldFen"
    FROM best b JOIN sums s USING (product_id) JOIN products p ON p.id = b.product_id ORDER BY b.pieces DESC, p.id`;
}
