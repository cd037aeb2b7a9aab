import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { whoOf } from "@/lib/shop/by";
import { unsentWithout } from "@/lib/shop/parcels/parcel";
import type { Shop } from "@/lib/shop/shop";
import { auditOrder } from "./audit-order";
import { endTheRest } from "./end-the-rest";
import { lockOrder } from "./lock-order";
import { recordEvent } from "./order-event";
import { receiveBy } from "./receive-days";
import { factsOf, readSent, whyNotPaid } from "./send-parcel";
import { signalOrder } from "./signal-order";

/**
 * Takes back a parcel that was entered by mistake. What it listed is still to be sent; an order without any parcel waits to be shipped
 * again, as one that never was; nothing more is sent of one whose money has all gone back. Refuses a parcel that is not there (any more), an order that is not on its way, and to bring an order
 * back to waiting whose refund is open, or of whose money nothing is left.
 * @returns whether the order waits to be shipped again
 */
export async function takeBackParcel(
  shop: Shop,
  orderId: string,
  { parcelId }: { parcelId: bigint },
): Promise<Result<{ isUnsent: boolean }, "not_shipped" | "refunding" | "refunded">> {
  const at = shop.now();
  return shop.db.$transaction(async (tx) => {
    await lockOrder(tx, orderId);
    const order = await tx.order.findFirst({ where: { id: orderId, status: "SHIPPED" }, select: { receiveExtended: true } });
    const sent = await readSent(tx, orderId);
    const taken = sent.parcels.find(({ id }) => id === parcelId);
    if (!order || !taken) return refuse("not_shipped");
    const isUnsent = sent.parcels.length === 1;
    // A paid order whose money has all gone back is closed, and one that is being refunded is answered before anything else.
    const unpaid = await whyNotPaid(tx, orderId);
    if (isUnsent && unpaid) return refuse(unpaid);
    await tx.parcel.delete({ where: { id: parcelId } });
    const unsent = unsentWithout(sent, taken);
    await tx.order.update({
      where: { id: orderId },
      data: {
        ...(isUnsent
          ? { status: "PAID", shippedAt: null, unsentPieces: 0, receiveBy: null }
          : { unsentPieces: unsent, receiveBy: unsent > 0 ? null : await receiveBy(tx, at, order) }),
        parcelChanges: { increment: 1 },
      },
    });
    const facts = factsOf(taken);
    await recordEvent(tx, {
      orderId,
      kind: isUnsent ? "shipping_taken_back" : "parcel_taken_back",
      actor: "owner",
      detail: { ...facts, ...whoOf(shop) },
      at,
    });
    await auditOrder(tx, shop, orderId, { kind: "parcel_taken_back", before: facts });
    if (unpaid === "refunded") await endTheRest(tx, orderId, { actor: "owner", at, detail: whoOf(shop) });
    await signalOrder(tx, orderId);
    return { ok: true, isUnsent };
  });
}
