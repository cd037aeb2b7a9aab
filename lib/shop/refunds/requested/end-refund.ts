import "server-only";
import { type Refusal, refuse } from "@/lib/server/result";
import { later } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { FIRST_QUESTION_MS, isUndecided } from "../refund";
import { askAboutRefund, type RefundTruth } from "../reported/ask-about-refund";

/** A refund that an owner ends: the owner's login, and what the owner has seen at Alipay. */
export type Ending = { refundId: bigint; owner: string; note: string };

type Asked = { ok: true; truth: RefundTruth; sentAt: Date | null };

/**
 * Asks Alipay about a refund that an owner wants to end. Refuses one that is not under way, and one that may still be decided by
 * itself: Alipay's word goes before anybody's.
 */
export async function askBeforeEnding(shop: Shop, refundId: bigint): Promise<Asked | Refusal<"not_under_way" | "too_early" | "unknown">> {
  const refund = await shop.db.refund.findUnique({ where: { id: refundId }, select: { status: true, startedAt: true, sentAt: true } });
  if (refund?.status !== "PENDING") return refuse("not_under_way");
  if (!isUndecided(refund, shop.now())) return refuse("too_early");
  const { sentAt } = refund;
  // Alipay may not know yet of what it was sent a moment ago.
  if (sentAt && shop.now() < later(sentAt, FIRST_QUESTION_MS)) return refuse("unknown");
  return { ok: true, truth: await askAboutRefund(shop, refundId), sentAt };
}
