import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { whoOf } from "@/lib/shop/by";
import type { ParcelInput } from "@/lib/shop/parcels/parcel";
import type { Shop } from "@/lib/shop/shop";
import { tellOfCorrection } from "@/lib/shop/word/outbox/queue-words";
import { auditOrder } from "./audit-order";
import { type NumberRefusal, whyNotThisNumber } from "./judge-number";
import { lockOrder } from "./lock-order";
import { recordEvent } from "./order-event";
import { factsOf, lacksNumber } from "./send-parcel";
import { signalOrder } from "./signal-order";

type Correction = Pick<ParcelInput, "courier" | "trackingNo" | "sure"> & { parcelId: bigint };

/**
 * Corrects the courier and the tracking number of a parcel on its way; the previous ones go into the timeline. Refuses a parcel that
 * is not there (any more), an order that is not on its way, a correction that changes nothing, and the number of another of its parcels.
 */
export async function correctParcel(
  shop: Shop,
  orderId: string,
  { parcelId, courier, trackingNo, sure = [] }: Correction,
): Promise<Result<object, "not_shipped" | "unchanged" | "needs_number" | "same_parcel" | NumberRefusal>> {
  const at = shop.now();
  return shop.db.$transaction(async (tx) => {
    // Of two corrections at once, the second must record the first as the previous one.
    await lockOrder(tx, orderId);
    const old = await tx.parcel.findFirst({
      where: { id: parcelId, orderId, order: { status: "SHIPPED" } },
      select: { courier: true, trackingNo: true },
    });
    if (!old) return refuse("not_shipped");
    if (old.courier === courier && old.trackingNo === trackingNo) return refuse("unchanged");
    if (lacksNumber({ courier, trackingNo })) return refuse("needs_number");
    if (trackingNo && (await tx.parcel.count({ where: { orderId, trackingNo, id: { not: parcelId } } })) > 0) return refuse("same_parcel");
    const wrongNumber = old.trackingNo === trackingNo ? null : await whyNotThisNumber(tx, orderId, { trackingNo, sure }, at);
    if (wrongNumber) return wrongNumber;
    await tx.parcel.update({ where: { id: parcelId }, data: { courier, trackingNo } });
    const { parcelChanges } = await tx.order.update({
      where: { id: orderId },
      data: { parcelChanges: { increment: 1 } },
      select: { parcelChanges: true },
    });
    await tellOfCorrection(tx, orderId, { parcelId, nth: parcelChanges }, at);
    const [before, after] = [factsOf(old), factsOf({ courier, trackingNo })];
    const detail = { ...after, oldCourier: before.courier, oldTrackingNo: before.trackingNo, ...whoOf(shop) };
    await recordEvent(tx, { orderId, kind: "parcel_corrected", actor: "owner", detail, at });
    await auditOrder(tx, shop, orderId, { kind: "parcel_corrected", before, after });
    await signalOrder(tx, orderId);
    return { ok: true };
  });
}
