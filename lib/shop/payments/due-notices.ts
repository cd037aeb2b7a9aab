import "server-only";
import { type DueKind, reviewDue } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { reviewNotice } from "./review-notice";

const NOTICES: DueKind = {
  name: "unconfirmed notice",
  table: "notify_deliveries",
  key: { column: "id", type: "bigint" },
  batch: 10,
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
