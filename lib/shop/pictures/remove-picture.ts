import "server-only";
import { rm } from "node:fs/promises";
import path from "node:path";
import type { Shop } from "@/lib/shop/shop";
import { DETAIL_SIZES, PICTURE_SIZES, uploadedId } from "./picture";
import { uploadsDir } from "./uploads-dir";

/** Deletes the files of an uploaded picture that nothing shows any more; those of the demo shop's stay, and a missing file is no fault. */
export async function removePicture(shop: Shop, name: string): Promise<void> {
  const id = uploadedId(name);
  if (!id) return;
  for (const size of [...PICTURE_SIZES, ...DETAIL_SIZES])
    await rm(path.join(/* turbopackIgnore: true */ uploadsDir(shop), `${id}-${size}.webp`), { force: true });
}
