import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { receiveNotification } from "./receive-notification";

/**
 * Takes a kept delivery once more, as if Alipay had sent it again: verified as strictly, settled as idempotently, and kept
 * as a delivery of its own. Useful once a wrong key is mended. Refuses one that is gone, and one that still does not pass.
 */
export async function replayDelivery(shop: Shop, id: bigint): Promise<Result<object, "gone" | "refused">> {
  const kept = await shop.db.notifyDelivery.findUnique({ where: { id }, select: { body: true, contentType: true } });
  if (!kept) return refuse("gone");
  const delivery = { body: Buffer.from(kept.body), contentType: kept.contentType, remoteIp: "replay" };
  const answer = await receiveNotification(shop, delivery);
  return answer.handled ? { ok: true } : refuse("refused");
}
