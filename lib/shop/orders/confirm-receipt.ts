import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { completeOrder } from "./complete-order";

/** The buyer has the goods: SHIPPED → COMPLETED. Refuses any other order, and one of which pieces are still to be sent. */
export async function confirmReceipt(
  shop: Shop,
  orderId: string,
): Promise<Result<object, "not_shipped" | Refusal<"not_all_sent", { pieces: number }>>> {
  const at = shop.now();
  return shop.db.$transaction(async (tx) => {
    if (await completeOrder(tx, orderId, { actor: "buyer", at })) return { ok: true };
    const order = await tx.order.findFirst({ where: { id: orderId, status: "SHIPPED" }, select: { unsentPieces: true } });
    return order ? refuse("not_all_sent", { pieces: order.unsentPieces }) : refuse("not_shipped");
  });
}
