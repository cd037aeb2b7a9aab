import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { DAY_MS } from "@/lib/shop/day";
import type { Shop } from "@/lib/shop/shop";
import { lockOrder } from "./lock-order";
import { recordEvent } from "./order-event";
import { EXTENSION_DAYS } from "./receive-days";
import { receivedFrom } from "./received-from";
import { signalOrder } from "./signal-order";

/**
 * The buyer wants more time before the order counts as received, which is given once. Refuses an order that does not wait for that
 * (it has not been sent as a whole, it has arrived, a refund is open), and a second time.
 */
export async function extendReceipt(shop: Shop, orderId: string): Promise<Result<object, "not_waiting" | "extended_already">> {
  const at = shop.now();
  return shop.db.$transaction(async (tx) => {
    await lockOrder(tx, orderId);
    const order = await tx.order.findFirst({
      where: { id: orderId, status: "SHIPPED", receiveBy: { not: null } },
      select: { receiveBy: true, receiveExtended: true, refunds: { select: { status: true, endedAt: true } } },
    });
    const from = order && receivedFrom(order);
    if (!order || !from) return refuse("not_waiting");
    if (order.receiveExtended) return refuse("extended_already");
    const until = new Date(Math.max(from.getTime(), at.getTime()) + EXTENSION_DAYS * DAY_MS);
    await tx.order.update({
      where: { id: orderId },
      data: { receiveBy: until, receiveExtended: true, parcelChanges: { increment: 1 } },
    });
    await recordEvent(tx, { orderId, kind: "receipt_extended", actor: "buyer", detail: { until: until.toISOString() }, at });
    await signalOrder(tx, orderId);
    return { ok: true };
  });
}
