import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";

export type StockLine = { variantId: number; quantity: number };

/**
 * reserve: an order is placed. sell: it is paid. release: it closes unpaid. retake: money came for a closed order.
 * return: all was refunded before anything was shipped.
 * For each: how the three numbers of a variant change by q, and the condition for it.
 */
const MOVES = {
  reserve: {
    set: Prisma.sql`stock = v.stock - l.q, reserved = v.reserved + l.q`,
    when: Prisma.sql`v.stock >= l.q AND v.active AND EXISTS (SELECT 1 FROM products p WHERE p.id = v.product_id AND p.on_sale)`,
  },
  sell: { set: Prisma.sql`reserved = v.reserved - l.q, sold = v.sold + l.q`, when: Prisma.sql`TRUE` },
  release: { set: Prisma.sql`reserved = v.reserved - l.q, stock = v.stock + l.q`, when: Prisma.sql`TRUE` },
  return: { set: Prisma.sql`sold = v.sold - l.q, stock = v.stock + l.q`, when: Prisma.sql`TRUE` },
  retake: { set: Prisma.sql`stock = v.stock - l.q, sold = v.sold + l.q`, when: Prisma.sql`v.stock >= l.q` },
};
export type StockMove = keyof typeof MOVES;

/** The SET list of a move of variant `v` for the line `l`, for a statement that changes more than stock. */
export function changeOf(move: StockMove): Prisma.Sql {
  return MOVES[move].set;
}

/** The condition under which a variant `v` can make a move for the line `l`. */
export function conditionOf(move: StockMove): Prisma.Sql {
  return MOVES[move].when;
}

/**
 * Moves the stock of an order's lines and writes the ledger, in the caller's transaction.
 * Returns the variants that could not move (too few, off sale, gone): for `reserve` and `retake` the caller then rolls
 * back; for the others a variant can only be missing because it was deleted, which must not stop a payment.
 */
export async function moveStock(tx: Tx, move: StockMove, orderId: string, lines: StockLine[], at: Date): Promise<{ missing: number[] }> {
  const ids = lines.map((line) => line.variantId);
  // Everyone locks the rows in the same order, so that two carts with the same goods cannot deadlock.
  await tx.$queryRaw`SELECT id FROM variants WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
  const { set, when } = MOVES[move];
  const values = Prisma.join(lines.map(({ variantId, quantity }) => Prisma.sql`(${variantId}::int, ${quantity}::int)`));
  const moved = await tx.$queryRaw<{ id: number }[]>`
    UPDATE variants v SET ${set} FROM (VALUES ${values}) AS l(id, q) WHERE v.id = l.id AND ${when} RETURNING v.id`;
  const done = new Set(moved.map((row) => row.id));
  const missing = ids.filter((id) => !done.has(id));
  await tx.stockMovement.createMany({
    data: lines
      .filter((line) => done.has(line.variantId))
      .map(({ variantId, quantity }) => ({ variantId, orderId, kind: move, quantity, createdAt: at })),
  });
  return { missing };
}
