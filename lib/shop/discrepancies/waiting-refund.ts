import "server-only";
import type { Tx } from "@/lib/server/db";
import type { Shop } from "@/lib/shop/shop";
import { dedupeKeyOf, REFUNDED_BY_ITSELF, type RefundedByItself, subjectOf } from "./discrepancy";

/**
 * Locks the discrepancy of money that goes back by itself, until the transaction ends: whoever begins its refund takes turns
 * with the owner who decides about it. Returns whether the money may go.
 */
export async function mayRefundItself(tx: Tx, { tradeNo, kind }: { tradeNo: string; kind: RefundedByItself }): Promise<boolean> {
  const dedupeKey = dedupeKeyOf(kind, subjectOf.trade(tradeNo));
  const rows = await tx.$queryRaw<{ keepMoney: boolean }[]>`
    SELECT keep_money AS "keepMoney" FROM discrepancies WHERE dedupe_key = ${dedupeKey} FOR UPDATE`;
  return rows[0]?.keepMoney === false;
}

type About = { kind: string; tradeNo: string | null };

/** Whether an automatic refund of this money is yet to begin. Asked under the discrepancy's lock the answer stands. */
export async function waitsForRefund(tx: Tx, about: About): Promise<boolean> {
  return (await tradesWaiting(tx, [about])).size > 0;
}

/** The ids of those discrepancies whose automatic refund is yet to begin. */
export async function listWaitingForRefund(shop: Shop, discrepancies: readonly (About & { id: bigint })[]): Promise<Set<bigint>> {
  const trades = await tradesWaiting(shop.db, discrepancies);
  return new Set(discrepancies.filter((about) => isRefundedByItself(about.kind) && trades.has(about.tradeNo ?? "")).map(({ id }) => id));
}

async function tradesWaiting(tx: Tx, discrepancies: readonly About[]): Promise<Set<string>> {
  const tradeNos = discrepancies.flatMap(({ kind, tradeNo }) => (tradeNo !== null && isRefundedByItself(kind) ? [tradeNo] : []));
  if (tradeNos.length === 0) return new Set();
  const waiting = await tx.payment.findMany({
    where: { tradeNo: { in: tradeNos }, disposition: "held", orderId: { not: null }, refunds: { none: {} } },
    select: { tradeNo: true },
  });
  return new Set(waiting.map(({ tradeNo }) => tradeNo));
}

function isRefundedByItself(kind: string): boolean {
  return (REFUNDED_BY_ITSELF as readonly string[]).includes(kind);
}
