import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import type { Visit } from "./open-by-link";

/**
 * Finds an order in a browser that does not know it: both its number and the receiver's phone must match. The
 * refusal does not say which was wrong. The caller limits the rate.
 */
export async function lookUpOrder(
  shop: Shop,
  { no, phone }: { no: string; phone: string },
): Promise<Result<{ visit: Visit }, "not_found">> {
  const order = await shop.db.order.findFirst({ where: { no, receiverPhone: phone }, select: { id: true, buyerId: true } });
  return order ? { ok: true, visit: { orderId: order.id, ownerId: order.buyerId } } : refuse("not_found");
}
