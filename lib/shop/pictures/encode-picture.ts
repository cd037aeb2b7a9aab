import "server-only";
import sharp from "sharp";
import { type Result, refuse } from "@/lib/server/result";
import { DETAIL_SIZES, MAX_DETAIL_HEIGHT, MAX_PICTURE_PIXELS, PICTURE_SIZES, WHOLE_SIZE } from "./picture";

/**
 * square: for lists and galleries, cut at its edges. detail: for descriptions, as wide as a phone and as long as it is. whole: nothing
 * cut off, for what has to be read. bounded: the same for what a stranger sends, smaller, and of at most MOST_BOUNDED_BYTES.
 */
export type PictureShape = "square" | "detail" | "whole" | "bounded";

/** One size of a picture; `size` is the one that its file is named by. Widths and heights in pixels. */
export type EncodedPicture = { size: number; width: number; height: number; data: Buffer };

/** Of the larger size of a bounded picture; the small one is a fraction of it. */
const MOST_BOUNDED_BYTES = 400_000;

/** The formats of phones and cameras. Not SVG: it is a document that may run scripts. */
const FORMATS: readonly string[] = ["jpeg", "png", "webp", "gif", "heif"];

// A picture is worked on by one thread at a time, and its sizes one after another: the other processors are the shoppers'. Nothing
// is worked on twice, so that a cache would only fill the memory.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Re-encodes an upload to WebP in each of its shape's sizes, the largest last. Only the visible picture is kept.
 * Refuses more than MAX_PICTURE_PIXELS, and what does not decode as a photograph.
 */
export async function encodePicture(
  bytes: Uint8Array,
  shape: PictureShape,
): Promise<Result<{ sizes: EncodedPicture[] }, "not_a_picture" | "too_many_pixels">> {
  // The header alone: a picture that would fill the memory is refused before it is decoded.
  const meta = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (!meta || !FORMATS.includes(meta.format)) return refuse("not_a_picture");
  if (meta.width * meta.height > MAX_PICTURE_PIXELS) return refuse("too_many_pixels");
  try {
    return { ok: true, sizes: await encodeAs(shape, bytes) };
  } catch {
    return refuse("not_a_picture"); // a broken or cut-off file; only decoding finds that out
  }
}

function encodeAs(shape: PictureShape, bytes: Uint8Array): Promise<EncodedPicture[]> {
  if (shape === "detail") return encodeDetail(bytes);
  return shape === "bounded" ? encodeBounded(bytes) : encodeSizes(bytes, shape);
}

async function encodeSizes(bytes: Uint8Array, shape: "square" | "whole"): Promise<EncodedPicture[]> {
  const sizes = shape === "whole" ? [...PICTURE_SIZES, WHOLE_SIZE] : PICTURE_SIZES;
  const fit = shape === "whole" ? ({ fit: "inside", withoutEnlargement: true } as const) : ({ fit: "cover", position: "centre" } as const);
  const encoded: EncodedPicture[] = [];
  for (const size of sizes) {
    const data = await sharp(bytes, { limitInputPixels: MAX_PICTURE_PIXELS, failOn: "error" })
      .rotate() // as EXIF says, before EXIF is dropped
      .resize(size, size, fit)
      .flatten({ background: "#ffffff" })
      .webp({ quality: size === 320 ? 78 : 82 })
      .toBuffer();
    encoded.push({ size, width: size, height: size, data });
  }
  return encoded;
}

/** The longer side of the larger one of a bounded picture, in pixels, and its tries: what packs badly, as noise does, loses more. */
const BOUNDED_SIZE = 1080;
const BOUNDED_TRIES = [
  { side: BOUNDED_SIZE, quality: 80 },
  { side: BOUNDED_SIZE, quality: 55 },
  { side: 720, quality: 55 },
  { side: 540, quality: 40 },
] as const;

/** Decoded once; the small one comes first in the answer. */
async function encodeBounded(bytes: Uint8Array): Promise<EncodedPicture[]> {
  const { data: pixels, info } = await sharp(bytes, { limitInputPixels: MAX_PICTURE_PIXELS, failOn: "error" })
    .rotate()
    .resize(BOUNDED_SIZE, BOUNDED_SIZE, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const encode = async (size: number, quality: number): Promise<EncodedPicture> => {
    const inside = sharp(pixels, { raw: { width, height, channels } }).resize(size, size, { fit: "inside", withoutEnlargement: true });
    const made = await inside.webp({ quality }).toBuffer({ resolveWithObject: true });
    return { size, width: made.info.width, height: made.info.height, data: made.data };
  };
  const small = await encode(PICTURE_SIZES[0], 78);
  for (const { side, quality } of BOUNDED_TRIES) {
    const large = await encode(side, quality);
    if (large.data.byteLength <= MOST_BOUNDED_BYTES) return [small, large];
  }
  return [small, small]; // whatever was sent, nothing larger is kept
}

/** The large one first, so that the small one is half of it to the pixel; the small one comes first in the answer. */
async function encodeDetail(bytes: Uint8Array): Promise<EncodedPicture[]> {
  const [half, whole] = DETAIL_SIZES;
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
}
