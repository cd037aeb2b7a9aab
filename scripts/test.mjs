// `npm test`: everything that must pass, from a fresh clone. Ends with the line "N passed, N failed".
//   node scripts/test.mjs [--only lint,types,unit,integration,build,e2e] [-- arguments for the runner]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureInstalled, nodeTrouble } from "./stack/install.mjs";
import { createProgress, seconds } from "./stack/progress.mjs";
import { Refusal } from "./stack/refusal.mjs";
import { makeDataDir, ROOT } from "./stack/settings.mjs";
import { untilToldToStop } from "./stack/stop-signals.mjs";

const ALL = ["lint", "types", "unit", "integration", "build", "e2e"];
const progress = createProgress();
const dataDir = path.join(ROOT, ".data");
const stopping = untilToldToStop(() => process.exit(130));
process.exitCode = await main();

/** @returns {Promise<number>} the exit code */
async function main() {
  const total = { passed: 0, failed: 0 };
  const folder = mkdtempSync(path.join(tmpdir(), "xiaopu-reports-"));
  try {
    const { names, rest } = readArguments(process.argv.slice(2));
    const steps = await prepare(names);
    for (const name of names) {
      const count = await runStep(steps[name], { folder, progress, dataDir, signal: stopping.signal, rest });
      total.passed += count.passed;
      total.failed += count.failed;
      if (count.failed > 0) break;
    }
  } catch (error) {
    if (!stopping.signal.aborted) console.error(error instanceof Refusal ? `\n${error.message}\n` : error);
    total.failed += 1;
  }
  rmSync(folder, { recursive: true, force: true });
  progress.line(`\n${total.passed} passed, ${total.failed} failed`);
  if (stopping.signal.aborted) return stopping.exitCode();
  return total.failed > 0 ? 1 : 0;
}

/** Installs what is missing. Only then can the steps be loaded. */
async function prepare(names) {
  const trouble = nodeTrouble();
  if (trouble) throw new Refusal(trouble);
  makeDataDir(dataDir);
  const options = { progress, dataDir, signal: stopping.signal };
  await ensureInstalled(options);
  const [{ ensureClient }, { ensureBrowser }, { STEPS }] = await Promise.all([
    import("./stack/build.mjs"),
    import("./test/browser.mjs"),
    import("./test/steps.mjs"),
  ]);
  await ensureClient(options);
  if (names.includes("e2e")) await ensureBrowser(options);
  return STEPS;
}

async function runStep({ title, run }, context) {
  const started = Date.now();
  progress.line(`\n▶ ${title}`);
  const count = await run(context);
  progress.line(`${count.failed > 0 ? "✗" : "✓"} ${title}: ${count.passed} passed, ${count.failed} failed  (${seconds(started)})`);
  return count;
}

function readArguments(args) {
  const dash = args.indexOf("--");
  const own = dash < 0 ? args : args.slice(0, dash);
  const only = own.indexOf("--only");
  const names = only < 0 ? ALL : (own[only + 1] ?? "").split(",");
  const unknown = names.find((name) => !ALL.includes(name));
  if (unknown !== undefined) throw new Refusal(`There is no step "${unknown}"; there are ${ALL.join(", ")}.`);
  return { names, rest: dash < 0 ? [] : args.slice(dash + 1) };
}
