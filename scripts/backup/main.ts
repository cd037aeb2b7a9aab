// A backup in the words of a console. scripts/backup.ts brings the environment.
import { existsSync, readFileSync } from "node:fs";
import { readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { BACKUP_NAME, FAILURE_FILE, folderName, UNFINISHED } from "@/lib/shop/backups/backup";
import { copyPictures } from "@/lib/shop/pictures/copy-pictures";
import { diskStore } from "@/lib/shop/pictures/stores/disk-store";
import type { Shop } from "@/lib/shop/shop";
import { withShop } from "../beside/with-shop";
import { checkBackup } from "./check-backup";
import { refuseEmptied, rememberFolder } from "./known-folder";
import { readManifest } from "./manifest";
import { ACTIONS_KEY, backupsIn, picturesIn } from "./places";
import { writeBackup } from "./write-backup";

/** `to`: the folder that backups are written to; null: the one below DATA_DIR. `keep`: how many stay. */
type Wish = { to: string | null; keep: number; isChecked: boolean };

/** @throws {CliError} when it cannot be restored, or the configuration is wrong; the backups before it stay then */
export function backUp(wish: Wish): Promise<void> {
  return withShop((shop) => remembering(shop, () => backUpShop(shop, wish)));
}

/** Leaves a word for the shop when it fails (lib/shop/backups), which is gone after the next one that does not. */
async function remembering({ config, now }: Shop, run: () => Promise<void>): Promise<void> {
  const file = path.join(config.dataDir, FAILURE_FILE);
  try {
    await run();
  } catch (error) {
    await writeFile(file, `${now().toISOString()}\n`).catch(() => {}); // what went wrong is said in any case
    throw error;
  }
  await rm(file, { force: true });
}

async function backUpShop({ config, pictures }: Shop, { to, keep, isChecked }: Wish): Promise<void> {
  const { DATABASE_URL: url } = process.env;
  if (!url) throw new Error("the environment was not set");
  const folder = path.resolve(to ?? backupsIn(config.dataDir));
  const keyFile = path.join(config.dataDir, ACTIONS_KEY);
  const actionsKey = existsSync(keyFile) ? readFileSync(keyFile, "utf8") : null;
  await refuseEmptied(config.dataDir, folder);
  const said: string[] = [];
  const prove = async (unfinished: string) => {
    const { copied, there } = await copyPictures(pictures.store, diskStore(picturesIn(folder)));
    const rows = readManifest(unfinished).tables.reduce((sum, table) => sum + table.rows, 0);
    said.push(`${rows} rows; ${copied} picture files are new, ${there} were there.`);
    if (isChecked) said.push(await checkBackup(unfinished));
  };
  const backup = await writeBackup(url, { folder, actionsKey, prove });
  await rememberFolder(config.dataDir, folder);
  console.log([`${backup}: ${said[0]}`, ...said.slice(1)].join("\n"));
  await removeOld(folder, { keep, newest: path.basename(backup) });
}

const DAY_MS = 24 * 3600_000;

/** `newest` stays in any case. What an interrupted run left unfinished goes as well, unless another one may be at it still. */
async function removeOld(folder: string, { keep, newest }: { keep: number; newest: string }): Promise<void> {
  const names = (await readdir(folder)).sort();
  const dayAgo = folderName(new Date(Date.now() - DAY_MS));
  const others = names.filter((name) => BACKUP_NAME.test(name) && name !== newest);
  const old = others.slice(0, Math.max(0, others.length - (keep - 1)));
  const leftOver = names.filter((name) => name.endsWith(UNFINISHED) && name < dayAgo);
  for (const name of [...old, ...leftOver]) await rm(path.join(folder, name), { recursive: true, force: true });
}
