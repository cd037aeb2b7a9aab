import "server-only";
import { randomBytes } from "node:crypto";
import { logLimit } from "@/lib/server/log-limit";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { type EncodedPicture, encodePicture, type PictureShape } from "./encode-picture";
import { MAX_PICTURE_BYTES } from "./picture";

export type PictureRefusal = "too_big" | "not_a_picture" | "too_many_pixels" | "busy" | "not_stored";

/**
 * Re-encodes an upload to WebP files of each size under a random name, and returns its name for Product.images or, of a detail, for
 * Product.details. Only the visible picture is kept: no EXIF (which names the place where it was taken), no trailing bytes.
 * Refuses more than MAX_PICTURE_BYTES or MAX_PICTURE_PIXELS, what does not decode as a photograph, whoever comes when too many wait
 * for their turn, and what the store does not take, of which nothing stays there.
 */
export async function storePicture(
  shop: Shop,
  bytes: Uint8Array,
  shape: PictureShape = "square",
): Promise<Result<{ name: string }, PictureRefusal>> {
  if (bytes.byteLength === 0) return refuse("not_a_picture");
  if (bytes.byteLength > MAX_PICTURE_BYTES) return refuse("too_big");
  const turn = shop.pictures.turns.run(() => encodePicture(bytes, shape));
  if (!turn) {
    logLimit("pictures_waiting", {}, shop.log);
    return refuse("busy");
  }
  const encoded = await turn;
  if (!encoded.ok) return encoded;
  const id = randomBytes(12).toString("hex");
  if (!(await putAll(shop, id, encoded.sizes))) return refuse("not_stored");
  const { width, height } = encoded.sizes.at(-1) ?? { width: 0, height: 0 };
  return { ok: true, name: shape === "detail" ? `u/${id}:${width}x${height}` : `u/${id}` };
}

async function putAll({ pictures: { store }, log }: Shop, id: string, sizes: EncodedPicture[]): Promise<boolean> {
  const files = sizes.map(({ size, data }) => ({ file: `${id}-${size}.webp`, bytes: new Uint8Array(data) }));
  try {
    for (const { file, bytes } of files) await store.put(file, bytes);
    return true;
  } catch (error) {
    log.error({ err: error, picture: id }, "a picture could not be stored");
    // One that was not answered may have been stored all the same.
    await Promise.allSettled(files.map(({ file }) => store.delete(file)));
    return false;
  }
}
