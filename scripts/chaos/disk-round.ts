// One town whose database's disk is full again and again while people buy.
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Chance } from "../trials/chance";
import { beginLife } from "../trials/life";
import { type ContractName, openTown, type Town } from "../trials/town";
import { type Trial, townFolder } from "../trials/with-folder";
import { endTown } from "./round";
import { openSmallDisk } from "./small-disk";
import { countFallen, type Tally } from "./tally";

/** PostgreSQL's own files, the demo shop and its log of changes take about half of it. */
const DISK_MB = 320;
const SETTINGS = ["max_wal_size=64MB", "min_wal_size=32MB", "checkpoint_timeout=30s", "wal_recycle=off"];
/** What PostgreSQL writes into its log for each write that has no room. */
const NO_ROOM = /No space left on device/g;
/** What is left at most when it is full, and how long it stays so, in ms. */
const LEFT_BYTES = 1024 ** 2;
const FULL_MS = 12_000;
const BETWEEN_MS = 4_000;

type RoundOptions = { trial: Trial; name: string; contract: ContractName; times: number; chance: Chance; tally: Tally };

export async function diskRound({ trial, name, contract, times, chance, tally }: RoundOptions): Promise<void> {
  const { supervisor, progress, signal } = trial;
  const folder = townFolder(trial, name);
  const disk = openSmallDisk(path.join(folder, "disk"), DISK_MB);
  try {
    const town = await progress.step(`${name}: a town under ${contract}, its database on a disk of ${DISK_MB} MB`, () =>
      openTown({ supervisor, folder, contract, postgres: { dataDir: path.join(disk.folder, "postgres"), settings: SETTINGS } }),
    );
    const life = await beginLife({ town, chance, signal });
    for (let time = 1; time <= times && !signal.aborted; time++) {
      await wait(BETWEEN_MS * (0.5 + chance.next()));
      const before = failedWrites(folder);
      const isRed = await whileFull(town, { chance, disk });
      const restarts = await town.startMissing();
      const failed = failedWrites(folder) - before;
      const back = restarts.map(({ part, tookMs }) => `${part} ${(tookMs / 1000).toFixed(1)} s`).join(", ");
      const seen = isRed ? "health said so" : "health was well";
      countFallen(tally, { what: `a full disk: ${failed === 0 ? "nothing failed" : `some writes failed, ${seen}`}`, restarts });
      progress.line(`    ${time}. the disk was full: ${failed} writes failed, ${seen}; back: ${back || "nothing fell"}`);
    }
    await endTown({ trial, name, town, life, tally });
  } finally {
    disk.close();
  }
}

function failedWrites(folder: string): number {
  return readFileSync(path.join(folder, "logs", "postgres.log"), "utf8").match(NO_ROOM)?.length ?? 0;
}

type Full = { chance: Chance; disk: ReturnType<typeof openSmallDisk> };

/** Fills the disk for a while. Whether the shop's health, or nobody at all, answered meanwhile that something is wrong. */
async function whileFull(town: Town, { chance, disk }: Full): Promise<boolean> {
  disk.fill(chance.below(LEFT_BYTES));
  // A log of changes that begins a new file now has no room for it; one that does not goes on in the file that it has.
  if (chance.next() < 0.5) void town.query("SELECT pg_switch_wal()").catch(() => {});
  let isRed = false;
  for (const until = performance.now() + FULL_MS * (0.5 + chance.next()); performance.now() < until; await wait(500)) {
    disk.fill(0);
    isRed ||= !(await isWell(town));
  }
  disk.free();
  return isRed;
}

async function isWell({ shopUrl }: Town): Promise<boolean> {
  const answer = await fetch(`${shopUrl}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  await answer?.arrayBuffer().catch(() => {});
  return answer?.ok ?? false;
}
