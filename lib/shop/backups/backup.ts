/** The noun: a finished backup is a folder that is called by its moment. Pure; the commands use it too. */

/** A moment in UTC, as the folder of a backup is called. */
export const BACKUP_NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;

/** Behind the name while it is written. */
export const UNFINISHED = ".unfinished";

export function folderName(moment: Date): string {
  return moment.toISOString().replace(/[:.]/g, "-");
}

/** The moment whose rows a backup has; null for a folder that is none. */
export function momentOf(name: string): Date | null {
  if (!BACKUP_NAME.test(name)) return null;
  const moment = new Date(name.replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/, "T$1:$2:$3.$4Z"));
  return Number.isNaN(moment.getTime()) ? null : moment;
}

/** How far the database's clock, which names a backup, may be ahead of ours, in ms. */
const AHEAD_MS = 3600_000;

/**
 * Of all names in a folder, the moment of the newest finished backup; null where there is none. With `now`, one whose moment is yet to
 * come is none: a clock that was wrong once would let it pass for the newest for ever.
 */
export function newestOf(names: readonly string[], now?: Date): Date | null {
  const latest = now ? now.getTime() + AHEAD_MS : Number.POSITIVE_INFINITY;
  const moments = names.flatMap((name) => momentOf(name)?.getTime() ?? []).filter((moment) => moment <= latest);
  return moments.length === 0 ? null : new Date(Math.max(...moments));
}

/** In the shop's own data: says that the last try failed, and when. Gone after one that did not. */
export const FAILURE_FILE = "backup-failed";
