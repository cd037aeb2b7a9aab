// Where what is.
import path from "node:path";

/** What seals the secrets in the database, in DATA_DIR and in a backup. */
export const ACTIONS_KEY = "actions-key";

/** Where backups are written to, unless a folder is named. */
export function backupsIn(dataDir: string): string {
  return path.join(dataDir, "backups");
}

/** A picture's name is never given to another one, so that all backups of a folder share one folder of pictures. */
export function picturesIn(folder: string): string {
  return path.join(folder, "pictures");
}
