import "server-only";
import { afterCommit } from "@/lib/server/after-commit";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { alertsOf, openings } from "@/lib/shop/alerts/outbox/queue-alerts";
import { countDiscrepancies } from "@/lib/shop/metrics";
import { type DiscrepancyKind, dedupeKeyOf, type ResolvedAs, type Subject } from "./discrepancy";

export type DiscrepancyInput = {
  kind: DiscrepancyKind;
  subject: Subject;
  orderId: string | null;
  outTradeNo: string | null;
  tradeNo: string | null;
  amountFen: number | null;
  detail?: Record<string, string | number>;
  /** Of one that nobody has to deal with. */
  resolvedAs?: ResolvedAs;
  /** Opens a known one again, with its new detail: whatever had resolved it, or only if it had resolved itself in this way. */
  reopen?: "always" | ResolvedAs;
};

/** Records a discrepancy once, in the caller's transaction. Known ones stay as they are, unless `reopen` says otherwise. */
export async function recordDiscrepancy(tx: Tx, input: DiscrepancyInput, at: Date): Promise<void> {
  const { subject, detail = {}, resolvedAs = null, reopen, ...row } = input;
  const dedupeKey = dedupeKeyOf(row.kind, subject);
  const { count } = await tx.discrepancy.createMany({
    data: [{ ...row, dedupeKey, detail, createdAt: at, resolvedAs, resolvedAt: resolvedAs && at }],
    skipDuplicates: true,
  });
  if (count > 0 && !resolvedAs) await tellOf(tx, { kind: row.kind, dedupeKey }, at);
  if (count > 0 || !reopen) return;
  const where = { dedupeKey, ...(reopen !== "always" && { resolvedAs: reopen }) };
  const closed = await tx.discrepancy.count({ where: { ...where, resolvedAt: { not: null } } });
  await tx.discrepancy.updateMany({ where, data: { detail, resolvedAt: null, resolvedAs: null, resolution: null } });
  if (closed > 0) await tellOf(tx, { kind: row.kind, dedupeKey }, at);
}

async function tellOf(tx: Tx, { kind, dedupeKey }: { kind: DiscrepancyKind; dedupeKey: string }, at: Date): Promise<void> {
  const opened = Prisma.sql`discrepancies WHERE dedupe_key = ${dedupeKey}`;
  await tx.$executeRaw(alertsOf("discrepancy", openings(opened, at), at));
  afterCommit(tx, () => countDiscrepancies(kind));
}

/** What is on its way back says so: the discrepancy names the refund that will settle it. */
export async function nameRefund(tx: Tx, { tradeNo, kind, refundNo }: RefundOfHeldMoney): Promise<void> {
  await tx.$executeRaw`
    UPDATE discrepancies SET detail = detail || ${JSON.stringify({ refundNo })}::jsonb WHERE trade_no = ${tradeNo} AND kind = ${kind}`;
}
type RefundOfHeldMoney = { tradeNo: string; kind: DiscrepancyKind; refundNo: string };
