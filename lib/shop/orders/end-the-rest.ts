import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Actor, recordEvent } from "./order-event";
import { receiveBy } from "./receive-days";

/**
 * Nothing more of an order that is on its way will be sent: it is then on its way as a whole. Under the order's lock.
 * @returns how many pieces will not come; 0 where nothing was left, and nothing is changed
 */
export async function endTheRest(
  tx: Tx,
  orderId: string,
  { actor, at, detail = {} }: { actor: Actor; at: Date; detail?: Record<string, string> },
): Promise<number> {
  const order = await tx.order.findFirst({
    where: { id: orderId, status: "SHIPPED", unsentPieces: { gt: 0 } },
    select: { unsentPieces: true, receiveExtended: true },
  });
  if (!order) return 0;
  await tx.order.update({
    where: { id: orderId },
    data: { unsentPieces: 0, receiveBy: await receiveBy(tx, at, order), parcelChanges: { increment: 1 } },
  });
  await recordEvent(tx, { orderId, kind: "rest_not_sent", actor, detail: { pieces: String(order.unsentPieces), ...detail }, at });
  return order.unsentPieces;
}
