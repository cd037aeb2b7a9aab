import "server-only";
import { type DueKind, reviewDue } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { reviewNotice } from "./review-notice";

export const NOTICES: DueKind = {
  name: "notices",
  table: "notify_deliveries",
  key: { column: "id", type: "bigint" },
  atOnce: 5,
  leaseMs: 60_000,
  retryMs: 60_000,
  review: (shop, id) => reviewNotice(shop, BigInt(id)),
};

/**
 * The worker's turn with notices that verify and that the gateway did not confirm.
 * @returns how many were looked at
 */
export function reviewDueNotices(shop: Shop): Promise<number> {
  return reviewDue(shop, NOTICES);
}
