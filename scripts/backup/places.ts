// Where what is.
import path from "node:path";

/** A moment in UTC, as the folder of a backup is called. */
export const BACKUP_NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;

/** Behind the name while it is written. */
export const UNFINISHED = ".unfinished";

export function folderName(moment: Date): string {
  return moment.toISOString().replace(/[:.]/g, "-");
}

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
