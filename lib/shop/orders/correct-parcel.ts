import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { auditOrder } from "./audit-order";
import { lockOrder } from "./lock-order";
import { recordEvent } from "./order-event";
import { signalOrder } from "./signal-order";

/**
 * Corrects the courier and the tracking number of a shipped order; the previous ones go into the timeline. Refuses an order
 * that is not on its way, and a correction that changes nothing.
 */
export async function correctParcel(
  shop: Shop,
  orderId: string,
  { courier, trackingNo }: { courier: string; trackingNo: string },
): Promise<Result<object, "not_shipped" | "unchanged">> {
  const at = shop.now();
  return shop.db.$transaction(async (tx) => {
    // Of two corrections at once, the second must record the first as the previous one.
    await lockOrder(tx, orderId);
    const old = await tx.order.findFirst({ where: { id: orderId, status: "SHIPPED" }, select: { courier: true, trackingNo: true } });
    if (!old) return refuse("not_shipped");
    if (old.courier === courier && old.trackingNo === trackingNo) return refuse("unchanged");
    await tx.order.update({ where: { id: orderId }, data: { courier, trackingNo } });
    const detail = { courier, trackingNo, oldCourier: old.courier ?? "", oldTrackingNo: old.trackingNo ?? "" };
    await recordEvent(tx, { orderId, kind: "parcel_corrected", actor: "owner", detail, at });
    await auditOrder(tx, shop, orderId, { kind: "parcel_corrected", before: old, after: { courier, trackingNo } });
    await signalOrder(tx, orderId);
    return { ok: true };
  });
}
