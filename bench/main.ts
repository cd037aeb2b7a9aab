// How fast the built shop is, in parts that are each compared with a yardstick of the same run. Writes each part's table into
// docs/benchmarks.md; on a machine that is busy with something else, or with `--only <part>,<part>`, it prints what it would write.
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import { watchMachine } from "./busy";
import { measureMillion } from "./million-orders";
import { measurePages } from "./pages";
import { measureRequests } from "./requests";
import { type Bench, runBench } from "./run-bench";
import { measureWeights } from "./weights";
import { writeSection } from "./write-section";

/** By the names of their places in docs/benchmarks.md. A later part may use the orders that an earlier one left. */
const PARTS: Record<string, (bench: Bench) => Promise<string>> = {
  pages: measurePages,
  requests: measureRequests,
  weights: measureWeights,
  million: measureMillion,
};

const { values } = parseArgs({ options: { only: { type: "string", default: "" }, write: { type: "boolean", default: false } } });
const wanted = values.only ? values.only.split(",") : Object.keys(PARTS);
const { share, isBusy } = await watchMachine();

await runBench("bench", async (bench) => {
  const { progress } = bench;
  for (const name of wanted) {
    const measure = PARTS[name];
    if (!measure) throw new Error(`There is no part "${name}". There are: ${Object.keys(PARTS).join(", ")}`);
    const section = `${machine()}\n\n${await measure(bench)}`;
    progress.line(`\n${section}\n`);
    if (!isBusy && (!values.only || values.write)) writeSection("benchmarks.md", name, section);
  }
  if (isBusy) progress.line(`The machine was busy (${percent(share)} of its processors), so nothing was written.`);
});

function machine(): string {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, "node_modules/next/package.json"), "utf8"));
  const hardware = `${cpus()[0]?.model.trim() ?? "unknown"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const date = new Date().toISOString().slice(0, 10);
  return `Run on ${date}: Next.js ${version}, Node.js ${process.versions.node}, ${process.platform}; ${hardware}; ${percent(share)} of them busy before.`;
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
