import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { type Refusal, refuse } from "@/lib/server/result";
import { buyerText } from "@/lib/shop/buyer-text";
import { REFUNDED_BY_ITSELF, type RefundedByItself } from "@/lib/shop/discrepancies/discrepancy";
import { dedupeKeySql } from "@/lib/shop/discrepancies/key-sql";
import { nameRefund } from "@/lib/shop/discrepancies/record-discrepancy";
import { mayRefundItself } from "@/lib/shop/discrepancies/waiting-refund";
import type { Shop } from "@/lib/shop/shop";
import { startRefund, writeRefund } from "./start-refund";

const BATCH = 10;

type Unusable = { id: bigint; tradeNo: string; amountFen: number; kind: RefundedByItself };

/**
 * Gives back whole what came too late or twice, once: nobody has tried to refund any of it, and no owner has decided that it
 * stays, whether its discrepancy is open or not. The discrepancy then names the refund, and is resolved when that is done.
 * One of a wrong sum stays with the owner.
 * @returns how many refunds were begun
 */
export async function refundUnusablePayments(shop: Shop): Promise<number> {
  const unusable = await shop.db.$queryRaw<Unusable[]>`
    SELECT p.id, p.trade_no AS "tradeNo", p.amount_fen AS "amountFen", cause AS kind
    FROM payments p CROSS JOIN unnest(${[...REFUNDED_BY_ITSELF]}::text[]) AS cause
    JOIN discrepancies d ON d.dedupe_key = ${dedupeKeySql(Prisma.sql`cause`, Prisma.sql`p.trade_no`)} AND NOT d.keep_money
    WHERE p.disposition = 'held' AND p.refunding_fen = 0 AND p.order_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.payment_id = p.id)
    ORDER BY p.id LIMIT ${BATCH}`;
  let begun = 0;
  for (const payment of unusable) if ((await refundWhole(shop, payment)).ok) begun++;
  return begun;
}

/** Its key is its cause, so that it is begun once by however many workers. */
function refundWhole(shop: Shop, { id: paymentId, tradeNo, amountFen, kind }: Unusable) {
  const reason = buyerText.refundReason[kind];
  const wish = { key: `automatic:${kind}:${tradeNo}`, deed: "automatic" as const, amountFen, reason, owner: null };
  return startRefund<Refusal<"decided">>(shop, { paymentId, wish }, async (tx, payment) => {
    const tried = await tx.refund.count({ where: { paymentId } });
    if (tried > 0 || !(await mayRefundItself(tx, { tradeNo, kind }))) return refuse("decided");
    const written = await writeRefund(tx, payment, { amountFen, reason, owner: null, at: shop.now() });
    if (!written.ok) return refuse("decided");
    await nameRefund(tx, { tradeNo, kind, refundNo: written.outRequestNo });
    return written;
  });
}
