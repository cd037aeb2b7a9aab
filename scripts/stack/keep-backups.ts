// Writes a backup each day while the shop runs.
import { readdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { momentOf, UNFINISHED } from "@/lib/shop/backups/backup";
import { messageOf } from "../process/cli-error";
import { type BackupPlan, dueAt } from "./backup-plan";
import { SERVER_TSX } from "./node-flags";
import { runCommand } from "./run-command";

/** A machine that slept sees within this that the time has come, in ms. */
const LOOK_EVERY_MS = 60_000;
/** After a try that failed, in ms. */
const AGAIN_MS = 3600_000;
/** A backup that was begun so long ago and has no name yet is not being written any more, in ms. */
const LONGEST_MS = 3600_000;

type Keeping = {
  plan: BackupPlan;
  /** Writes one. */
  write: (plan: BackupPlan, signal: AbortSignal) => Promise<unknown>;
  say: (line: string) => void;
  /** Ends it; what is being written is given up then. */
  signal: AbortSignal;
  now?: () => Date;
  pause?: (ms: number) => Promise<unknown>;
};

/**
 * Writes a backup when its time of day has come since the last one, at once where that was missed, and an hour after a try that failed.
 * Returns when `signal` fires. Never throws: the shop goes on without.
 */
export async function keepBackups({
  plan,
  write,
  say,
  signal,
  now = () => new Date(),
  pause = pauseUntil(signal),
}: Keeping): Promise<void> {
  // The database's clock names backups, and may be behind ours: the last due time is not met twice.
  let lastDue: number | null = null;
  while (!signal.aborted) {
    const names = await readdir(plan.folder).catch(() => []);
    const due = dueAt(plan, names, now());
    if (due > now() || due.getTime() === lastDue || isBeingWritten(names, now())) {
      await pause(LOOK_EVERY_MS);
      continue;
    }
    try {
      await write(plan, signal);
      lastDue = due.getTime();
      say(`  ✓ a backup was written into ${plan.folder}`);
      await pause(LOOK_EVERY_MS);
    } catch (error) {
      if (signal.aborted) return;
      say(`  ! The backup failed, and is tried again in an hour: ${messageOf(error)}`);
      await pause(AGAIN_MS);
    }
  }
}

/** By another starter that has the same folder. */
function isBeingWritten(names: readonly string[], now: Date): boolean {
  const begun = names.flatMap((name) => (name.endsWith(UNFINISHED) ? (momentOf(name.slice(0, -UNFINISHED.length)) ?? []) : []));
  return begun.some((moment) => Math.abs(now.getTime() - moment.getTime()) < LONGEST_MS);
}

function pauseUntil(signal: AbortSignal): (ms: number) => Promise<unknown> {
  return (ms) => sleep(ms, undefined, { signal }).catch(() => {});
}

/** `npm run backup`, as a program of its own, so that a large shop's takes nothing from the starter. */
export function writeAside(dataDir: string): Keeping["write"] {
  return ({ folder, keep }, signal) =>
    runCommand([process.execPath, ...SERVER_TSX, "scripts/backup.ts", "--to", folder, "--keep", String(keep)], {
      logFile: path.join(dataDir, "logs", "backup.log"),
      what: "npm run backup",
      signal,
    });
}
