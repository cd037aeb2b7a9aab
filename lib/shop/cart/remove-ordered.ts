import "server-only";
import type { Db, Tx } from "@/lib/server/db";

/** Takes what was just ordered out of the cart; with a transaction's client it goes together with the order. */
export async function removeOrdered(db: Db | Tx, buyerId: string, variantIds: number[]): Promise<void> {
  await db.cartItem.deleteMany({ where: { buyerId, variantId: { in: variantIds } } });
}
