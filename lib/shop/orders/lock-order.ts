import "server-only";
import type { Tx } from "@/lib/server/db";

/**
 * Locks an order until the transaction ends. Whoever changes an order depending on what was read of it must hold this lock, and
 * so takes turns with those who settle, refund or ship it. NO KEY: a line written into its timeline meanwhile, whose foreign key
 * only checks that the row exists, does not wait.
 */
export async function lockOrder(tx: Tx, orderId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM orders WHERE id = ${orderId}::uuid FOR NO KEY UPDATE`;
}
