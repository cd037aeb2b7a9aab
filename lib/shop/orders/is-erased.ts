import "server-only";
import type { Tx } from "@/lib/server/db";

/**
 * Whether the order's buyer was erased: whatever a buyer would leave there now, nobody would find by a phone number and erase again.
 * Asked under `lockOrder` the answer stands.
 */
export async function isErased(tx: Tx, orderId: string): Promise<boolean> {
  return (await tx.order.count({ where: { id: orderId, receiverPhone: "" } })) > 0;
}
