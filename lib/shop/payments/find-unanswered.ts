import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import type { SeenAttempt } from "./judge-closing";
import { isUnanswered } from "./look-times";

/**
 * The attempt of an unpaid order of which Alipay has had no useful answer for hours, so that the owner may decide. Refuses an
 * order that is not unpaid, and one that Alipay answers for or has not been asked about for long enough.
 */
export async function findUnanswered(
  shop: Shop,
  orderId: string,
): Promise<Result<{ attempt: SeenAttempt }, "not_open" | "not_unanswered">> {
  const order = await shop.db.order.findFirst({
    where: { id: orderId, status: "PENDING" },
    select: {
      attempts: {
        where: { status: "OPEN" },
        select: { id: true, outTradeNo: true, contract: true, startedAt: true, payableUntil: true, unansweredSince: true },
      },
    },
  });
  if (!order) return refuse("not_open");
  const attempt = order.attempts[0];
  return attempt && isUnanswered(attempt, shop.now()) ? { ok: true, attempt } : refuse("not_unanswered");
}
