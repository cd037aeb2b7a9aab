import "server-only";
import type { RefundStatus } from "@/lib/shop/orders/order";
import type { Shop } from "@/lib/shop/shop";

export type RefundOutcome = { status: RefundStatus; advice: string | null; confirmUrl: string | null };

/** How a refund stands now. */
export function readOutcome(shop: Shop, refundId: bigint): Promise<RefundOutcome> {
  return shop.db.refund.findUniqueOrThrow({ where: { id: refundId }, select: { status: true, advice: true, confirmUrl: true } });
}
