// From `npm start` in a folder that is built, migrated and filled to the first page.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import getPort from "get-port";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import { aimFor, type Measured } from "./figures/measured";
import { RUNS } from "./figures/size";
import { formatSpread, spreadOf } from "./figures/spread";
import type { Bench } from "./run-bench";

const HOST = "127.0.0.1";
const LOOK_MS = 10;
const LONGEST_MS = 120_000;

/** Starts it once, which makes the folder, and then five times. The bench's own servers are idle meanwhile. */
export async function measureSecondStart({ folder, progress }: Bench): Promise<Measured> {
  const [port, emulatorPort] = [await getPort({ host: HOST }), await getPort({ host: HOST })];
  const env = {
    ...process.env,
    ...{ HOST, PORT: String(port), EMULATOR_PORT: String(emulatorPort), DATA_DIR: path.join(folder, "started") },
    SHOP_URL: `http://${HOST}:${port}`,
  };
  const start = async (): Promise<number> => {
    const since = performance.now();
    // A group of its own, since npm does not hand on what ends it.
    const child = spawn("npm", ["start"], { cwd: ROOT, env, stdio: "ignore", detached: true });
    const end = () => child.exitCode === null && child.pid !== undefined && process.kill(-child.pid, "SIGINT");
    process.once("exit", end);
    try {
      return (await firstPage(child, `http://${HOST}:${port}/`)) - since;
    } finally {
      process.off("exit", end);
      end();
      // It is gone when it gives up its folder.
      while (existsSync(path.join(env.DATA_DIR, "run.json"))) await pause(LOOK_MS);
    }
  };
  const step = (title: string) => progress.step(title, start, { isLong: true });
  const first = await step("the first start");
  const tookMs: number[] = [];
  for (let run = 1; run <= RUNS; run++) tookMs.push(await step(`start ${run} of ${RUNS}`));
  const second = spreadOf(tookMs);
  return {
    table: [
      "| `npm start` | ms until the whole home page was there |",
      "|---|---|",
      `| first, built already: makes the database, migrates, fills | ${Math.round(first)} |`,
      `| second and later ones | ${formatSpread(second)} |`,
    ].join("\n"),
    aims: [aimFor("second npm start → first page", second.median / 1000, { most: 2, unit: " s" })],
  };
}

/** When it was there whole. */
async function firstPage(child: ChildProcess, url: string): Promise<number> {
  const until = performance.now() + LONGEST_MS;
  while (child.exitCode === null && performance.now() < until) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(30_000) });
      await answer.text();
      if (answer.status === 200) return performance.now();
    } catch {
      // It does not listen yet.
    }
    await pause(LOOK_MS);
  }
  throw new Error(`npm start gave no page at ${url}.`);
}
