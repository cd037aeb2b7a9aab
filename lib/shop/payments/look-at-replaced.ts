import "server-only";
import { later } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { endReplaced } from "./end-unanswered";
import { isEnded } from "./judge-change";
import { GIVE_UP_MS, LAST_LOOK_MS, nextLook } from "./look-times";
import { askGateway } from "./refresh-payment";

/**
 * Looks once more for money at the old sum, which was given up because its time was over and the gateway knew of no trade: what slipped
 * in at the last moment is settled or held like any other, and a trade that waits is closed there. Answers when to ask again, null for
 * never; after GIVE_UP_MS without an answer, that nothing is known is before the owner.
 */
export async function lookAtReplaced(shop: Shop, attemptId: string, checks: number): Promise<Date | null> {
  const attempt = await shop.db.paymentAttempt.findUniqueOrThrow({
    where: { id: attemptId },
    select: { id: true, outTradeNo: true, contract: true, payableUntil: true },
  });
  // Before the question: its answer is about then, however long this process stands still afterwards.
  const at = shop.now();
  const lastLook = later(attempt.payableUntil, LAST_LOOK_MS);
  const truth = await askGateway(shop, attempt, { force: true });
  if (truth.kind === "not_exist") return at < lastLook ? lastLook : null;
  if (isEnded(truth)) return null;
  if (truth.kind === "waiting") await shop.gateways.of(attempt.contract).closeTrade(attempt.outTradeNo);
  // What nobody can be asked about now is not given up: the contract may come back.
  if (at < later(attempt.payableUntil, GIVE_UP_MS) || !shop.gateways.has(attempt.contract))
    return nextLook(at, { checks, unansweredSince: attempt.payableUntil });
  await endReplaced(shop, attempt.id);
  return null;
}
