// A town whose database has a small disk, which is filled to the last byte and freed again.
import { spawnSync } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { codeOf } from "../process/cli-error";
import type { Chance } from "../trials/chance";
import { beginLife } from "../trials/life";
import { openTown } from "../trials/town";
import { type Trial, townFolder } from "../trials/with-folder";
import { endTown } from "./round";
import type { Tally } from "./tally";

const SIZE = "420m";
const FULL_MS = 8_000;
const FREE_MS = 6_000;

/** Returns how often the disk was full, or null where this machine lets nobody mount one. */
export async function fillDisk(
  trial: Trial,
  { chance, times, tally }: { chance: Chance; times: number; tally: Tally },
): Promise<number | null> {
  const folder = townFolder(trial, "disk");
  // PostgreSQL's account must be able to reach it.
  const disk = `/tmp/xiaopu-small-disk-${process.pid}`;
  mkdirSync(disk, { recursive: true });
  if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE}`, "tmpfs", disk]).status !== 0) {
    rmSync(disk, { recursive: true });
    return null;
  }
  chmodSync(disk, 0o711);
  try {
    const town = await openTown({ supervisor: trial.supervisor, folder, contract: "openapi", databaseDir: path.join(disk, "postgres") });
    const life = await beginLife({ town, chance, signal: trial.signal });
    for (let time = 0; time < times && !trial.signal.aborted; time++) {
      await wait(FREE_MS);
      const filler = path.join(disk, "filler");
      fill(filler);
      await wait(FULL_MS);
      rmSync(filler);
      await town.startMissing();
    }
    await endTown({ trial, name: "disk", town, life, tally });
    return times;
  } finally {
    spawnSync("umount", ["-l", disk]);
    rmSync(disk, { recursive: true, force: true });
  }
}

/** Writes until nothing more fits. */
function fill(file: string): void {
  const handle = openSync(file, "w");
  const some = Buffer.alloc(65_536);
  try {
    for (let size = some.length; size > 0; ) {
      try {
        writeSync(handle, some, 0, size);
      } catch (error) {
        if (codeOf(error) !== "ENOSPC") throw error;
        size = Math.floor(size / 2);
      }
    }
  } finally {
    closeSync(handle);
  }
}
