// What every trial does around its own work: a folder below .data, the build, an end to everything, also when it is interrupted.
import { rmSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../bootstrap/root.mjs";
import { printError } from "../process/cli-error";
import { ensureBuild, ensureClient } from "../stack/build";
import { createProgress, type Progress } from "../stack/progress";
import { makeDataDir } from "../stack/settings";
import { listenForStop } from "../stack/stop-signals";
import { createSupervisor, type Supervisor } from "../stack/supervisor";

export type Trial = { progress: Progress; supervisor: Supervisor; folder: string; signal: AbortSignal };

/** Runs `work` and ends the process with the code that it returns; its folder stays after a failure. */
export async function runTrial(name: string, work: (trial: Trial) => Promise<number>): Promise<never> {
  const progress = createProgress();
  const supervisor = createSupervisor();
  const stopRequest = listenForStop(() => process.exit(130));
  const folder = path.join(ROOT, ".data", name);
  const main = async () => {
    rmSync(folder, { recursive: true, force: true });
    makeDataDir(folder);
    await ensureClient({ progress, dataDir: folder });
    await ensureBuild({ progress, dataDir: folder });
    return work({ progress, supervisor, folder, signal: stopRequest.signal });
  };
  const exitCode = await Promise.race([main(), stopRequest.received.then(stopRequest.exitCode)]).catch((error: unknown) => {
    printError(error);
    return 1;
  });
  await supervisor.stop();
  if (exitCode === 0) rmSync(folder, { recursive: true, force: true });
  process.exit(exitCode);
}

/** A folder for one town of a trial. */
export function townFolder({ folder }: Pick<Trial, "folder">, name: string): string {
  const place = path.join(folder, name);
  makeDataDir(place);
  return place;
}
