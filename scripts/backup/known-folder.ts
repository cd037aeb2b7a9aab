// Whether the folder of the backups is still the one that it was: a disk that is not mounted leaves an empty one in its place.
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { newestOf } from "@/lib/shop/backups/backup";
import { CliError } from "../process/cli-error";

/** In the shop's own data: the folder that the last backup was written into. */
const KNOWN_FOLDER = "backup-folder";

/** @throws {CliError} when the last backup was written into this folder, and it holds none any more */
export async function refuseEmptied(dataDir: string, folder: string): Promise<void> {
  const file = path.join(dataDir, KNOWN_FOLDER);
  const known = await readFile(file, "utf8").catch(() => "");
  if (known.trim() !== folder) return;
  if (newestOf(await readdir(folder).catch(() => []))) return;
  throw new CliError(`${folder} had backups and has none now: is its disk there? Delete ${file} where it is meant to begin anew.`);
}

export async function rememberFolder(dataDir: string, folder: string): Promise<void> {
  await writeFile(path.join(dataDir, KNOWN_FOLDER), `${folder}\n`);
}
