import "server-only";
import type { OpenedPicture } from "@/lib/shop/picture-store";
import type { Shop } from "@/lib/shop/shop";
import { isPictureFile } from "./picture";

/**
 * An uploaded picture's file, opened; null for a name that this shop never gives and for a file that does not exist.
 * @throws {PictureStoreError} when the store does not answer, and the disk's own errors
 */
export async function readPicture(shop: Shop, file: string): Promise<OpenedPicture | null> {
  return isPictureFile(file) ? await shop.pictures.store.get(file) : null;
}
