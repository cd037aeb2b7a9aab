import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { FindOffenders } from "./invariant";
import { isPlacedIn } from "./span";

/** How much of each kind of movement; of the table stock_movements under the name `m`. */
const sumOf = (kind: string) => Prisma.sql`COALESCE(sum(m.quantity) FILTER (WHERE m.kind = ${kind}), 0)`;
const [adjusted, reserved, sold, released, retaken, returned] = ["adjust", "reserve", "sell", "release", "retake", "return"].map(sumOf);

/** Whatever is in stock, reserved or sold has its rows in the stock ledger, and each order has the goods that its status means. */
export const STOCK = {
  /** Reads the whole stock ledger once. */
  stock_differs_from_ledger: () => Prisma.sql`
    SELECT p.id AS "productId", p.title, v.stock, v.reserved, v.sold,
      COALESCE(l.stock, 0) AS "ledgerStock", COALESCE(l.reserved, 0) AS "ledgerReserved", COALESCE(l.sold, 0) AS "ledgerSold"
    FROM variants v JOIN products p ON p.id = v.product_id LEFT JOIN (
      SELECT m.variant_id, ${adjusted} - ${reserved} + ${released} - ${retaken} + ${returned} AS stock,
        ${reserved} - ${sold} - ${released} AS reserved, ${sold} + ${retaken} - ${returned} AS sold
      FROM stock_movements m GROUP BY m.variant_id
    ) l ON l.variant_id = v.id
    WHERE (v.stock, v.reserved, v.sold) IS DISTINCT FROM (COALESCE(l.stock, 0), COALESCE(l.reserved, 0), COALESCE(l.sold, 0))`,

  /** Reads all variants. */
  stock_below_zero: () => Prisma.sql`
    SELECT p.id AS "productId", p.title, v.stock, v.reserved, v.sold
    FROM variants v JOIN products p ON p.id = v.product_id WHERE LEAST(v.stock, v.reserved, v.sold) < 0`,

  /**
   * An unpaid order has its goods reserved, a paid one has them sold, a closed one has none; goods that were deleted since
   * do not count. Indexes: orders_created_at_id_idx, order_lines_order_id_idx, stock_movements_order_id_variant_id_kind_key.
   */
  order_with_wrong_goods: ({ placed }) => Prisma.sql`
    SELECT o.no AS "orderNo", o.status, l.title, l.quantity, s.reserved, s.sold
    FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN variants v ON v.id = l.variant_id CROSS JOIN LATERAL (
      SELECT ${reserved} - ${sold} - ${released} AS reserved, ${sold} + ${retaken} - ${returned} AS sold
      FROM stock_movements m WHERE m.order_id = o.id AND m.variant_id = l.variant_id
    ) s
    WHERE ${isPlacedIn(placed)} AND (
      s.reserved <> CASE WHEN o.status = 'PENDING' THEN l.quantity ELSE 0 END
      OR s.sold <> CASE WHEN o.status IN ('PENDING', 'CLOSED') THEN 0 ELSE l.quantity END)`,
} satisfies Record<string, FindOffenders>;
