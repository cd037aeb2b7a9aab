import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { type Count, MOST_LISTED, toCount } from "@/lib/shop/count";
import { type Keyset, readKeyset, UUID, writeKeyset } from "@/lib/shop/keyset";
import type { Shop } from "@/lib/shop/shop";
import { MUST_STAY } from "./must-stay";

/** What the owner sends next. */
export type ShipQueue = {
  next: {
    no: string;
    /** Where the queue goes on without this one. */
    skip: string;
  } | null;
  /** How many orders can be sent, those before `after` among them. */
  left: Count;
  /** How many are paid and must not be sent before somebody has answered a refund or a doubt. */
  held: Count;
  /** Sent in part, the longest first; no more than a page shows. */
  partly: { no: string; unsentPieces: number }[];
};

const MOST_PARTLY = 20;

/**
 * The order that has been paid for longest and can be sent, behind the keyset `after`, which is the `skip` of one before it. Indexes:
 * orders_to_send, orders_partly_sent.
 */
export async function readShipQueue({ db }: Shop, after?: string): Promise<ShipQueue> {
  const last = readKeyset(after, UUID);
  const [next] = await db.$queryRaw<({ no: string } & Keyset)[]>`
    SELECT o.no, o.paid_at AS at, o.id::text FROM orders o
    WHERE o.status = 'PAID' AND ${last ? Prisma.sql`(o.paid_at, o.id) > (${last.at}, ${last.id}::uuid)` : Prisma.sql`TRUE`} AND NOT ${MUST_STAY}
    ORDER BY o.paid_at, o.id LIMIT 1`;
  const [counts] = await db.$queryRaw<{ left: number; held: number }[]>`
    SELECT count(*) FILTER (WHERE NOT it.stays)::int AS left, count(*) FILTER (WHERE it.stays)::int AS held
    FROM (SELECT ${MUST_STAY} AS stays FROM orders o WHERE o.status = 'PAID' ORDER BY o.paid_at, o.id LIMIT ${MOST_LISTED + 1}) it`;
  const partly = await db.order.findMany({
    where: { unsentPieces: { gt: 0 } },
    select: { no: true, unsentPieces: true },
    orderBy: [{ shippedAt: "asc" }, { id: "asc" }],
    take: MOST_PARTLY,
  });
  return {
    next: next ? { no: next.no, skip: writeKeyset(next) } : null,
    left: toCount(counts?.left ?? 0),
    held: toCount(counts?.held ?? 0),
    partly,
  };
}
