import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Actor, recordEvent } from "./order-event";
import { signalOrder } from "./signal-order";

/** SHIPPED → COMPLETED, once all of it was sent. False for any other order, which is left as it is. */
export async function completeOrder(tx: Tx, orderId: string, { actor, at }: { actor: Actor; at: Date }): Promise<boolean> {
  const { count } = await tx.order.updateMany({
    where: { id: orderId, status: "SHIPPED", unsentPieces: 0 },
    data: { status: "COMPLETED", completedAt: at, receiveBy: null },
  });
  if (count === 0) return false;
  await recordEvent(tx, { orderId, kind: "completed", actor, at });
  await signalOrder(tx, orderId);
  return true;
}
