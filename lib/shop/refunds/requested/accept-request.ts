import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { freightLeftFen } from "../freight-left";
import { isPart } from "./refund-order";
import { type StartedRefund, startRefund, writeKnownRefund } from "./start-refund";
import type { KeyReused, OwnerWish } from "./wish";

/**
 * An owner says yes to a buyer's request, of so many fen, `freightFen` of them the order's freight: written down, then asked of Alipay as any refund. Refuses a
 * request that has been answered with another form, and more than what is left.
 */
export async function acceptRequest(
  shop: Shop,
  { refundId, amountFen, freightFen = 0, wish }: { refundId: bigint; amountFen: number; freightFen?: number; wish: OwnerWish },
): Promise<Result<StartedRefund, "not_found" | "not_requested" | "too_much" | KeyReused>> {
  if (!isPart(freightFen, amountFen)) return refuse("too_much");
  const request = await shop.db.refund.findUnique({ where: { id: refundId }, select: { paymentId: true } });
  if (!request) return refuse("not_found");
  const wanted = { ...wish, deed: "accept" as const, amountFen, freightFen, reason: null };
  const { owner } = wish;
  return startRefund(shop, { paymentId: request.paymentId, refundId, wish: wanted }, async (tx, payment) => {
    if (freightFen > 0 && freightFen > (await freightLeftFen(tx, payment))) return refuse("too_much");
    return writeKnownRefund(tx, payment, {
      refundId,
      amountFen,
      owner,
      at: shop.now(),
      from: { status: "REQUESTED" },
      otherwise: "not_requested",
      changes: { owner, freightFen },
    });
  });
}
