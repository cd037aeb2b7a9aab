import "server-only";
import { afterCommit } from "@/lib/server/after-commit";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { alertsOf, openings } from "@/lib/shop/alerts/outbox/queue-alerts";
import { countDiscrepancies } from "@/lib/shop/metrics";
import { dedupeKeyOf, type ResolvedAs } from "./discrepancy";
import type { DiscrepancyInput } from "./record-discrepancy";

/**
 * Records many discrepancies as recordDiscrepancy does each, in one statement; a thousand at a time, no two of them alike. Known
 * ones that had resolved themselves as `reopen` open again with their new detail.
 */
export async function recordDiscrepancies(
  tx: Tx,
  inputs: readonly Omit<DiscrepancyInput, "reopen" | "resolvedAs">[],
  { reopen }: { reopen: ResolvedAs },
  at: Date,
): Promise<void> {
  const rows = inputs.map(({ subject, detail = {}, ...row }) => ({ ...row, detail, dedupeKey: dedupeKeyOf(row.kind, subject) }));
  const opened = await tx.$queryRaw<{ kind: string; count: number }[]>`
    WITH opened AS (INSERT INTO discrepancies AS known (kind, dedupe_key, order_id, out_trade_no, trade_no, amount_fen, detail, created_at)
    SELECT r.kind, r."dedupeKey", r."orderId", r."outTradeNo", r."tradeNo", r."amountFen", r.detail, ${at}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (
      kind text, "dedupeKey" text, "orderId" uuid, "outTradeNo" text, "tradeNo" text, "amountFen" bigint, detail jsonb)
    ON CONFLICT (dedupe_key) DO UPDATE SET detail = EXCLUDED.detail, resolved_at = NULL, resolved_as = NULL, resolution = NULL
    WHERE known.resolved_as = ${reopen}
    RETURNING id, kind
    ), alerted AS (${alertsOf("discrepancy", openings(Prisma.sql`opened`, at), at)})
    SELECT kind, count(*)::int AS count FROM opened GROUP BY kind`;
  afterCommit(tx, () => {
    for (const { kind, count } of opened) countDiscrepancies(kind, count);
  });
}
