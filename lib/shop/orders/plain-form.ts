import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { isOfForm } from "./former-orders";
import type { DraftItem, OrderDraft } from "./order-draft";
import { type Locks, NO_LOCKS } from "./placing-locks";

type Form = Pick<OrderDraft, "idempotencyKey" | "items" | "couponCode">;

/**
 * Whether a form is a plain one, as an expression for a statement that holds nothing: it was not sent before, has no code, and of each of
 * its goods, at the price that it shows, there is enough and no limit for one buyer. Such a form needs no lock but the goods'
 * (`locksOfPlain`), and who would be refused anyway takes none. Only a guess, since all of it may change before the locks are held.
 */
export function isPlainSql({ idempotencyKey, items, couponCode }: Form, buyer: Prisma.Sql): Prisma.Sql {
  if (couponCode !== undefined) return Prisma.sql`FALSE`;
  const [ids, quantities] = [items.map(({ variantId }) => variantId), items.map(({ quantity }) => quantity)];
  const prices = items.map(({ expectedPriceFen }) => expectedPriceFen);
  return Prisma.sql`(NOT EXISTS (SELECT FROM orders o WHERE ${isOfForm(buyer, idempotencyKey)})
    AND NOT EXISTS (SELECT FROM unnest(${ids}::int[], ${quantities}::int[], ${prices}::bigint[]) AS l (id, q, price)
      LEFT JOIN (SELECT v.id, v.stock, v.price_fen FROM variants v JOIN products p ON p.id = v.product_id
        WHERE p.limit_per_buyer IS NULL AND p.on_sale AND v.active) v
        ON v.id = l.id AND v.stock >= l.q AND v.price_fen = l.price
      WHERE v.id IS NULL))`;
}

/** What must be held for a plain form. */
export function locksOfPlain(items: readonly DraftItem[]): Locks {
  return { ...NO_LOCKS, variants: items.map(({ variantId }) => variantId) };
}
