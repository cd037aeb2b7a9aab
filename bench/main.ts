// How fast the built shop is, in parts that are each compared with a yardstick of the same run. Writes each part's table into
// docs/benchmarks.md. `-- --only pages,placing` measures some of it; a machine that is busy with something else gets the tables printed only.
import { execFile, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import { CliError, printError } from "../scripts/process/cli-error";
import { watchMachine } from "./busy";
import { measureLighthouse } from "./lighthouse";
import { measureNotices } from "./notices";
import { measurePages } from "./pages";
import { measurePlacing } from "./placing";
import { type Bench, runBench } from "./run-bench";
import { measureWaits } from "./waits";
import { measureWeights } from "./weights";
import { writeSection } from "./write-section";

/** `own`: a program of the shop's own code, which needs a process that reads it as a server does; it prints its table. */
type Part = { env?: Record<string, string> } & ({ measure: (bench: Bench) => Promise<string> } | { own: string });

/** By the names of their places in docs/benchmarks.md. Each has a process, a database and an emulator of its own. */
const PARTS: Record<string, Part> = {
  pages: { measure: measurePages },
  placing: { measure: measurePlacing },
  "notices-openapi": { measure: measureNotices, env: { ALIPAY_PROTOCOL: "openapi" } },
  "notices-wap-token": { measure: measureNotices, env: { ALIPAY_PROTOCOL: "wap-token" } },
  waits: { measure: measureWaits },
  rsa: { own: "bench/rsa/main.ts" },
  weights: { measure: measureWeights },
  lighthouse: { measure: measureLighthouse },
  million: { own: "bench/million/main.ts" },
};

const { values } = parseArgs({ options: { only: { type: "string", default: "" }, part: { type: "string", default: "" } } });

try {
  if (values.part) await runPart(values.part);
  else runAll(values.only ? values.only.split(",") : Object.keys(PARTS));
} catch (error) {
  printError(error);
  process.exitCode = 1;
}

function runAll(names: string[]): void {
  for (const name of names) {
    const part = PARTS[name];
    if (!part) throw new CliError(`There is no part "${name}". There are: ${Object.keys(PARTS).join(", ")}`);
    const args = [path.join(ROOT, "bench/bench.mjs"), "--part", name];
    const { status } = spawnSync(process.execPath, args, { stdio: "inherit", env: { ...process.env, ...part.env } });
    if (status !== 0) throw new CliError(`${name} could not be measured.`);
  }
}

async function runPart(name: string): Promise<void> {
  const part = PARTS[name];
  if (!part) throw new CliError(`There is no part "${name}".`);
  const { share, isBusy } = await watchMachine();
  const print = (table: string) => {
    const section = `${machine(share)}\n\n${table}`;
    console.log(`\n${section}\n`);
    if (isBusy) console.log("The machine was busy with something else, so nothing was written.");
    else writeSection("benchmarks.md", name, section);
  };
  if ("own" in part) return print(await printed(part.own));
  await runBench(`bench-${name}`, async (bench) => print(await part.measure(bench)));
}

async function printed(program: string): Promise<string> {
  const args = ["--conditions=react-server", "--import", "tsx", path.join(ROOT, program)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  return stdout.trim();
}

function machine(busy: number): string {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, "node_modules/next/package.json"), "utf8"));
  const hardware = `${cpus()[0]?.model.trim() ?? "unknown"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const date = new Date().toISOString().slice(0, 10);
  const others = `${Math.round(busy * 100)} % of them busy before`;
  return `Run on ${date}: Next.js ${version}, Node.js ${process.versions.node}, ${process.platform}; ${hardware}; ${others}.`;
}
