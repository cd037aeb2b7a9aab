// What every bench does around its own work: build, start everything, stop and clean up, also when it is interrupted.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import { printError } from "../scripts/process/cli-error";
import { ensureBuild, ensureClient } from "../scripts/stack/build";
import { createProgress, type Progress } from "../scripts/stack/progress";
import { makeDataDir } from "../scripts/stack/settings";
import { listenForStop } from "../scripts/stack/stop-signals";
import { createSupervisor, type Supervisor } from "../scripts/stack/supervisor";
import { ensureBrowser } from "../scripts/test/browser";
import { buildBareApp } from "./bare-app";
import { type BenchStack, openStack } from "./stack";

/** `folder`: below .data. `yardsticks`: outside of the checkout; shared by the parts of one run. */
export type Bench = { stack: BenchStack; progress: Progress; supervisor: Supervisor; folder: string; yardsticks: string };

/**
 * Runs `measure` beside all that it needs, in a folder of its own below .data, and ends the process. Without `yardstick` there is
 * neither a bare Next.js nor a browser.
 */
export async function runBench(
  name: string,
  measure: (bench: Bench) => Promise<void>,
  { yardstick = true }: { yardstick?: boolean } = {},
): Promise<never> {
  const progress = createProgress();
  const supervisor = createSupervisor();
  const stopRequest = listenForStop(() => process.exit(130));
  // On a disk, since a commit that reaches memory alone would flatter the shop.
  const folder = path.join(ROOT, ".data", name);
  const { BENCH_YARDSTICKS } = process.env;
  const yardsticks = BENCH_YARDSTICKS ?? mkdtempSync(path.join(tmpdir(), "xiaopu-bare-"));
  const bareApp = path.join(yardsticks, "bare");

  const main = async () => {
    rmSync(folder, { recursive: true, force: true });
    makeDataDir(folder);
    const options = { progress, dataDir: folder };
    await ensureClient(options);
    await ensureBuild(options);
    if (yardstick) {
      await ensureBrowser(options);
      await progress.step("building the yardstick", () => buildBareApp(bareApp, folder), { isLong: true });
    }
    const stack = await progress.step("starting everything", () => openStack({ supervisor, folder, bareApp: yardstick ? bareApp : null }));
    await measure({ stack, progress, supervisor, folder, yardsticks });
    return 0;
  };
  const exitCode = await Promise.race([main(), stopRequest.received.then(stopRequest.exitCode)]).catch((error: unknown) => {
    printError(error);
    return 1;
  });
  await supervisor.stop();
  for (const place of [folder, ...(BENCH_YARDSTICKS ? [] : [yardsticks])]) rmSync(place, { recursive: true, force: true });
  process.exit(exitCode); // the load of an interrupted run would go on
}
