// When the next backup is due. The shop checks the variables (lib/server/env.ts) before this is read.
import path from "node:path";
import { newestOf } from "@/lib/shop/backups/backup";
import { DAY_MS, dayOf, midnightOf } from "@/lib/shop/day";
import { ROOT } from "../bootstrap/root.mjs";

/** `at`: a time of day in Asia/Shanghai, in ms after midnight. `keep`: how many stay. */
export type BackupPlan = { folder: string; at: number; keep: number };

/** Null where no folder is named. */
export function readPlan(env: Record<string, string | undefined>): BackupPlan | null {
  if (!env.BACKUP_DIR) return null;
  const [hours = 4, minutes = 0] = (env.BACKUP_AT || "04:00").split(":").map(Number);
  return { folder: path.resolve(ROOT, env.BACKUP_DIR), at: (hours * 60 + minutes) * 60_000, keep: Number(env.BACKUP_KEEP || 14) };
}

/** The first time of that day after the newest backup of these; a time in the past, where it was missed or there is none. */
export function dueAt({ at }: BackupPlan, names: readonly string[], now: Date): Date {
  const newest = newestOf(names, now);
  if (!newest) return new Date(0);
  const today = midnightOf(dayOf(newest)) + at;
  return new Date(today > newest.getTime() ? today : today + DAY_MS);
}
