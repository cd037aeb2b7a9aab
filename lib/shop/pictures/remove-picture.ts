import "server-only";
import { rm } from "node:fs/promises";
import path from "node:path";
import type { Shop } from "@/lib/shop/shop";
import { isPictureFile, PICTURE_SIZES, WHOLE_SIZE } from "./picture";
import { uploadsDir } from "./uploads-dir";

/**
 * Deletes the files of an uploaded picture that nothing shows any more; of one that is gone already, or that nobody uploaded,
 * nothing. Not for pictures of goods: earlier orders show them. Throws when the disk does.
 */
export async function removePicture(shop: Shop, name: string): Promise<void> {
  if (!name.startsWith("u/")) return;
  const files = [...PICTURE_SIZES, WHOLE_SIZE].map((size) => `${name.slice(2)}-${size}.webp`).filter(isPictureFile);
  for (const file of files) await rm(path.join(/* turbopackIgnore: true */ uploadsDir(shop), file), { force: true });
}
