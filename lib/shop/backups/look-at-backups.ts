import "server-only";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Shop } from "@/lib/shop/shop";
import { FAILURE_FILE, newestOf } from "./backup";

/** `newest`: the moment of the last good backup. `failedAt`: when the last try failed; null when it did not. */
export type BackupState = { newest: Date | null; failedAt: Date | null; isLate: boolean; needsOwner: boolean };

/**
 * Whether there is a backup that is young enough, by what lies in the folder, whoever writes it; null where no folder is named. One that
 * cannot be read has none. Never throws.
 */
export async function lookAtBackups({ config, now }: Pick<Shop, "config" | "now">): Promise<BackupState | null> {
  const { backups, dataDir } = config;
  if (!backups) return null;
  const newest = newestOf(await readdir(backups.folder).catch(() => []), now());
  const failedAt = await readFailure(path.join(dataDir, FAILURE_FILE));
  const isLate = newest === null || now().getTime() - newest.getTime() > backups.alarmAfterMs;
  const hasFailed = failedAt !== null && (newest === null || failedAt > newest);
  return { newest, failedAt: hasFailed ? failedAt : null, isLate, needsOwner: isLate || hasFailed };
}

async function readFailure(file: string): Promise<Date | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  const at = text === null ? null : new Date(text.trim());
  return at && !Number.isNaN(at.getTime()) ? at : null;
}
