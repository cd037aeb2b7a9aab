/** The noun: an uploaded picture. Its name in Product.images is `u/<id>`; its files are `<id>-<size>.webp`. Pure. */

export const MAX_PICTURE_BYTES = 6 * 1024 * 1024;
export const MAX_PICTURE_PIXELS = 40_000_000;
export const MOST_PICTURES = 9;

const FILE_NAME = /^[0-9a-f]{24}-(?:320|720)\.webp$/;

/** True for the name of a file that this shop could have written; everything else is not even looked for. */
export function isPictureFile(name: string): boolean {
  return FILE_NAME.test(name);
}
