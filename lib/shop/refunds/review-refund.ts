import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { askAboutRefund } from "./ask-about-refund";
import { FIRST_QUESTION_MS, gapMs, later } from "./gaps";
import { sendRefund } from "./send-refund";

/**
 * The worker's look at one refund whose time has come: sends what was never sent, asks about what was, and sends the
 * identical request again where Alipay has not got it. The row's due_at tells when to look next.
 */
export async function reviewRefund(shop: Shop, refundId: bigint): Promise<void> {
  const refund = await shop.db.refund.findUniqueOrThrow({
    where: { id: refundId },
    select: { status: true, sentAt: true, checks: true },
  });
  if (refund.status !== "PENDING") return void (await setDue(shop, refundId, null));
  if (!refund.sentAt) return sendRefund(shop, refundId);
  const at = shop.now();
  const askableAt = later(refund.sentAt, FIRST_QUESTION_MS);
  if (at < askableAt) return void (await setDue(shop, refundId, askableAt));
  await shop.db.refund.updateMany({
    where: { id: refundId, status: "PENDING" },
    data: { dueAt: later(at, gapMs(refund.checks)), checks: { increment: 1 } },
  });
  if ((await askAboutRefund(shop, refundId)) === "not_done" && (await mayBeLost(shop, refundId))) await sendRefund(shop, refundId);
}

/** What Alipay has taken (accepted) or put before the owner goes on by itself; anything else may never have arrived. */
async function mayBeLost(shop: Shop, refundId: bigint): Promise<boolean> {
  const { lastAnswer } = await shop.db.refund.findUniqueOrThrow({ where: { id: refundId }, select: { lastAnswer: true } });
  if (lastAnswer === "owner_must_confirm") return false;
  return lastAnswer !== "accepted" || shop.gateway.answersForRefunds;
}

async function setDue(shop: Shop, refundId: bigint, dueAt: Date | null): Promise<void> {
  await shop.db.refund.update({ where: { id: refundId }, data: { dueAt } });
}
