import "server-only";
import type { Db } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { DOUBTFUL_MONEY_KINDS } from "@/lib/shop/discrepancies/discrepancy";

/** What `whyNotToSend` asks about one order, of an order `o`. Indexes: refunds_not_ended, discrepancies_open_newest. */
export const MUST_STAY = Prisma.sql`(EXISTS (SELECT 1 FROM refunds r JOIN payments p ON p.id = r.payment_id
    WHERE r.order_id = o.id AND r.status IN ('REQUESTED', 'PENDING') AND p.disposition = 'settled')
  OR EXISTS (SELECT 1 FROM discrepancies d WHERE d.resolved_at IS NULL AND d.kind IN (${Prisma.join([...DOUBTFUL_MONEY_KINDS])})
    AND (d.order_id = o.id OR d.trade_no IN (SELECT p.trade_no FROM payments p WHERE p.order_id = o.id))))`;

/** Which of these orders have something left to send that must not be sent yet, as the queue leaves them out. */
export async function ordersThatStay(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT o.id::text FROM orders o
    WHERE o.id = ANY(${[...ids]}::uuid[]) AND (o.status = 'PAID' OR o.unsent_pieces > 0) AND ${MUST_STAY}`;
  return new Set(rows.map(({ id }) => id));
}
