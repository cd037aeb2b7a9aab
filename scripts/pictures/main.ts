// Uploaded pictures from the disk into the store, or back. scripts/pictures.ts brings the environment.
import { parseEnv } from "@/lib/server/env";
import { readUploads } from "@/lib/shop/assembly/uploads";
import { PictureStoreError } from "@/lib/shop/picture-store";
import { copyPictures } from "@/lib/shop/pictures/copy-pictures";
import { diskStore } from "@/lib/shop/pictures/stores/disk-store";
import { uploadsDir } from "@/lib/shop/pictures/uploads-dir";
import type { Shop } from "@/lib/shop/shop";
import { withShop } from "../beside/with-shop";
import { CliError } from "../process/cli-error";

export type Direction = "to-s3" | "to-disk";

/** @throws {CliError} when no store is configured, or when it does not do its work */
export function copyUploads(direction: Direction): Promise<void> {
  return withShop((shop) => copy(shop, direction));
}

async function copy({ config, pictures }: Shop, direction: Direction): Promise<void> {
  if (!readUploads(parseEnv())) throw new CliError("No store is configured: set UPLOADS_S3_ENDPOINT and the others (see .env.example).");
  const [disk, store] = [diskStore(uploadsDir(config.dataDir)), pictures.store];
  try {
    const { copied, there } = await (direction === "to-s3" ? copyPictures(disk, store) : copyPictures(store, disk));
    console.log(`${copied} files were copied, ${there} were there already.`);
  } catch (error) {
    if (error instanceof PictureStoreError) throw new CliError(`${error.message}; what was copied so far stays, say it again.`);
    throw error;
  }
}
