import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { completeOrder } from "./complete-order";
import { lockOrder } from "./lock-order";
import { AFTER_REFUND_MS } from "./received-from";

const AT_ONCE = 50;

/**
 * Takes orders as received whose time is over and whose buyers have said nothing; not while a refund is open, and not within three
 * days of its end. The time has a column of its own: `due_at` says when the gateway is asked about an order's money, which this leaves
 * alone. Any number of workers may do it, since the change is conditional. Index: orders_to_receive.
 * @returns how many orders it completed
 */
export async function receiveDue(shop: Shop): Promise<number> {
  const at = shop.now();
  const due = await shop.db.$queryRaw<{ id: string }[]>`
    SELECT o.id::text FROM orders o WHERE ${isDue(at)} ORDER BY o.receive_by LIMIT ${AT_ONCE}`;
  let done = 0;
  for (const { id } of due) {
    try {
      if (await receive(shop, id, at)) done++;
    } catch (error) {
      shop.log.error({ err: error, orderId: id }, "an order could not be taken as received; it will be tried again");
    }
  }
  return done;
}

/** Two questions, so that each has an index: refunds_not_ended, refunds_ended_at_idx. */
function isDue(at: Date): Prisma.Sql {
  return Prisma.sql`o.receive_by <= ${at} AND o.status = 'SHIPPED' AND o.unsent_pieces = 0
    AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = o.id AND r.status IN ('REQUESTED', 'PENDING'))
    AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = o.id AND r.ended_at > ${new Date(at.getTime() - AFTER_REFUND_MS)})`;
}

/** A refund that was asked for meanwhile, under the same lock, or more time for the buyer, stands. */
async function receive(shop: Shop, orderId: string, at: Date): Promise<boolean> {
  return shop.db.$transaction(async (tx) => {
    await lockOrder(tx, orderId);
    const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM orders o WHERE o.id = ${orderId}::uuid AND ${isDue(at)}`;
    return rows.length > 0 && completeOrder(tx, orderId, { actor: "worker", at });
  });
}
