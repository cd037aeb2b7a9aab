import "server-only";
import type { Db, Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";

/** The one decision on when a variant is scarce: at its own number of pieces, or at the shop's where its owner has set none for it. */

/** As a condition on rows `v` with stock and low_stock_at; `shops` is the shop's number. */
export function isScarce(shops: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`v.stock <= COALESCE(v.low_stock_at, ${shops})`;
}

/** The same of those that are sold, for a query of Prisma's, which knows no COALESCE. `shops` is the shop's number. */
export function soldAndScarce({ variant: { fields } }: Pick<Db | Tx, "variant">, shops: number): Prisma.VariantWhereInput {
  return { active: true, OR: [{ lowStockAt: null, stock: { lte: shops } }, { stock: { lte: fields.lowStockAt } }] };
}
