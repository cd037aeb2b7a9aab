// Runs the random simulations (test/seeds.ts) with as many seeds as wanted, divided among them. Ends with how many ran and failed.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../bootstrap/root.mjs";
import { CliError, codeOf, messageOf, printError } from "../process/cli-error";
import { keepRuns } from "../runs/keep-runs";
import { ensureClient } from "../stack/build";
import { createProgress, seconds } from "../stack/progress";
import { makeDataDir } from "../stack/settings";
import { listenForStop } from "../stack/stop-signals";
import { SIMULATIONS } from "./simulations";
import { node, readReport, VITEST } from "./steps";

type Wanted = { names: string[]; seeds: number; seed: number; path: string; shrink: boolean; isKept: boolean };
type Report = { testResults: { name: string; assertionResults: { title: string; status: string }[] }[] };

const progress = createProgress();
const stopRequest = listenForStop(() => process.exit(130));
const folder = mkdtempSync(path.join(tmpdir(), "xiaopu-simulate-"));
try {
  process.exitCode = await simulate(readArguments());
} catch (error) {
  if (!stopRequest.signal.aborted) printError(codeOf(error)?.startsWith("ERR_PARSE_ARGS") ? new CliError(messageOf(error)) : error);
  process.exitCode = stopRequest.signal.aborted ? stopRequest.exitCode() : 1;
}
rmSync(folder, { recursive: true, force: true });

async function simulate(wanted: Wanted): Promise<number> {
  const started = Date.now();
  const command = `npm run simulate -- --seeds ${wanted.seeds} --seed ${wanted.seed} --only ${wanted.names.join(",")}`;
  const keep = wanted.isKept ? keepRuns({ page: "simulations", table: "simulations", command }) : () => {};
  const dataDir = path.join(ROOT, ".data");
  makeDataDir(dataDir);
  await ensureClient({ progress, dataDir, signal: stopRequest.signal });
  const report = path.join(folder, "report.json");
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  const files = wanted.names.flatMap((name) => SIMULATIONS[name] ?? []);
  const isGood = await node([VITEST, "run", "--project", "integration", ...reporters, ...files], stopRequest, {
    SIMULATION_RUNS: String(Math.ceil(wanted.seeds / files.length)),
    SIMULATION_SEED: String(wanted.seed),
    SIMULATION_PATH: wanted.path,
    SIMULATION_SHRINK: wanted.shrink ? "1" : "",
  });
  const { ran, failed } = count(readReport<Report>(report));
  keep({ seeds: ran, failed: failed.length, "seconds each": ((Date.now() - started) / 1000 / Math.max(1, ran)).toFixed(2) });
  if (failed.length > 0) progress.line(`\nTo repeat what failed:\n${failed.map((again) => `  ${again}`).join("\n")}`);
  progress.line(`\n${ran} seeds ran from ${wanted.seed} on, ${failed.length} failed  (${seconds(started)})`);
  return isGood && failed.length === 0 ? 0 : 1;
}

function count({ testResults = [] }: Partial<Report>): { ran: number; failed: string[] } {
  const seeds = testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ title, status }) => ({ file, seed: title.replace("seed ", ""), status })),
  );
  const failed = seeds
    .filter(({ status }) => status === "failed")
    .map(({ file, seed }) => `npm run simulate -- --only ${nameOf(file)} --seed ${seed}`);
  return { ran: seeds.filter(({ status }) => status === "passed" || status === "failed").length, failed };
}

function nameOf(file: string): string {
  const isOf = (end: string) => file.replaceAll("\\", "/").endsWith(end);
  return Object.keys(SIMULATIONS).find((name) => isOf(SIMULATIONS[name] ?? name)) ?? file;
}

function readArguments(): Wanted {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string", default: "1" },
      seed: { type: "string", default: "1" },
      only: { type: "string", default: Object.keys(SIMULATIONS).join(",") },
      path: { type: "string", default: "" },
      shrink: { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
    },
  });
  const names = values.only.split(",");
  const unknown = names.find((name) => !SIMULATIONS[name]);
  if (unknown !== undefined) throw new CliError(`There is no simulation "${unknown}"; there are ${Object.keys(SIMULATIONS).join(", ")}.`);
  return {
    names,
    seeds: wholeNumber("seeds", values.seeds),
    seed: wholeNumber("seed", values.seed),
    path: values.path,
    shrink: values.shrink,
    isKept: values.keep,
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new CliError(`--${name} is a whole number from 1 on, not "${text}".`);
  return Number(text);
}
