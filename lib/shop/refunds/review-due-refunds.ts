import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { matchToldRefund } from "./match-told-refund";
import { refundHeldMoney } from "./refund-held-money";
import { reviewRefund } from "./review-refund";

/** How long a worker may take over one batch before another takes it up, in ms. */
const LEASE_MS = 60_000;
const BATCH = 10;

/**
 * Takes the refunds, and what was told of refunds, whose time has come, and gives held money back. Rows are taken with FOR
 * UPDATE SKIP LOCKED and a lease, so that any number of instances share the work.
 * @returns how much was looked at
 */
export async function reviewDueRefunds(shop: Shop): Promise<number> {
  const at = shop.now();
  const until = new Date(at.getTime() + LEASE_MS);
  const told = await shop.db.$queryRaw<{ id: bigint }[]>`
    UPDATE told_refunds SET locked_until = ${until} WHERE id IN (
      SELECT t.id FROM told_refunds t JOIN payments p ON p.trade_no = t.trade_no
      WHERE t.due_at <= ${at} AND (t.locked_until IS NULL OR t.locked_until <= ${at})
      ORDER BY t.due_at LIMIT ${BATCH} FOR UPDATE OF t SKIP LOCKED
    ) RETURNING id`;
  for (const { id } of told)
    await look(
      shop,
      id,
      () => matchToldRefund(shop, id),
      () => freeTold(shop, id),
    );
  const due = await shop.db.$queryRaw<{ id: bigint }[]>`
    UPDATE refunds SET locked_until = ${until} WHERE id IN (
      SELECT id FROM refunds WHERE due_at <= ${at} AND (locked_until IS NULL OR locked_until <= ${at})
      ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    ) RETURNING id`;
  for (const { id } of due)
    await look(
      shop,
      id,
      () => reviewRefund(shop, id),
      () => freeRefund(shop, id),
    );
  return told.length + due.length + (await refundHeldMoney(shop));
}

/** One that stumbles keeps its lease and comes up again when that is over; the others go on. */
async function look(shop: Shop, id: bigint, review: () => Promise<void>, free: () => Promise<unknown>): Promise<void> {
  try {
    await review();
    await free();
  } catch (error) {
    shop.log.error({ err: error, id }, "the worker could not review a refund; it will try again");
  }
}

function freeTold(shop: Shop, id: bigint) {
  return shop.db.toldRefund.update({ where: { id }, data: { lockedUntil: null } });
}

function freeRefund(shop: Shop, id: bigint) {
  return shop.db.refund.update({ where: { id }, data: { lockedUntil: null } });
}
