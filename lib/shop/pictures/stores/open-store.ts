import "server-only";
import type { Log } from "@/lib/server/log";
import type { PictureStore } from "@/lib/shop/picture-store";
import { uploadsDir } from "../uploads-dir";
import { calmStore } from "./calm-store";
import { diskStore } from "./disk-store";
import type { S3Settings } from "./s3-settings";
import { s3Store } from "./s3-store";

/** `limits`: of what a bucket is asked for; unset: none, for a command that asks for one picture after the other. */
type Around = { dataDir: string; log: Pick<Log, "error">; limits?: Parameters<typeof calmStore>[1] };

/** Where uploaded pictures are: in a bucket, or without one on the disk, below the shop's data. */
export function openPictureStore(bucket: S3Settings | null, { dataDir, log, limits }: Around): PictureStore {
  if (!bucket) return diskStore(uploadsDir(dataDir));
  const store = s3Store(bucket, { log });
  return limits ? calmStore(store, limits) : store;
}
