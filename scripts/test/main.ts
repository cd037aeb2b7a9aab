// Runs the steps of `npm test` up to the first that fails, and adds up their tests.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "../bootstrap/root.mjs";
import { CliError, printError } from "../process/cli-error";
import { ensureClient } from "../stack/build";
import { createProgress, seconds } from "../stack/progress";
import { makeDataDir } from "../stack/settings";
import { listenForStop } from "../stack/stop-signals";
import { ensureBrowser } from "./browser";
import { ensurePgBouncer } from "./pgbouncer";
import { type Count, isStepName, STEP_NAMES, STEPS, type StepName } from "./steps";

const progress = createProgress();
const dataDir = path.join(ROOT, ".data");
const stopRequest = listenForStop(() => process.exit(130));
process.exitCode = await main();

/** Returns the exit code. */
async function main(): Promise<number> {
  const total = { passed: 0, failed: 0 };
  const leftOut: string[] = [];
  const folder = mkdtempSync(path.join(tmpdir(), "xiaopu-reports-"));
  try {
    const { names, rest } = readArguments(process.argv.slice(2));
    await prepare(names);
    for (const name of names) {
      const count = await runStep(name, { folder, rest });
      total.passed += count.passed;
      total.failed += count.failed;
      leftOut.push(...(count.leftOut ?? []));
      if (count.failed > 0) break;
    }
  } catch (error) {
    if (!stopRequest.signal.aborted) printError(error);
    total.failed += 1;
  }
  rmSync(folder, { recursive: true, force: true });
  for (const what of leftOut) progress.line(`\nLeft out, and counted nowhere: ${what}`);
  progress.line(`\n${total.passed} passed, ${total.failed} failed`);
  if (stopRequest.signal.aborted) return stopRequest.exitCode();
  return total.failed > 0 ? 1 : 0;
}

async function prepare(names: StepName[]): Promise<void> {
  makeDataDir(dataDir);
  const options = { progress, dataDir, signal: stopRequest.signal };
  await ensureClient(options);
  if (names.includes("integration")) await ensurePgBouncer(options);
  if (names.includes("e2e")) await ensureBrowser(options);
}

async function runStep(name: StepName, { folder, rest }: { folder: string; rest: string[] }): Promise<Count> {
  const { title, run } = STEPS[name];
  const started = Date.now();
  progress.line(`\n▶ ${title}`);
  const count = await run({ folder, progress, dataDir, signal: stopRequest.signal, rest });
  progress.line(`${count.failed > 0 ? "✗" : "✓"} ${title}: ${count.passed} passed, ${count.failed} failed  (${seconds(started)})`);
  return count;
}

/** `rest` is what stands behind `--`. */
function readArguments(args: string[]): { names: StepName[]; rest: string[] } {
  const dash = args.indexOf("--");
  const own = dash < 0 ? args : args.slice(0, dash);
  const only = own.indexOf("--only");
  const wanted = only < 0 ? STEP_NAMES : (own[only + 1] ?? "").split(",");
  const names = wanted.map((name) => {
    if (!isStepName(name)) throw new CliError(`There is no step "${name}"; there are ${STEP_NAMES.join(", ")}.`);
    return name;
  });
  return { names, rest: dash < 0 ? [] : args.slice(dash + 1) };
}
