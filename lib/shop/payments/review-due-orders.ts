import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { reviewOrder } from "./review-order";

/** How long a worker may take over one batch before another takes it up, in ms: more than a few gateway timeouts. */
const LEASE_MS = 60_000;
const BATCH = 10;

/**
 * Takes the orders whose time has come and looks at each. Rows are taken with FOR UPDATE SKIP LOCKED and a lease, so any
 * number of instances share the work, and what a crashed one held comes up again.
 * @returns how many orders were looked at
 */
export async function reviewDueOrders(shop: Shop): Promise<number> {
  const at = shop.now();
  const until = new Date(at.getTime() + LEASE_MS);
  const taken = await shop.db.$queryRaw<{ id: string; dueAt: Date }[]>`
    UPDATE orders SET locked_until = ${until} WHERE id IN (
      SELECT id FROM orders WHERE due_at <= ${at} AND (locked_until IS NULL OR locked_until <= ${at})
      ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    ) RETURNING id, due_at AS "dueAt"`;
  await Promise.all(taken.map((row) => reviewOne(shop, row, until)));
  return taken.length;
}

async function reviewOne(shop: Shop, { id, dueAt }: { id: string; dueAt: Date }, until: Date): Promise<void> {
  let next: Date | null;
  try {
    next = await reviewOrder(shop, id);
  } catch (error) {
    shop.log.error({ err: error, orderId: id }, "the worker could not review an order; it will try again");
    next = until;
  }
  // A newer due time that somebody set meanwhile (the buyer went to pay again) stands.
  await shop.db.$executeRaw`
    UPDATE orders SET locked_until = NULL, checks = checks + 1, due_at = CASE WHEN due_at IS NOT DISTINCT FROM ${dueAt} THEN ${next} ELSE due_at END
    WHERE id = ${id}::uuid`;
}
