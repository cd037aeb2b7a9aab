import "server-only";
import type { Log } from "@/lib/server/log";
import type { PictureStore } from "@/lib/shop/picture-store";
import { uploadsDir } from "../uploads-dir";
import { diskStore } from "./disk-store";
import type { S3Settings } from "./s3-settings";
import { s3Store } from "./s3-store";

/** Where uploaded pictures are: in a bucket, or without one on the disk, below the shop's data. */
export function openPictureStore(bucket: S3Settings | null, { dataDir, log }: { dataDir: string; log: Pick<Log, "error"> }): PictureStore {
  return bucket ? s3Store(bucket, { log }) : diskStore(uploadsDir(dataDir));
}
