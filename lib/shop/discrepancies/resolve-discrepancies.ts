import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { AWAITING_KINDS, dedupeKeyOf, HELD_MONEY_KINDS, messagesOf, type ResolvedAs, type StuckKind, subjectOf } from "./discrepancy";

/*
 * Discrepancies that later news has dealt with resolve themselves, in the transaction of that news. Only open ones change.
 */

/** The refund that had failed is done. */
export async function resolveFailedRefund(tx: Tx, outRequestNo: string, at: Date): Promise<void> {
  const dedupeKey = dedupeKeyOf("refund_failed", subjectOf.refund(outRequestNo));
  await resolve(tx, { dedupeKey }, "refund_succeeded", at);
}

/** The gateway has said plainly whether money came, for those of `which`: the statement, for one that writes the money down. */
export function resolveAwaiting(which: Prisma.Sql, at: Date): Prisma.Sql {
  return Prisma.sql`
    UPDATE discrepancies SET resolved_at = ${at}, resolved_as = 'answered'
    WHERE resolved_at IS NULL AND kind = ANY(${[...AWAITING_KINDS]}) AND ${which}`;
}

/** What Alipay reported of refunds under this out_trade_no is in our books. */
export async function resolveSeenRefunds(tx: Tx, trade: { tradeNo: string; outTradeNo: string }, at: Date): Promise<void> {
  const startsWith = dedupeKeyOf("refund_seen", messagesOf(trade));
  await resolve(tx, { dedupeKey: { startsWith } }, "refund_matched", at);
}

/** All of this held money has gone back. */
export async function resolveHeldMoney(tx: Tx, { tradeNo, refundNo }: { tradeNo: string; refundNo: string }, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE discrepancies SET resolved_at = ${at}, resolved_as = 'refunded_in_full', detail = detail || ${JSON.stringify({ refundNo })}::jsonb
    WHERE trade_no = ${tradeNo} AND kind = ANY(${[...HELD_MONEY_KINDS]}) AND resolved_at IS NULL`;
}

/** Findings of comparisons with a bill, of which both books agree now. */
export async function resolveAgreed(tx: Tx, ids: readonly bigint[], at: Date): Promise<void> {
  await resolve(tx, { id: { in: [...ids] } }, "bill_agrees", at);
}

/** The owner has decided about an order that was stuck, where that is done, and said why. */
export async function resolveDecided(tx: Tx, { orderId, resolution }: { orderId: string; resolution: string }, at: Date): Promise<void> {
  const dedupeKey = dedupeKeyOf("order_stuck", subjectOf.order(orderId));
  await tx.discrepancy.updateMany({ where: { dedupeKey, resolvedAt: null }, data: { resolvedAt: at, resolution } });
}

/** These contracts are configured again, so that what is open under them goes on. */
export async function resolveGoneContracts(tx: Tx, contracts: readonly string[], at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE discrepancies SET resolved_at = ${at}, resolved_as = 'contract_back'
    WHERE kind = 'contract_gone' AND resolved_at IS NULL AND detail->>'contract' = ANY(${[...contracts]})`;
}

/** What was stuck has come to its end: `hasEnded` is a condition on a discrepancy `d`. */
export async function resolveStuck(tx: Tx, kind: StuckKind, hasEnded: Prisma.Sql, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE discrepancies d SET resolved_at = ${at}, resolved_as = 'went_on' WHERE d.kind = ${kind} AND d.resolved_at IS NULL AND ${hasEnded}`;
}

type Which = NonNullable<Parameters<Tx["discrepancy"]["updateMany"]>[0]["where"]>;

async function resolve(tx: Tx, which: Which, resolvedAs: ResolvedAs, at: Date): Promise<void> {
  await tx.discrepancy.updateMany({ where: { ...which, resolvedAt: null }, data: { resolvedAt: at, resolvedAs } });
}
