import "server-only";
import { DAY_MS } from "@/lib/shop/day";
import { dedupeKeyOf, subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { later } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { nextLook } from "../refund";

type Report = { id: bigint; createdAt: Date; checks: number };

/**
 * When to look again at what Alipay reported and nobody could match: less and less often for a day; then the owner sees it
 * (lib/shop/invariants), and it is looked at once a day until the owner has written how it was dealt with. null: that has happened.
 */
export async function lookAgainAtReport(shop: Shop, { id, createdAt, checks }: Report): Promise<Date | null> {
  const at = shop.now();
  if (at < later(createdAt, DAY_MS)) return nextLook(at, checks);
  const dedupeKey = dedupeKeyOf("reported_refund_stuck", subjectOf.reportedRefund(id));
  const noted = await shop.db.discrepancy.count({ where: { dedupeKey, resolvedAt: { not: null }, resolvedAs: null } });
  return noted > 0 ? null : later(at, DAY_MS);
}
