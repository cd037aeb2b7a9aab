import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { identityOf } from "../process/processes";
import { claimFolder } from "./claim-folder";
import { TSX } from "./node-flags";
import { takeRunFile } from "./run-file";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "xiaopu-run-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const claimOf = (pid: number, identity: string) => path.join(folder, `start-${pid}-${encodeURIComponent(identity)}`);

test("a start waits for another that is taking the folder, and goes on when that one is done", async () => {
  const theirs = claimOf(process.ppid, identityOf(process.ppid) ?? "");
  writeFileSync(theirs, "");
  await expect(claimFolder(folder, 0)).rejects.toThrow(`process ${process.ppid}`);
  const claiming = claimFolder(folder);
  rmSync(theirs);
  (await claiming)();
  expect(readdirSync(folder)).toEqual([]);
});

test("a start that was killed while it took the folder holds up nobody", async () => {
  writeFileSync(claimOf(process.ppid, "another process that had this number"), "");
  (await claimFolder(folder, 0))();
  expect(readdirSync(folder)).toEqual([]);
});

test("who runs in a folder is written down as a whole, so that nobody reads half of it and takes a living shop for a dead one", async () => {
  const { note, release } = await takeRunFile(folder);
  note("shop", process.ppid);
  expect(readdirSync(folder)).toEqual(["run.json"]);
  expect(JSON.parse(readFileSync(path.join(folder, "run.json"), "utf8")).parts.shop.pid).toBe(process.ppid);
  release();
  expect(existsSync(path.join(folder, "run.json"))).toBe(false);
});

test("of several starts in the same moment one takes the folder, and the others say who has it", async () => {
  const program = `
    import { existsSync } from "node:fs";
    import { takeRunFile } from ${JSON.stringify(path.resolve("scripts/stack/run-file.ts"))};
    process.stdout.write("ready ");
    while (!existsSync(${JSON.stringify(path.join(folder, "go"))}));
    await takeRunFile(${JSON.stringify(folder)}).then(
      () => process.stdout.write("took") && process.stdin.resume(),
      (error) => process.stdout.write(error.message),
    );`;
  const starts = Array.from({ length: 3 }, () => {
    const child = spawn(process.execPath, [...TSX, "--input-type=module", "--eval", program], { stdio: ["pipe", "pipe", "inherit"] });
    return { child, said: text(child.stdout), ready: once(child.stdout, "data") };
  });
  await Promise.all(starts.map(({ ready }) => ready));
  writeFileSync(path.join(folder, "go"), "");
  // Those that were refused end by themselves, and whoever took it when nothing more is asked of it.
  const ends = starts.map(({ child }) => once(child, "exit"));
  await Promise.race([Promise.all(ends.slice(1)), Promise.all(ends.slice(0, 2)), Promise.all([ends[0], ends[2]])]);
  for (const { child } of starts) child.stdin.end();
  const said = (await Promise.all(starts.map(({ said }) => said))).map((words) => words.replace("ready ", ""));
  expect(said.filter((words) => words === "took")).toHaveLength(1);
  expect(said.filter((words) => words.startsWith("The shop already runs from"))).toHaveLength(2);
});
