/** The noun: a picture in the sizes that pages show. Pure, so that components may import it. */

/** Pictures exist in these widths, in pixels; all are square WebP. */
export const PICTURE_SIZES = [320, 720] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

/** The longer side of a picture that is kept whole, beside the sizes above, in pixels: small print can be read on it. */
export const WHOLE_SIZE = 1440;

export const MAX_PICTURE_BYTES = 6 * 1024 * 1024;
export const MAX_PICTURE_PIXELS = 40_000_000;

const UPLOADED_FILE = /^[0-9a-f]{24}-(?:320|720|1440)\.webp$/;

/** Where a picture is served: "longjing" is one of the demo shop's under /public, "u/<id>" was uploaded by the owner. Only what was stored whole has the largest size. */
export function pictureUrl(name: string, size: PictureSize | typeof WHOLE_SIZE): string {
  return name.startsWith("u/") ? `/media/${name.slice(2)}-${size}.webp` : `/images/products/${name}-${size}.webp`;
}

/** Whether this is a file name that the shop gives to an uploaded picture (`<id>-<size>.webp`); no other file is read. */
export function isPictureFile(name: string): boolean {
  return UPLOADED_FILE.test(name);
}
