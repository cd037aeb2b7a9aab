import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import type { DiscountPart } from "./promotion";

/**
 * Parts of the statement that places an order. `takeUse` counts one more use of a coupon and gives a row, or none and changes nothing
 * when it is stopped, over or used up, or when `isPossible` is not true. NULL: no coupon is asked for, and there is a row. `givenUp`: so
 * many uses are still counted of orders that are given up for this one (`FormUses`); the coupon's row is locked since they were.
 */
export function takeUse(
  couponId: number | null,
  { isPossible, givenUp, at }: { isPossible: Prisma.Sql; givenUp: number; at: Date },
): Prisma.Sql {
  if (couponId === null) return Prisma.sql`SELECT 0 AS id`;
  return Prisma.sql`UPDATE promotions m SET used = m.used + 1
    WHERE m.id = ${couponId}::int AND m.kind = 'coupon' AND m.active AND (m.total IS NULL OR m.used - ${givenUp}::int < m.total)
      AND m.starts_at <= ${at}::timestamptz AND ${at}::timestamptz < m.ends_at AND ${isPossible} RETURNING m.id`;
}

/** Writes what came off the order that `placed` gives (its column: id). */
export function keepDiscounts(placed: Prisma.Sql, parts: readonly DiscountPart[]): Prisma.Sql {
  return Prisma.sql`INSERT INTO order_discounts (order_id, kind, promotion_id, name, code, amount_fen)
    SELECT placed.id, d.kind, d."promotionId", d.name, d.code, d."amountFen" FROM ${placed} AS placed,
      jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) AS d(kind text, "promotionId" int, name text, code text, "amountFen" bigint)`;
}

/**
 * The order gives its coupon back, for others to use: it has closed unpaid. Its row is locked, and its goods are (they come first, as
 * when an order is placed). Does nothing a second time.
 */
export async function giveBackCoupon(tx: Tx, orderId: string): Promise<void> {
  await tx.$executeRaw`
    WITH given AS (UPDATE order_discounts SET held = FALSE WHERE order_id = ${orderId}::uuid AND held RETURNING promotion_id, kind)
    UPDATE promotions m SET used = m.used - 1 FROM given WHERE given.kind = 'coupon' AND m.id = given.promotion_id`;
}

/**
 * The order holds its coupon again: its money came after it had closed. What was agreed is honoured though the coupon went elsewhere
 * meanwhile, so that it may be used more often than its total; of an order that its buyer gave up, `checkLateCoupon` is asked first.
 */
export async function retakeCoupon(tx: Tx, orderId: string): Promise<void> {
  await tx.$executeRaw`
    WITH taken AS (UPDATE order_discounts SET held = TRUE WHERE order_id = ${orderId}::uuid AND NOT held RETURNING promotion_id, kind)
    UPDATE promotions m SET used = m.used + 1 FROM taken WHERE taken.kind = 'coupon' AND m.id = taken.promotion_id`;
}
