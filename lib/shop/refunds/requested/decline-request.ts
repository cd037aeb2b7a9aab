import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { whoOf } from "@/lib/shop/by";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import type { Shop } from "@/lib/shop/shop";
import { auditRefund } from "../audit-refund";

/** An owner says no to a buyer's request, with a note that the buyer sees. Refuses a request that has been answered. */
export async function declineRequest(
  shop: Shop,
  { refundId, note, owner }: { refundId: bigint; note: string; owner: string },
): Promise<Result<object, "not_requested">> {
  const at = shop.now();
  return shop.db.$transaction(async (tx) => {
    const { count } = await tx.refund.updateMany({
      where: { id: refundId, status: "REQUESTED" },
      data: { status: "DECLINED", note, owner, endedAt: at },
    });
    if (count === 0) return refuse("not_requested");
    await auditRefund(tx, shop, refundId, { kind: "refund_declined" });
    const { orderId, outRequestNo } = await tx.refund.findUniqueOrThrow({
      where: { id: refundId },
      select: { orderId: true, outRequestNo: true },
    });
    if (orderId) {
      await recordEvent(tx, {
        orderId,
        kind: "refund_declined",
        actor: "owner",
        detail: { refundNo: outRequestNo, owner, note, ...whoOf(shop) },
        at,
      });
      await signalOrder(tx, orderId);
    }
    return { ok: true };
  });
}
