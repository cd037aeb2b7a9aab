import "server-only";
import type { Shop } from "@/lib/shop/shop";

/**
 * A day that has something which was only at Alipay, of a trade that has come into our books since, is compared once more: once
 * for each time that something came, even if there is no bill any more.
 */
export async function reopenExplained(shop: Shop): Promise<void> {
  const at = shop.now();
  const kinds = ["bill_only_there", "bill_refund_differs"];
  await shop.db.$executeRaw`
    UPDATE day_reports r SET due_at = ${at}, checks = 0, reopened_at = ${at} WHERE r.due_at IS NULL AND r.day IN (
      SELECT l.day FROM discrepancies d
      JOIN payments p ON p.trade_no = d.trade_no
      JOIN report_lines l ON l.trade_no = d.trade_no AND l.verdict = 'only_there'
      WHERE d.resolved_at IS NULL AND d.kind = ANY(${kinds}) AND p.created_at > GREATEST(r.reconciled_at, r.reopened_at))`;
}
