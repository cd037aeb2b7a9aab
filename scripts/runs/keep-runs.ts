// What a run of a trial has come to, kept where everybody can read it.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { ROOT } from "../bootstrap/root.mjs";
import { type Figures, withRun } from "./table";

/** `page`: its name below docs/reliability. `command`: as it is typed, with its seed. */
type Kept = { page: string; table: string; command: string };

/** Returns what writes this run's row, as often as there is more to say; so an interrupted run keeps what it has. */
export function keepRuns({ page, table, command }: Kept): (figures: Figures) => void {
  const file = path.join(ROOT, "docs", "reliability", `${page}.md`);
  const begun = momentOf(new Date());
  const [commit, loadBefore] = [commitNow(), loadNow()];
  return (figures) => {
    const machine = `${cpus().length} cores, load ${loadBefore} to ${loadNow()}`;
    writeFileSync(file, withRun(readFileSync(file, "utf8"), table, { begun, commit, command, machine, figures }));
  };
}

function loadNow(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

function momentOf(now: Date): string {
  return now.toISOString().slice(0, 16).replace("T", " ");
}

/** With + where something that was not committed ran, the pages of runs aside; empty where there is no git. */
function commitNow(): string {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try {
    const isChanged = git("status", "--porcelain", "--", ".", ":!docs") !== "";
    return `${git("rev-parse", "--short", "HEAD")}${isChanged ? "+" : ""}`;
  } catch {
    return "";
  }
}
