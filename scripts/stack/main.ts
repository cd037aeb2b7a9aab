// The whole shop from one command, and all of it gone when this ends.
import path from "node:path";
import { CliError, printError } from "../process/cli-error";
import { readPlan } from "./backup-plan";
import { greet } from "./greet";
import { keepBackups, writeAside } from "./keep-backups";
import { createProgress } from "./progress";
import { takeRunFile } from "./run-file";
import { checkPorts, loadEnvFiles, makeDataDir, readSettings, type Settings } from "./settings";
import { listenForStop, type StopRequest } from "./stop-signals";
import { createSupervisor, type Supervisor } from "./supervisor";
import { up } from "./up";

const mode = process.argv.includes("--dev") ? "dev" : "start";
const progress = createProgress();
process.exitCode = await main().catch((error: unknown) => {
  printError(error);
  return 1;
});

/** Returns the exit code. */
async function main(): Promise<number> {
  loadEnvFiles(mode === "dev" ? "development" : "production");
  const settings = readSettings();
  makeDataDir(settings.dataDir);
  const runFile = await takeRunFile(settings.dataDir);
  const supervisor = createSupervisor({ onPart: runFile.note });
  const stopRequest = listenForStop(() => supervisor.kill());
  try {
    await checkPorts(settings);
    return await run({ settings, supervisor, stopRequest });
  } catch (error) {
    if (stopRequest.signal.aborted) return stopRequest.exitCode();
    throw error;
  } finally {
    await supervisor.stop();
    runFile.release();
  }
}

async function run(options: { settings: Settings; supervisor: Supervisor; stopRequest: StopRequest }): Promise<number> {
  const { settings, supervisor, stopRequest } = options;
  const { databasePlace, keepShop } = await up({ settings, mode, supervisor, progress, signal: stopRequest.signal });
  await greet({ settings, databasePlace, line: progress.line });
  const over = new AbortController();
  // A developer's server may stand still at a breakpoint or compile for long.
  if (mode === "start") keepShop(over.signal).catch(printError);
  const plan = readPlan(process.env);
  if (plan && mode === "start") void keepBackups({ plan, write: writeAside(settings.dataDir), say: progress.line, signal: over.signal });
  const death = await Promise.race([supervisor.died, stopRequest.received]).finally(() => over.abort());
  if (!death) {
    progress.line("\nStopping …");
    return stopRequest.exitCode();
  }
  const how = death.signal ? `by signal ${death.signal}` : `with exit code ${death.code}`;
  const log = death.name === "shop" ? "" : ` Its log: ${path.join(settings.dataDir, "logs")}.`;
  throw new CliError(`The ${death.name} ended by itself (${how}), so the rest was stopped too.${log}`);
}
