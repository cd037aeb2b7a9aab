// `npm start` and, with --dev, `npm run dev`: the whole shop from one command, and all of it gone when this ends.
// Only what Node.js itself brings may be imported before the packages are installed.
import path from "node:path";
import { greet } from "./stack/greet.mjs";
import { ensureInstalled, nodeTrouble } from "./stack/install.mjs";
import { createProgress } from "./stack/progress.mjs";
import { Refusal } from "./stack/refusal.mjs";
import { takeRunFile } from "./stack/run-file.mjs";
import { checkPorts, loadEnvFiles, makeDataDir, readSettings } from "./stack/settings.mjs";
import { untilToldToStop } from "./stack/stop-signals.mjs";
import { createSupervisor } from "./stack/supervisor.mjs";

const mode = process.argv.includes("--dev") ? "dev" : "start";
const progress = createProgress();
process.exitCode = await main().catch(explain);

/** @returns {Promise<number>} the exit code */
async function main() {
  const trouble = nodeTrouble();
  if (trouble) throw new Refusal(trouble);
  loadEnvFiles(mode === "dev" ? "development" : "production");
  const settings = readSettings();
  makeDataDir(settings.dataDir);
  const runFile = await takeRunFile(settings.dataDir);
  const supervisor = createSupervisor({ note: runFile.note });
  const stopping = untilToldToStop(() => supervisor.kill());
  try {
    await checkPorts(settings);
    return await run({ settings, supervisor, stopping });
  } catch (error) {
    if (stopping.signal.aborted) return stopping.exitCode();
    throw error;
  } finally {
    await supervisor.stop();
    runFile.release();
  }
}

async function run({ settings, supervisor, stopping }) {
  const { signal } = stopping;
  await ensureInstalled({ progress, dataDir: settings.dataDir, signal });
  const { up } = await import("./stack/up.mjs");
  const { databasePlace } = await up({ settings, mode, supervisor, progress, signal });
  await greet({ settings, databasePlace, line: progress.line });
  const death = await Promise.race([supervisor.died, stopping.asked]);
  if (!death) {
    progress.line("\nStopping …");
    return stopping.exitCode();
  }
  const how = death.signal ? `by signal ${death.signal}` : `with exit code ${death.code}`;
  const log = death.name === "shop" ? "" : ` Its log: ${path.join(settings.dataDir, "logs")}.`;
  throw new Refusal(`The ${death.name} ended by itself (${how}), so the rest was stopped too.${log}`);
}

function explain(error) {
  console.error(error instanceof Refusal ? `\n${error.message}\n` : error);
  return 1;
}
