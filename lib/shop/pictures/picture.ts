/** The noun: a picture in the sizes that pages show. Pure, so that components may import it. */

/** Pictures exist in these widths, in pixels; all are square WebP. */
export const PICTURE_SIZES = [320, 720] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

/** The longer side of a picture that is kept whole, beside the sizes above, in pixels: small print can be read on it. */
export const WHOLE_SIZE = 1440;

export const MAX_PICTURE_BYTES = 6 * 1024 * 1024;
export const MAX_PICTURE_PIXELS = 40_000_000;

/** A picture of a description keeps its shape: it exists in the second of these widths, or narrower where it was, and in half of that. */
export const DETAIL_SIZES = [540, 1080] as const;
/** No longer than this, in pixels: WebP ends at 16383. */
export const MAX_DETAIL_HEIGHT = 12_000;

const UPLOADED_FILE = /^[0-9a-f]{24}-(?:320|720|540|1080|1440)\.webp$/;
const DETAIL_NAME = /^u\/([0-9a-f]{24}):([1-9]\d{0,4})x([1-9]\d{0,4})$/;

/** Where a picture is served: "longjing" is one of the demo shop's under /public, "u/<id>" was uploaded by the owner. Only what was stored whole has the largest size. */
export function pictureUrl(name: string, size: PictureSize | typeof WHOLE_SIZE): string {
  return name.startsWith("u/") ? `/media/${name.slice(2)}-${size}.webp` : `/images/products/${name}-${size}.webp`;
}

/** Whether this is a file name that the shop gives to an uploaded picture (`<id>-<size>.webp`); no other file is read. */
export function isPictureFile(name: string): boolean {
  return UPLOADED_FILE.test(name);
}

/** What an <img> needs to take up the room of a description's picture before it is loaded. */
export type DetailView = { src: string; srcSet: string; width: number; height: number };

/** A picture of a description, whose name tells its shape: "u/<id>:1080x1440"; any other picture is a square one. */
export function detailView(name: string): DetailView {
  const [, id, width, height] = DETAIL_NAME.exec(name) ?? [];
  if (!id) {
    const [small, large] = PICTURE_SIZES;
    const srcSet = `${pictureUrl(name, small)} ${small}w, ${pictureUrl(name, large)} ${large}w`;
    return { src: pictureUrl(name, large), srcSet, width: large, height: large };
  }
  const [half, whole] = DETAIL_SIZES.map((size) => `/media/${id}-${size}.webp`);
  const srcSet = `${half} ${Math.ceil(Number(width) / 2)}w, ${whole} ${width}w`;
  return { src: `${whole}`, srcSet, width: Number(width), height: Number(height) };
}

/** The id of an uploaded picture, with which the names of its files begin; null for one of the demo shop's. */
export function uploadedId(name: string): string | null {
  return /^u\/([0-9a-f]{24})(?::|$)/.exec(name)?.[1] ?? null;
}

/** The name of the uploaded picture that is served at a path without its first slash; null for any other path. */
export function nameServedAt(path: string): string | null {
  const id = /^media\/([0-9a-f]{24})-\d+\.webp$/.exec(path)?.[1];
  return id ? `u/${id}` : null;
}
