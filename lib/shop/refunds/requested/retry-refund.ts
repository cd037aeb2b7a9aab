import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { freightLeftFen } from "../freight-left";
import { leftFen } from "../lock-payment";
import { askAboutRefund } from "../reported/ask-about-refund";
import { type StartedRefund, startRefund, writeKnownRefund } from "./start-refund";
import type { KeyReused, OwnerWish } from "./wish";

type Refused = "not_found" | "not_failed" | "too_much" | "freight_returned" | "done" | "unknown" | KeyReused;

/**
 * Once the cause of a failure is mended (balance, keys, contract), asks for the same refund again: the same number and sum, which
 * Alipay does once at most. Alipay is asked first, since a new try is dated anew: `done` when the refund was done all the same.
 * Refuses one that has not failed or cannot be retried, one whose sum has gone to another refund, and one whose freight has: the same
 * request cannot be of another sum, so that a new refund takes its place. The same form again asks for nothing, whatever has become
 * of the refund.
 */
export async function retryRefund(
  shop: Shop,
  { refundId, wish }: { refundId: bigint; wish: OwnerWish },
): Promise<Result<StartedRefund, Refused>> {
  const failed = await shop.db.refund.findUnique({
    where: { id: refundId },
    select: { paymentId: true, amountFen: true, freightFen: true, status: true },
  });
  if (!failed) return refuse("not_found");
  const { paymentId, amountFen, freightFen, status } = failed;
  const truth = status === "FAILED" ? await askAboutRefund(shop, refundId) : null;
  if (truth === "done") return refuse("done");
  if (truth === "unknown" || truth === "unexplained") return refuse("unknown");
  const wanted = { ...wish, deed: "retry" as const, amountFen: null, reason: null };
  return startRefund(shop, { paymentId, refundId, wish: wanted }, async (tx, payment) => {
    if (amountFen <= leftFen(payment) && freightFen > 0 && freightFen > (await freightLeftFen(tx, payment)))
      return refuse("freight_returned");
    return writeKnownRefund(tx, payment, {
      refundId,
      amountFen,
      owner: wish.owner,
      at: shop.now(),
      from: { status: "FAILED", advice: "same_again_later" },
      otherwise: "not_failed",
      changes: { checks: 0, advice: null, endedAt: null },
    });
  });
}
