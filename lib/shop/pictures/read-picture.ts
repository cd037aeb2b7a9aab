import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Shop } from "@/lib/shop/shop";
import { isPictureFile } from "./picture";
import { uploadsDir } from "./uploads-dir";

/** The bytes of an uploaded picture's file; null for a name that this shop never gives and for a file that does not exist. */
export async function readPicture(shop: Shop, file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!isPictureFile(file)) return null;
  try {
    return new Uint8Array(await readFile(path.join(/* turbopackIgnore: true */ uploadsDir(shop), file)));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
