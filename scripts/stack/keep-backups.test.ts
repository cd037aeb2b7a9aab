import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { folderName } from "@/lib/shop/backups/backup";
import { dueAt, readPlan } from "./backup-plan";
import { keepBackups } from "./keep-backups";

const plan = { folder: "/unused", at: 4 * 3600_000, keep: 14 };
const NOW = new Date("2026-11-27T00:00:00Z");
const names = (...moments: string[]) => moments.map((moment) => folderName(new Date(moment)));

test("an owner who names no folder has no backups; one who names one has them at four in the morning in Shanghai", () => {
  expect(readPlan({ BACKUP_DIR: "" })).toBeNull();
  expect(readPlan({ BACKUP_DIR: "/mnt/other" })).toEqual({ folder: "/mnt/other", at: 4 * 3600_000, keep: 14 });
  expect(readPlan({ BACKUP_DIR: "/mnt/other", BACKUP_AT: "23:30", BACKUP_KEEP: "30" })).toMatchObject({ at: 23.5 * 3600_000, keep: 30 });
});

test("the next one is due at that time after the last one, and at once where there is none", () => {
  expect(dueAt(plan, ["pictures"], NOW).getTime()).toBe(0);
  expect(dueAt(plan, names("2026-11-25T20:00:00Z"), NOW)).toEqual(new Date("2026-11-26T20:00:00Z"));
  expect(dueAt(plan, names("2026-11-25T19:59:00Z"), NOW)).toEqual(new Date("2026-11-25T20:00:00Z"));
  expect(dueAt(plan, names("2026-11-25T20:00:02Z", "2026-11-24T20:00:02Z"), NOW)).toEqual(new Date("2026-11-26T20:00:00Z"));
});

test("a shop that runs for three days writes three, one that slept through a night writes it when it wakes, and a failed one is tried again", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "xiaopu-schedule-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const over = new AbortController();
  let time = new Date("2026-11-26T02:00:00Z").getTime();
  const written: string[] = [];
  const said: string[] = [];
  const end = new Date("2026-11-29T02:00:00Z").getTime();
  await keepBackups({
    plan: { ...plan, folder },
    signal: over.signal,
    now: () => new Date(time),
    say: (line) => said.push(line),
    async pause(ms) {
      // The machine sleeps through the second night.
      time =
        time > Date.parse("2026-11-27T12:00:00Z") && time < Date.parse("2026-11-28T01:00:00Z")
          ? Date.parse("2026-11-28T01:00:00Z")
          : time + ms;
      if (time > end) over.abort();
    },
    async write() {
      const isFirstTry = written.length === 1 && said.length === 1;
      if (isFirstTry) throw new Error("the disk is full");
      written.push(new Date(time).toISOString());
      mkdirSync(path.join(folder, folderName(new Date(time))));
    },
  });
  expect(written).toEqual(["2026-11-26T02:00:00.000Z", "2026-11-26T21:00:00.000Z", "2026-11-28T01:00:00.000Z", "2026-11-28T20:00:00.000Z"]);
  expect(said[1]).toContain("the disk is full");
});

/** What is written in a day and a half by a shop whose database says another time than the shop. */
async function writtenWith(begin: { names: string[]; databaseIsBehindMs: number }): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), "xiaopu-schedule-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of begin.names) mkdirSync(path.join(folder, name));
  const over = new AbortController();
  let time = Date.parse("2026-11-26T02:00:00Z");
  let written = 0;
  await keepBackups({
    plan: { ...plan, folder },
    signal: over.signal,
    now: () => new Date(time),
    say: () => {},
    async pause(ms) {
      time += ms;
      if (time > Date.parse("2026-11-27T14:00:00Z")) over.abort();
    },
    async write() {
      written++;
      mkdirSync(path.join(folder, folderName(new Date(time - begin.databaseIsBehindMs))));
    },
  });
  return written;
}

test("a backup of a day that is yet to come, from a clock that was wrong once, keeps no later one from being written", async () => {
  expect(await writtenWith({ names: names("2030-01-01T00:00:00Z"), databaseIsBehindMs: 0 })).toBe(2);
});

test("a database whose clock is behind has one backup written a day, and not one a minute", async () => {
  expect(await writtenWith({ names: names("2026-11-25T20:00:00Z"), databaseIsBehindMs: 30 * 60_000 })).toBe(1);
});

test("what another starter is writing into the same folder is waited for; what it left unfinished long ago is not", async () => {
  const unfinished = (moment: string) => names(moment).map((name) => `${name}.unfinished`);
  expect(await writtenWith({ names: unfinished("2026-11-26T01:59:00Z"), databaseIsBehindMs: 0 })).toBe(2);
  expect(await writtenWith({ names: unfinished("2026-11-27T13:30:00Z"), databaseIsBehindMs: 0 })).toBe(2);
});
