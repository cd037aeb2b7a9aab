import "server-only";
import { randomBytes } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { DETAIL_SIZES, MAX_DETAIL_HEIGHT, MAX_PICTURE_BYTES, MAX_PICTURE_PIXELS, PICTURE_SIZES, WHOLE_SIZE } from "./picture";
import { uploadsDir } from "./uploads-dir";

/** The formats of phones and cameras. Not SVG: it is a document that may run scripts. */
const FORMATS: readonly string[] = ["jpeg", "png", "webp", "gif", "heif"];

export type PictureRefusal = "too_big" | "not_a_picture" | "too_many_pixels";

/**
 * square: for lists and galleries, cut at its edges. detail: for descriptions, as wide as a phone and as long as it is. whole: nothing
 * cut off, for what has to be read.
 */
export type PictureShape = "square" | "detail" | "whole";

/**
 * Re-encodes an upload to WebP files of each size under a random name, and returns its name for Product.images or, of a detail, for
 * Product.details. Only the visible picture is kept: no EXIF (which names the place where it was taken), no trailing bytes.
 * Refuses more than MAX_PICTURE_BYTES or MAX_PICTURE_PIXELS, and what does not decode as a photograph.
 */
export async function storePicture(
  shop: Shop,
  bytes: Uint8Array,
  shape: PictureShape = "square",
): Promise<Result<{ name: string }, PictureRefusal>> {
  if (bytes.byteLength === 0) return refuse("not_a_picture");
  if (bytes.byteLength > MAX_PICTURE_BYTES) return refuse("too_big");
  const problem = await inspect(bytes);
  if (problem) return problem;
  const id = randomBytes(12).toString("hex");
  const encoded = await (shape === "detail" ? encodeDetail(bytes) : encodeSizes(bytes, shape));
  if (!encoded) return refuse("not_a_picture");
  await mkdir(uploadsDir(shop), { recursive: true });
  for (const { size, data } of encoded) await writeWhole(path.join(uploadsDir(shop), `${id}-${size}.webp`), data);
  const { width, height } = encoded.at(-1) ?? { width: 0, height: 0 };
  return { ok: true, name: shape === "detail" ? `u/${id}:${width}x${height}` : `u/${id}` };
}

/** Reads the header alone: a picture that would fill the memory is refused before it is decoded. */
async function inspect(bytes: Uint8Array) {
  const meta = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (!meta || !FORMATS.includes(meta.format)) return refuse("not_a_picture");
  if (meta.width * meta.height > MAX_PICTURE_PIXELS) return refuse("too_many_pixels");
  return null;
}

type Encoded = { size: number; width: number; height: number; data: Buffer };

async function encodeSizes(bytes: Uint8Array, shape: "square" | "whole"): Promise<Encoded[] | null> {
  const sizes = shape === "whole" ? [...PICTURE_SIZES, WHOLE_SIZE] : PICTURE_SIZES;
  const fit = shape === "whole" ? ({ fit: "inside", withoutEnlargement: true } as const) : ({ fit: "cover", position: "centre" } as const);
  try {
    return await Promise.all(
      sizes.map(async (size) => ({
        ...{ size, width: size, height: size },
        data: await sharp(bytes, { limitInputPixels: MAX_PICTURE_PIXELS, failOn: "error" })
          .rotate() // as EXIF says, before EXIF is dropped
          .resize(size, size, fit)
          .flatten({ background: "#ffffff" })
          .webp({ quality: size === 320 ? 78 : 82 })
          .toBuffer(),
      })),
    );
  } catch {
    return null; // a broken or cut-off file; only decoding finds that out
  }
}

/** The large one first, so that the small one is half of it to the pixel; the small one comes first in the answer. */
async function encodeDetail(bytes: Uint8Array): Promise<Encoded[] | null> {
  const [half, whole] = DETAIL_SIZES;
  try {
    const large = await sharp(bytes, { limitInputPixels: MAX_PICTURE_PIXELS, failOn: "error" })
      .rotate()
      .resize(whole, MAX_DETAIL_HEIGHT, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .webp({ quality: 80 })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = large.info;
    const small = await sharp(large.data)
      .resize(Math.ceil(width / 2))
      .webp({ quality: 78 })
      .toBuffer();
    return [
      { size: half, width: Math.ceil(width / 2), height: Math.ceil(height / 2), data: small },
      { size: whole, width, height, data: large.data },
    ];
  } catch {
    return null;
  }
}

/** Writes under a temporary name first, so that no reader sees half a file. */
async function writeWhole(file: string, data: Buffer): Promise<void> {
  const temporary = `${file}.${randomBytes(4).toString("hex")}.tmp`;
  await writeFile(temporary, data, { mode: 0o644 });
  await rename(temporary, file);
}
