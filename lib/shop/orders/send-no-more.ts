import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { whoOf } from "@/lib/shop/by";
import type { Shop } from "@/lib/shop/shop";
import { auditOrder } from "./audit-order";
import { endTheRest } from "./end-the-rest";
import { lockOrder } from "./lock-order";
import { signalOrder } from "./signal-order";

/**
 * What is in no parcel yet will not be sent: it is sold out, or the buyer was given its money back. The order is then on its way as a
 * whole. Refuses an order of which nothing is left to send.
 */
export async function sendNoMore(shop: Shop, orderId: string): Promise<Result<object, "nothing_left">> {
  const at = shop.now();
  return shop.db.$transaction(async (tx) => {
    await lockOrder(tx, orderId);
    const pieces = await endTheRest(tx, orderId, { actor: "owner", at, detail: whoOf(shop) });
    if (pieces === 0) return refuse("nothing_left");
    await auditOrder(tx, shop, orderId, { kind: "rest_not_sent", after: { pieces: String(pieces) } });
    await signalOrder(tx, orderId);
    return { ok: true };
  });
}
