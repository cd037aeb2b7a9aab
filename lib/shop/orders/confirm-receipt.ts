import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { recordEvent } from "./order-event";
import { signalOrder } from "./signal-order";

/** The buyer has the goods: SHIPPED → COMPLETED. Refuses any other order. */
export async function confirmReceipt(shop: Shop, orderId: string): Promise<Result<object, "not_shipped">> {
  const at = shop.now();
  return shop.db.$transaction(async (tx) => {
    const { count } = await tx.order.updateMany({
      where: { id: orderId, status: "SHIPPED" },
      data: { status: "COMPLETED", completedAt: at },
    });
    if (count === 0) return refuse("not_shipped");
    await recordEvent(tx, { orderId, kind: "completed", actor: "buyer", at });
    await signalOrder(tx, orderId);
    return { ok: true };
  });
}
