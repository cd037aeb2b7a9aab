// A shop where there was none, out of a backup.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ConfigError, parseEnv } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { readUploads } from "@/lib/shop/assembly/uploads";
import type { PictureStore } from "@/lib/shop/picture-store";
import { copyPictures } from "@/lib/shop/pictures/copy-pictures";
import { diskStore } from "@/lib/shop/pictures/stores/disk-store";
import { openPictureStore } from "@/lib/shop/pictures/stores/open-store";
import { CliError } from "../process/cli-error";
import { openDatabase } from "../stack/database";
import { takeRunFile } from "../stack/run-file";
import { loadEnvFiles, makeDataDir, readSettings, type Settings, shopEnv } from "../stack/settings";
import { createSupervisor } from "../stack/supervisor";
import { readManifest } from "./manifest";
import { ACTIONS_KEY, picturesIn } from "./places";
import { restoreRows } from "./restore-rows";

/**
 * Restores rows, key and pictures for the shop that the variables describe. Nothing that is there is ever replaced.
 * @throws {CliError} when the shop runs or has rows already, when another key is there, or when the backup is damaged
 */
export async function restoreShop(given: string): Promise<void> {
  const backup = path.resolve(given);
  const { takenAt } = readManifest(backup);
  loadEnvFiles("production");
  const settings = readSettings();
  makeDataDir(settings.dataDir);
  const pictures = openPictures(settings);
  const supervisor = createSupervisor();
  const runFile = await takeRunFile(settings.dataDir);
  try {
    const putKey = prepareKey(backup, settings);
    const { url } = await openDatabase({ supervisor, settings });
    await restoreRows(url, backup);
    putKey();
    const { copied } = await copyPictures(diskStore(picturesIn(path.dirname(backup))), pictures);
    console.log(
      `The shop is as it was at ${takenAt}, with ${copied} picture files. Start it; docs/operations.md (Copies) says what it finds`,
    );
    console.log("out by itself of the time since, and what to look up.");
  } finally {
    await supervisor.stop();
    runFile.release();
  }
}

/** @throws {CliError} for half of a bucket, before anything is made */
function openPictures(settings: Settings): PictureStore {
  try {
    const bucket = readUploads(parseEnv(shopEnv(settings, settings.databaseUrl ?? "postgres://127.0.0.1/none")));
    return openPictureStore(bucket, { dataDir: settings.dataDir, log });
  } catch (error) {
    throw error instanceof ConfigError ? new CliError(error.message) : error;
  }
}

/** @throws {CliError} when another key is there: what one sealed, the other does not open */
function prepareKey(backup: string, { dataDir }: Settings): () => void {
  const [theirs, ours] = [path.join(backup, ACTIONS_KEY), path.join(dataDir, ACTIONS_KEY)];
  if (!existsSync(theirs)) return () => {};
  const key = readFileSync(theirs, "utf8");
  if (!existsSync(ours)) return () => writeFileSync(ours, key, { mode: 0o600, flag: "wx" });
  if (readFileSync(ours, "utf8").trim() === key.trim()) return () => {};
  throw new CliError(`${ours} is another key than the backup's, which seals authenticator apps and alert channels: move it aside first.`);
}
