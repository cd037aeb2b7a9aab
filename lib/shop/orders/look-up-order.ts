import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";

/**
 * Finds an order in a browser that does not know it: both its number and the receiver's phone must match. The
 * refusal does not say which was wrong. The caller limits the rate.
 */
export async function lookUpOrder(
  shop: Shop,
  { no, phone }: { no: string; phone: string },
): Promise<Result<{ no: string; accessToken: string }, "not_found">> {
  const order = await shop.db.order.findFirst({ where: { no, receiverPhone: phone }, select: { no: true, accessToken: true } });
  return order ? { ok: true, ...order } : refuse("not_found");
}
