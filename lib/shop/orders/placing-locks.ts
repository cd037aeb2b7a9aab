import "server-only";
import { Prisma } from "@/lib/server/prisma/client";

/** What must be held so that a verdict stands until it is written. */
export type Locks = {
  /** Set where it matters what else the buyer has: browsers that give this phone number go one after the other. */
  phone: string | null;
  orders: readonly string[];
  variants: readonly number[];
  /** All orders of a network go one after the other. */
  network: string | null;
  /** Whoever uses the same coupon goes one after the other. */
  coupon: number | null;
};

export const NO_LOCKS: Locks = { phone: null, orders: [], variants: [], network: null, coupon: null };

/** Who clicks twice, or in two tabs, or changes the cart meanwhile, goes one after the other. */
export function lockBuyer(buyerId: string): Prisma.Sql {
  return Prisma.sql`SELECT 1 FROM buyers WHERE id = ${buyerId}::uuid FOR UPDATE`;
}

/** Everybody takes them in this order, orders before goods before a coupon and each by its id, so that nobody waits in a circle. */
export function lockStatements(buyerId: string, { phone, orders, variants, network, coupon }: Locks): Prisma.Sql[] {
  return [
    ...(phone === null ? [] : lockLimits({ buyerId, phone })),
    ...(orders.length === 0 ? [] : [Prisma.sql`SELECT 1 FROM orders WHERE id = ANY(${[...orders]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`]),
    ...(variants.length === 0 ? [] : [Prisma.sql`SELECT 1 FROM variants WHERE id = ANY(${[...variants]}::int[]) ORDER BY id FOR UPDATE`]),
    ...(network === null ? [] : [lockWord(`unpaid orders of ${network}`)]),
    ...(coupon === null ? [] : [Prisma.sql`SELECT 1 FROM promotions WHERE id = ${coupon}::int FOR NO KEY UPDATE`]),
  ];
}

/** Who counts what a buyer has goes one after the other, by the browser and by the number, always in this order (docs/decisions/0023). */
export function lockLimits({ buyerId, phone }: { buyerId: string; phone: string }): Prisma.Sql[] {
  return [buyerId, phone].map((who) => lockWord(`limits of ${who}`));
}

/** Whether all that is needed is held. */
export function areHeld(needed: Locks, held: Locks): boolean {
  return (
    (needed.phone === null || held.phone !== null) &&
    needed.orders.every((id) => held.orders.includes(id)) &&
    needed.variants.every((id) => held.variants.includes(id)) &&
    (needed.network === null || held.network !== null) &&
    (needed.coupon === null || held.coupon === needed.coupon)
  );
}

function lockWord(word: string): Prisma.Sql {
  return Prisma.sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${word}, 0))`;
}
