// How fast the built shop takes notices and orders, beside a bare handler of the same Next.js in the same run, and how much
// JavaScript its pages have. Writes docs/benchmarks.md.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import { printError } from "../scripts/process/cli-error";
import { ensureBuild, ensureClient } from "../scripts/stack/build";
import { createProgress } from "../scripts/stack/progress";
import { makeDataDir } from "../scripts/stack/settings";
import { listenForStop } from "../scripts/stack/stop-signals";
import { createSupervisor } from "../scripts/stack/supervisor";
import { ensureBrowser } from "../scripts/test/browser";
import { buildBareApp } from "./bare-app";
import { measureRates } from "./rates";
import { report } from "./report";
import { openStack } from "./stack";
import { weighShop } from "./weights";

const [load = 0] = loadavg();
const progress = createProgress();
const supervisor = createSupervisor();
const stopRequest = listenForStop(() => process.exit(130));
// On a disk, since a commit that reaches memory alone would flatter the shop.
const folder = path.join(ROOT, ".data", "bench");
const bareApp = mkdtempSync(path.join(tmpdir(), "xiaopu-bare-"));

process.exitCode = await Promise.race([main(), stopRequest.received.then(stopRequest.exitCode)]).catch((error: unknown) => {
  printError(error);
  return 1;
});
await supervisor.stop();
for (const place of [folder, bareApp]) rmSync(place, { recursive: true, force: true });
process.exit(); // the load of an interrupted run would go on

/** Returns the exit code. */
async function main(): Promise<number> {
  rmSync(folder, { recursive: true, force: true });
  makeDataDir(folder);
  const options = { progress, dataDir: folder };
  await ensureClient(options);
  await ensureBuild(options);
  await ensureBrowser(options);
  await progress.step("building the yardstick", () => buildBareApp(bareApp, folder), { isLong: true });
  const stack = await progress.step("starting everything", () => openStack({ supervisor, folder, bareApp }));
  const { rates, yardstick } = await measureRates({ stack, progress });
  const weights = await progress.step("weighing the pages", () => weighShop(stack), { isLong: true });
  const { version: next } = JSON.parse(readFileSync(path.join(ROOT, "node_modules/next/package.json"), "utf8"));
  const text = report({ rates, yardstick, weights, next, load });
  writeFileSync(path.join(ROOT, "docs", "benchmarks.md"), text);
  progress.line(`\n${text}`);
  return 0;
}
