import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { auditOrder } from "./audit-order";
import { lockOrder } from "./lock-order";
import { recordEvent } from "./order-event";
import { receiveBy } from "./receive-days";
import { signalOrder } from "./signal-order";

/**
 * What is in no parcel yet will not be sent: it is sold out, or the buyer was given its money back. The order is then on its way as a
 * whole. Refuses an order of which nothing is left to send.
 */
export async function sendNoMore(shop: Shop, orderId: string): Promise<Result<object, "nothing_left">> {
  const at = shop.now();
  return shop.db.$transaction(async (tx) => {
    await lockOrder(tx, orderId);
    const order = await tx.order.findFirst({
      where: { id: orderId, status: "SHIPPED", unsentPieces: { gt: 0 } },
      select: { unsentPieces: true, receiveExtended: true },
    });
    if (!order) return refuse("nothing_left");
    await tx.order.update({
      where: { id: orderId },
      data: { unsentPieces: 0, receiveBy: await receiveBy(tx, at, order), parcelChanges: { increment: 1 } },
    });
    const facts = { pieces: String(order.unsentPieces) };
    await recordEvent(tx, { orderId, kind: "rest_not_sent", actor: "owner", detail: facts, at });
    await auditOrder(tx, shop, orderId, { kind: "rest_not_sent", after: facts });
    await signalOrder(tx, orderId);
    return { ok: true };
  });
}
