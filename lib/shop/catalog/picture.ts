/** Pictures exist in these widths, in pixels; all are square WebP. */
export const PICTURE_SIZES = [320, 720] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

/**
 * Where a picture is served: "longjing" is one of the demo shop's under /public, "u/<id>" was uploaded by the owner.
 * Pure, so that components may import it.
 */
export function pictureUrl(name: string, size: PictureSize): string {
  return name.startsWith("u/") ? `/media/${name.slice(2)}-${size}.webp` : `/images/products/${name}-${size}.webp`;
}
