import "server-only";
import type { Tx } from "@/lib/server/db";
import { recordEvent } from "./order-event";
import { signalOrder } from "./signal-order";

/**
 * Notes that somebody wants an unpaid order closed: from now on nobody is sent to the cashier with it, and the worker closes
 * it when the gateway says that nothing was paid. `by` is kept as the reason. False for an order that is not unpaid.
 */
export async function askToClose(
  tx: Tx,
  { orderId, by, at, detail = {} }: { orderId: string; by: "buyer" | "owner"; at: Date; detail?: Record<string, string> },
): Promise<boolean> {
  const { count } = await tx.order.updateMany({
    where: { id: orderId, status: "PENDING" },
    data: { closeWanted: by, dueAt: at, checks: 0 },
  });
  if (count === 0) return false;
  await recordEvent(tx, { orderId, kind: "close_asked", actor: by, detail: { reason: by, ...detail }, at });
  await signalOrder(tx, orderId);
  return true;
}
