import "server-only";
import { randomUUID } from "node:crypto";
import { logLimit } from "@/lib/server/log-limit";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { encodePicture } from "@/lib/shop/pictures/encode-picture";
import { MAX_PICTURE_BYTES, PICTURE_SIZES, WHOLE_SIZE } from "@/lib/shop/pictures/picture";
import type { Shop } from "@/lib/shop/shop";
import { MOST_REFUND_PICTURES } from "./admit-picture";

type NotTaken = "not_open" | "too_big" | "not_a_picture" | "too_many_pixels" | "busy" | Refusal<"full", { most: number }>;

/**
 * Keeps a picture with a request that `admitPicture` admitted, made anew as the owner's pictures are: smaller, and without EXIF, which
 * names the place where it was taken. Refuses what is no photograph, and what the request cannot take any more by then.
 */
export async function addPicture(
  shop: Shop,
  { refundId, bytes }: { refundId: bigint; bytes: Uint8Array },
): Promise<Result<object, NotTaken>> {
  if (bytes.byteLength === 0) return refuse("not_a_picture");
  if (bytes.byteLength > MAX_PICTURE_BYTES) return refuse("too_big");
  const turn = shop.pictures.turns.run(() => encodePicture(bytes, "whole"));
  if (!turn) {
    logLimit("pictures_waiting", {}, shop.log);
    return refuse("busy");
  }
  const encoded = await turn;
  if (!encoded.ok) return encoded;
  const sized = (wanted: number) => new Uint8Array(encoded.sizes.find(({ size }) => size === wanted)?.data ?? []);
  const [small, large] = [sized(PICTURE_SIZES[0]), sized(WHOLE_SIZE)];
  return shop.db.$transaction(async (tx) => {
    const [open] = await tx.$queryRaw<{ id: bigint }[]>`SELECT id FROM refunds WHERE id = ${refundId} AND status = 'REQUESTED' FOR UPDATE`;
    if (!open) return refuse("not_open");
    if ((await tx.refundPicture.count({ where: { refundId } })) >= MOST_REFUND_PICTURES)
      return refuse("full", { most: MOST_REFUND_PICTURES });
    const row = { id: randomUUID(), refundId, small, large, bytes: small.byteLength + large.byteLength, createdAt: shop.now() };
    await tx.refundPicture.create({ data: row, select: { id: true } });
    return { ok: true };
  });
}
