import "server-only";
import type { Tx } from "@/lib/server/db";

export const ORDER_CHANNEL = "order_changed";

/** Wakes every page that waits for this order, when the transaction commits and only then (PostgreSQL NOTIFY). */
export async function signalOrder(tx: Tx, orderId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${ORDER_CHANNEL}, ${orderId})`;
}
