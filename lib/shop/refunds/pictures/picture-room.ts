import "server-only";
import type { Shop } from "@/lib/shop/shop";

/** In bytes; `isScarce`: the owner should know before buyers are turned away. */
export type PictureRoom = { usedBytes: number; mostBytes: number; isScarce: boolean };

const SCARCE_PERCENT = 80;

/** What all pictures in requests for refunds take up of what they may (`config.refundPictures`). */
export async function readPictureRoom(shop: Shop): Promise<PictureRoom> {
  const { _sum: kept } = await shop.db.refundPicture.aggregate({ _sum: { bytes: true } });
  const usedBytes = kept.bytes ?? 0;
  const mostBytes = shop.config.refundPictures.bytes;
  return { usedBytes, mostBytes, isScarce: usedBytes * 100 >= SCARCE_PERCENT * mostBytes };
}
