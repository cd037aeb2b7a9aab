// How fast the built shop takes notices and orders, beside a bare handler of the same Next.js in the same run, and how much
// JavaScript its pages have. Writes docs/benchmarks.md. With `--only notices` it measures notices alone, of the protocol that
// ALIPAY_PROTOCOL names, prints their rates and writes nothing.
import { readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import { CliError, printError } from "../scripts/process/cli-error";
import { measureNotices, noticeReport } from "./notices";
import { measureRates } from "./rates";
import { report } from "./report";
import { runBench } from "./run-bench";
import { weighShop } from "./weights";

const [load = 0] = loadavg();
const { only } = parseArgs({ options: { only: { type: "string" } } }).values;
if (only !== undefined && only !== "notices") {
  printError(new CliError("--only takes: notices"));
  process.exit(1);
}

await runBench("bench", async ({ stack, progress }) => {
  if (only) return progress.line(`\n${noticeReport(await measureNotices({ stack, progress }))}`);
  const { rates, yardstick } = await measureRates({ stack, progress });
  const weights = await progress.step("weighing the pages", () => weighShop(stack), { isLong: true });
  const { version: next } = JSON.parse(readFileSync(path.join(ROOT, "node_modules/next/package.json"), "utf8"));
  const text = report({ rates, yardstick, weights, next, load });
  writeFileSync(path.join(ROOT, "docs", "benchmarks.md"), text);
  progress.line(`\n${text}`);
});
