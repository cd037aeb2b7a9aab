import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { type StartedRefund, startRefund, writeKnownRefund } from "./start-refund";

/**
 * The owner says yes to a buyer's request, of so many fen: written down, then asked of Alipay as any refund. Refuses a
 * request that has been answered, and more than what is left.
 */
export async function acceptRequest(
  shop: Shop,
  { refundId, amountFen }: { refundId: bigint; amountFen: number },
): Promise<Result<StartedRefund, "not_found" | "not_requested" | "too_much">> {
  const at = shop.now();
  const request = await shop.db.refund.findUnique({ where: { id: refundId }, select: { paymentId: true } });
  if (!request) return refuse("not_found");
  return startRefund(shop, request.paymentId, (tx, payment) =>
    writeKnownRefund(tx, payment, {
      ...{ refundId, amountFen, at },
      ...{ from: "REQUESTED", otherwise: "not_requested", changes: { startedAt: at } },
    }),
  );
}
