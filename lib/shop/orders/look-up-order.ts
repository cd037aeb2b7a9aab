import "server-only";
import { turnKey, visitorKey } from "@/lib/server/address";
import { limit } from "@/lib/server/rate-limit";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import type { Visit } from "./open-by-link";

// Guessing means trying many numbers from one address, many phones for one number from one network, or that from everywhere. What
// strangers use up must not keep the buyer out, who is elsewhere: against a telephone's billions a thousand tries an hour are nothing.
const PER_ADDRESS = { points: 10, perSeconds: 600 };
const PER_ORDER_AND_NETWORK = { points: 10, perSeconds: 3600 };
const PER_ORDER = { points: 1_000, perSeconds: 3600 };

/**
 * Finds an order in a browser that does not know it: both its number and the receiver's phone must match. The refusal does not say which
 * was wrong, nor does that of too many tries say whether there is such an order.
 */
export async function lookUpOrder(
  shop: Shop,
  { no, phone, ip }: { no: string; phone: string; ip: string },
): Promise<Result<{ visit: Visit }, "not_found" | Refusal<"limited", { retryAfterS: number }>>> {
  const retryAfterS = await spendTry(shop, no, ip);
  if (retryAfterS > 0) return refuse("limited", { retryAfterS });
  const order = await shop.db.order.findFirst({ where: { no, receiverPhone: phone }, select: { id: true, buyerId: true } });
  return order ? { ok: true, visit: { orderId: order.id, ownerId: order.buyerId } } : refuse("not_found");
}

/** One budget after the other, so that whoever has used up the first writes nothing more; who goes on is answered late. */
async function spendTry(shop: Shop, no: string, ip: string): Promise<number> {
  const budgets = [
    { name: "lookup_ip", key: visitorKey(ip), budget: PER_ADDRESS },
    { name: "lookup_no_network", key: `${no}:${turnKey(ip)}`, budget: PER_ORDER_AND_NETWORK },
    { name: "lookup_no", key: no, budget: PER_ORDER },
  ];
  for (const { name, key, budget } of budgets) {
    const { ok, retryAfterS } = await limit(shop.pool, name, key, budget);
    if (ok) continue;
    await shop.slowDown();
    return retryAfterS;
  }
  return 0;
}
