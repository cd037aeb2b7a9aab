import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { type DueKind, reviewDue } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { matchReportedRefund } from "../reported/match-reported-refund";
import { refundUnusablePayments } from "../requested/refund-unusable-payments";
import { reviewRefund } from "../sent/review-refund";

const TAKING = { key: { column: "id", type: "bigint" }, atOnce: 5, leaseMs: 60_000, retryMs: 60_000 } as const;

/** Refunds under way: to be sent, or asked about. */
export const REFUNDS: DueKind = {
  ...TAKING,
  name: "refunds",
  table: "refunds",
  review: (shop, id) => reviewRefund(shop, BigInt(id)),
};

/** What Alipay reported can be matched once the trade's money is in the ledger. */
export const REPORTED_REFUNDS: DueKind = {
  ...TAKING,
  name: "reported_refunds",
  table: "reported_refunds",
  when: Prisma.sql`EXISTS (SELECT 1 FROM payments p WHERE p.trade_no = it.trade_no)`,
  review: (shop, id) => matchReportedRefund(shop, BigInt(id)),
};

/**
 * Looks at what is due of refunds: what Alipay reported, those under way, and money that can only go back.
 * @returns how much was looked at
 */
export async function reviewDueRefunds(shop: Shop): Promise<number> {
  const reported = await reviewDue(shop, REPORTED_REFUNDS);
  const underWay = await reviewDue(shop, REFUNDS);
  return reported + underWay + (await refundUnusablePayments(shop));
}
