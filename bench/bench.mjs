// `npm run bench`: how fast the built shop takes notices and orders, beside a bare handler of the same Next.js in the same
// run, and how much JavaScript its pages have. Writes docs/benchmarks.md.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { ensureInstalled, nodeTrouble } from "../scripts/stack/install.mjs";
import { freePort } from "../scripts/stack/ports.mjs";
import { createProgress } from "../scripts/stack/progress.mjs";
import { Refusal } from "../scripts/stack/refusal.mjs";
import { makeDataDir, ROOT } from "../scripts/stack/settings.mjs";
import { untilToldToStop } from "../scripts/stack/stop-signals.mjs";
import { createSupervisor } from "../scripts/stack/supervisor.mjs";

const [load = 0] = loadavg();
const progress = createProgress();
const supervisor = createSupervisor();
const stopping = untilToldToStop(() => process.exit(130));
// On a disk, since a commit that reaches memory alone would flatter the shop.
const folder = path.join(ROOT, ".data", "bench");
const bareApp = mkdtempSync(path.join(tmpdir(), "xiaopu-bare-"));

process.exitCode = await Promise.race([main(), stopping.asked.then(stopping.exitCode)]).catch((error) => {
  console.error(error instanceof Refusal ? `\n${error.message}\n` : error);
  return 1;
});
await supervisor.stop();
for (const place of [folder, bareApp]) rmSync(place, { recursive: true, force: true });
process.exit(); // the load of an interrupted run would go on

async function main() {
  const trouble = nodeTrouble();
  if (trouble) throw new Refusal(trouble);
  rmSync(folder, { recursive: true, force: true });
  makeDataDir(folder);
  const options = { progress, dataDir: folder };
  await ensureInstalled(options);
  const { ensureBuild, ensureClient } = await import("../scripts/stack/build.mjs");
  const { ensureBrowser } = await import("../scripts/test/browser.mjs");
  const { buildBareApp } = await import("./bare-app.mjs");
  const { openStreet } = await import("./street.mjs");
  const { measureRates } = await import("./rates.mjs");
  const { weighStreet } = await import("./weights.mjs");
  const { report } = await import("./report.mjs");
  await ensureClient(options);
  await ensureBuild(options);
  await ensureBrowser(options);
  await progress.step("building the yardstick", () => buildBareApp(bareApp, folder), { isLong: true });
  const street = await progress.step("starting everything", () => openStreet({ supervisor, folder, bareApp, freePort }));
  const { rates, yardstick } = await measureRates({ street, progress });
  const weights = await progress.step("weighing the pages", () => weighStreet(street), { isLong: true });
  const { version: next } = JSON.parse(readFileSync(path.join(ROOT, "node_modules/next/package.json"), "utf8"));
  const text = report({ rates, yardstick, weights, next, load });
  writeFileSync(path.join(ROOT, "docs", "benchmarks.md"), text);
  progress.line(`\n${text}`);
  return 0;
}
