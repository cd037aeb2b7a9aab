import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { listDoubts } from "@/lib/shop/discrepancies/list-doubts";
import type { Shop } from "@/lib/shop/shop";
import { auditOrder } from "./audit-order";
import { lockOrder } from "./lock-order";
import { recordEvent } from "./order-event";
import { signalOrder } from "./signal-order";

/**
 * Marks a paid order as shipped and wakes its page. Refuses an order that is not waiting to be shipped, one with an open
 * refund, requested or under way, and one whose money is in doubt until somebody has decided about that.
 */
export async function shipOrder(
  shop: Shop,
  orderId: string,
  { courier, trackingNo }: { courier: string; trackingNo: string },
): Promise<Result<object, "not_shippable" | "refunding" | "in_doubt">> {
  const at = shop.now();
  return shop.db.$transaction(async (tx) => {
    // A refund is written down under the same lock.
    await lockOrder(tx, orderId);
    const open = await tx.refund.count({
      where: { orderId, status: { in: ["REQUESTED", "PENDING"] }, payment: { disposition: "settled" } },
    });
    if (open > 0) return refuse("refunding");
    if ((await listDoubts(tx, orderId)).length > 0) return refuse("in_doubt");
    const { count } = await tx.order.updateMany({
      where: { id: orderId, status: "PAID" },
      data: { status: "SHIPPED", shippedAt: at, courier, trackingNo },
    });
    if (count === 0) return refuse("not_shippable");
    await recordEvent(tx, { orderId, kind: "shipped", actor: "owner", detail: { courier, trackingNo }, at });
    await auditOrder(tx, shop, orderId, { kind: "order_shipped", after: { courier, trackingNo } });
    await signalOrder(tx, orderId);
    return { ok: true };
  });
}
