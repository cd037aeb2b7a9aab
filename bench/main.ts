// How fast the built shop is, in parts that are each compared with a yardstick of the same run. Writes each part's table into
// docs/benchmarks.md, and how it stands to what is to be reached. `-- --only pages,placing` measures some of it; a machine that is busy with
// something else gets the tables printed only. `-- --try` measures a little of everything, to see that it works, and writes nothing.
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import { CliError, printError } from "../scripts/process/cli-error";
import { seconds } from "../scripts/stack/progress";
import { watchMachine, watchOthers } from "./busy";
import type { Measured } from "./figures/measured";
import { isTry } from "./figures/size";
import { measureGoingBack } from "./going-back";
import { measureLighthouse } from "./lighthouse";
import { measureMemory } from "./memory";
import { measureNotices } from "./notices";
import { measureOwnerPages } from "./owner-pages";
import { measurePages } from "./pages";
import { measurePlacing } from "./placing";
import { type Bench, runBench } from "./run-bench";
import { measureSecondStart } from "./second-start";
import { measureTwoInstances } from "./two-instances";
import { measureAcross, measureWaits } from "./waits";
import { measureWeights } from "./weights";
import { writeAims, writeSection } from "./write-section";

/** `own`: a program of the shop's own code, which needs a process that reads it as a server does; it tells what it has found (own.ts). */
type Part = { env?: Record<string, string> } & ({ measure: (bench: Bench) => Promise<Measured> } | { own: string });

/** By the names of their places in docs/benchmarks.md. Each has a process, a database and an emulator of its own. */
const PARTS: Record<string, Part> = {
  pages: { measure: measurePages },
  placing: { measure: measurePlacing },
  "notices-openapi": { measure: measureNotices, env: { ALIPAY_PROTOCOL: "openapi" } },
  "notices-wap-token": { measure: measureNotices, env: { ALIPAY_PROTOCOL: "wap-token", ALIPAY_SEC_ID: "0001" } },
  "two-instances": { measure: measureTwoInstances, env: { ALIPAY_PROTOCOL: "openapi" } },
  memory: { measure: measureMemory },
  waits: { measure: measureWaits },
  across: { measure: measureAcross },
  "second-start": { measure: measureSecondStart },
  rsa: { own: "bench/rsa/main.ts" },
  weights: { measure: measureWeights },
  lighthouse: { measure: measureLighthouse },
  "going-back": { measure: measureGoingBack },
  "owner-pages": { measure: measureOwnerPages },
  million: { own: "bench/million/main.ts" },
};

const { values } = parseArgs({
  options: { only: { type: "string", default: "" }, part: { type: "string", default: "" }, try: { type: "boolean", default: false } },
});

try {
  if (values.part) await runPart(values.part);
  else runAll(values.only ? values.only.split(",") : Object.keys(PARTS));
} catch (error) {
  printError(error);
  process.exitCode = 1;
}

/** One part that fails does not lose the others. */
function runAll(names: string[]): void {
  for (const name of names) partOf(name);
  const yardsticks = mkdtempSync(path.join(tmpdir(), "xiaopu-yardsticks-"));
  const shared = { BENCH_YARDSTICKS: yardsticks, ...(values.try && { BENCH_TRY: "1" }) };
  const failed: string[] = [];
  for (const name of names) {
    const begun = Date.now();
    const args = [path.join(ROOT, "bench/bench.mjs"), "--part", name];
    const { status, signal } = spawnSync(process.execPath, args, {
      stdio: "inherit",
      env: { ...process.env, ...partOf(name).env, ...shared },
    });
    if (signal || status === 130) break;
    if (status !== 0) failed.push(name);
    console.log(`${name}: ${seconds(begun)}`);
  }
  rmSync(yardsticks, { recursive: true, force: true });
  if (failed.length > 0) throw new CliError(`Could not be measured: ${failed.join(", ")}.`);
}

function partOf(name: string): Part {
  const part = PARTS[name];
  if (!part) throw new CliError(`There is no part "${name}". There are: ${Object.keys(PARTS).join(", ")}`);
  return part;
}

async function runPart(name: string): Promise<void> {
  const part = partOf(name);
  const before = await watchMachine();
  const readOthers = watchOthers();
  const write = async ({ table, aims }: Measured) => {
    const others = readOthers();
    const section = `${machine(before.share, others.share)}\n\n${table}`;
    console.log(`\n${section}\n`);
    for (const { what, aim, measured, isMet } of aims)
      console.log(`${isMet === null ? "?" : isMet ? "✓" : "✗"} ${what}: ${measured} (${aim})`);
    if (isTry) console.log("\nA try: nothing was written.\n");
    else if (before.isBusy || others.isBusy) console.log("\nThe machine was busy with something else, so nothing was written.\n");
    else {
      writeSection("benchmarks.md", name, section);
      writeAims(name, aims, Object.keys(PARTS));
    }
  };
  if ("own" in part) return write(await toldBy(part.own));
  await runBench(`bench-${name}`, async (bench) => write(await part.measure(bench)));
}

async function toldBy(program: string): Promise<Measured> {
  const args = ["--conditions=react-server", "--import", "tsx", path.join(ROOT, program)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env: { ...process.env, BENCH_JSON: "1" } });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}

/** How busy it was before, and with other programs meanwhile. */
function machine(before: number, others: number): string {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, "node_modules/next/package.json"), "utf8"));
  const hardware = `${cpus()[0]?.model.trim() ?? "unknown"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const date = new Date().toISOString().slice(0, 10);
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const busy = `${percent(before)} of them busy before, ${percent(others)} with other programs meanwhile`;
  return `Run on ${date}: Next.js ${version}, Node.js ${process.versions.node}, ${process.platform}; ${hardware}; ${busy}.`;
}
