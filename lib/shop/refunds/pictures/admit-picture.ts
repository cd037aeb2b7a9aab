import "server-only";
import { logLimit } from "@/lib/server/log-limit";
import { limit } from "@/lib/server/rate-limit";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { readPictureRoom } from "./picture-room";

/** Of one request for a refund. */
export const MOST_REFUND_PICTURES = 3;
/** Of all requests of one order that are kept: who asks again and again takes up no more. */
export const MOST_OF_ORDER = 6;
/** Of one order: each try costs memory and a decoding. Requests are bounded by themselves (requestRefund). */
const BUDGET = { points: 20, perSeconds: 3600 };

export type PictureAdmission = Result<{ refundId: bigint }, "not_open" | "too_often" | "no_room" | Refusal<"full", { most: number }>>;

/**
 * Whether a buyer's request may have another picture: asked before any of it is read, since only who has paid for an order may send
 * one at all. Refuses what is no open request of this order, the one after MOST_REFUND_PICTURES, or after MOST_OF_ORDER, more tries than
 * BUDGET, and more than all such pictures of the shop may take up (`config.refundPictures`).
 */
export async function admitPicture(shop: Shop, orderId: string, { refundNo }: { refundNo: string }): Promise<PictureAdmission> {
  if (!(await limit(shop.pool, "refund-pictures", orderId, BUDGET)).ok) {
    logLimit("refund_pictures_often", {}, shop.log);
    return refuse("too_often");
  }
  const request = await shop.db.refund.findFirst({
    where: { orderId, outRequestNo: refundNo, requestedBy: "buyer", status: "REQUESTED" },
    select: { id: true, _count: { select: { pictures: true } } },
  });
  if (!request) return refuse("not_open");
  if (request._count.pictures >= MOST_REFUND_PICTURES) return refuse("full", { most: MOST_REFUND_PICTURES });
  if ((await shop.db.refundPicture.count({ where: { refund: { orderId } } })) >= MOST_OF_ORDER)
    return refuse("full", { most: MOST_OF_ORDER });
  const { usedBytes, mostBytes } = await readPictureRoom(shop);
  if (usedBytes >= mostBytes) {
    logLimit("refund_pictures_bytes", {}, shop.log);
    return refuse("no_room");
  }
  return { ok: true, refundId: request.id };
}
