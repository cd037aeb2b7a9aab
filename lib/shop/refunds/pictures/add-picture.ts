import "server-only";
import { randomUUID } from "node:crypto";
import { logLimit } from "@/lib/server/log-limit";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { isErased } from "@/lib/shop/orders/is-erased";
import { lockOrder } from "@/lib/shop/orders/lock-order";
import { encodePicture } from "@/lib/shop/pictures/encode-picture";
import { MAX_PICTURE_BYTES } from "@/lib/shop/pictures/picture";
import type { Shop } from "@/lib/shop/shop";
import { MOST_OF_ORDER, MOST_REFUND_PICTURES } from "./admit-picture";

type NotTaken = "not_open" | "erased" | "too_big" | "not_a_picture" | "too_many_pixels" | "busy" | Refusal<"full", { most: number }>;

/**
 * Keeps a picture with a request that `admitPicture` admitted, made anew as the owner's pictures are: smaller, and without EXIF, which
 * names the place where it was taken. Refuses what is no photograph, what the request cannot take any more by then, and what belongs to an order whose
 * buyer was erased.
 */
export async function addPicture(
  shop: Shop,
  { refundId, bytes }: { refundId: bigint; bytes: Uint8Array },
): Promise<Result<object, NotTaken>> {
  if (bytes.byteLength === 0) return refuse("not_a_picture");
  if (bytes.byteLength > MAX_PICTURE_BYTES) return refuse("too_big");
  const turn = shop.pictures.turns.run(() => encodePicture(bytes, "bounded"));
  if (!turn) {
    logLimit("pictures_waiting", {}, shop.log);
    return refuse("busy");
  }
  const encoded = await turn;
  if (!encoded.ok) return encoded;
  const [small, large] = encoded.sizes.map(({ data }) => new Uint8Array(data));
  if (!small || !large) throw new Error("a bounded picture has two sizes");
  return shop.db.$transaction(async (tx) => {
    const request = await tx.refund.findUnique({ where: { id: refundId }, select: { orderId: true } });
    if (!request?.orderId) return refuse("not_open");
    const { orderId } = request;
    await lockOrder(tx, orderId); // the pictures of all its requests are counted
    if (await isErased(tx, orderId)) return refuse("erased");
    const [open] = await tx.$queryRaw<{ id: bigint }[]>`SELECT id FROM refunds WHERE id = ${refundId} AND status = 'REQUESTED' FOR UPDATE`;
    if (!open) return refuse("not_open");
    if ((await tx.refundPicture.count({ where: { refund: { orderId } } })) >= MOST_OF_ORDER) return refuse("full", { most: MOST_OF_ORDER });
    if ((await tx.refundPicture.count({ where: { refundId } })) >= MOST_REFUND_PICTURES)
      return refuse("full", { most: MOST_REFUND_PICTURES });
    const row = { id: randomUUID(), refundId, small, large, bytes: small.byteLength + large.byteLength, createdAt: shop.now() };
    await tx.refundPicture.create({ data: row, select: { id: true } });
    return { ok: true };
  });
}
