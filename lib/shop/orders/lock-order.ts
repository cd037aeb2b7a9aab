import "server-only";
import type { Tx } from "@/lib/server/db";

/**
 * Whoever changes an order by what was read of it takes turns with those who settle, refund or ship it. NO KEY, so that a line
 * written into its timeline meanwhile, whose foreign key only looks at the row, does not wait.
 */
export async function lockOrder(tx: Tx, orderId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM orders WHERE id = ${orderId}::uuid FOR NO KEY UPDATE`;
}
