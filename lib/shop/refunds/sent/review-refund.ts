import "server-only";
import { later } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { FIRST_QUESTION_MS, nextLook } from "../refund";
import { askAboutRefund } from "../reported/ask-about-refund";
import { noteIfContractGone, OF_GONE_CONTRACT } from "./contract-gone";
import { maySendAgain } from "./judge-send";
import { sendRefund } from "./send-refund";

/**
 * The worker's look at one refund whose time has come: sends what was never sent, or was refused, asks about what may have been
 * taken, and sends the identical request again where Alipay has not got it. Answers when to look again, null for never;
 * sending sets a time of its own.
 */
export async function reviewRefund(shop: Shop, refundId: bigint): Promise<Date | null> {
  const refund = await shop.db.refund.findUniqueOrThrow({
    where: { id: refundId },
    select: { status: true, sentAt: true, openSends: true, checks: true, ...OF_GONE_CONTRACT },
  });
  if (refund.status !== "PENDING") return null;
  await noteIfContractGone(shop, refund);
  const next = nextLook(shop.now(), refund.checks);
  if (!refund.sentAt || refund.openSends === 0) {
    await sendRefund(shop, refundId);
    return next;
  }
  const askableAt = later(refund.sentAt, FIRST_QUESTION_MS);
  if (shop.now() < askableAt) return askableAt;
  const truth = await askAboutRefund(shop, refundId);
  const maySend = truth === "not_done" || truth === "unexplained";
  if (maySend && (await mayBeLost(shop, refundId))) await sendRefund(shop, refundId);
  return next;
}

/** What Alipay has taken (accepted) or put before the owner goes on by itself; anything else may never have arrived. */
async function mayBeLost(shop: Shop, refundId: bigint): Promise<boolean> {
  const { lastAnswer, payment } = await shop.db.refund.findUniqueOrThrow({
    where: { id: refundId },
    select: { lastAnswer: true, payment: { select: { contract: true } } },
  });
  return maySendAgain({ lastAnswer, answersForRefunds: shop.gateways.of(payment.contract).answersForRefunds });
}
