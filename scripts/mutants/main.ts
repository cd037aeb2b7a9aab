// `npm run mutants`: puts each fault of the list into a copy of the tree, and shows what catches it.
import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../bootstrap/root.mjs";
import { CliError, codeOf, messageOf, printError } from "../process/cli-error";
import { ensureClient } from "../stack/build";
import { createProgress, seconds } from "../stack/progress";
import { makeDataDir } from "../stack/settings";
import { listenForStop } from "../stack/stop-signals";
import { MUTANTS } from "./all";
import type { Mutant } from "./mutant";
import { runInTurn } from "./run-tests";
import { openScratch, type Scratch } from "./scratch";
import { describeCaught, writeTable } from "./table";
import { tryMutant } from "./try-mutant";

type Wanted = { mutants: Mutant[]; seeds: number; firstSeed: number };

const progress = createProgress();
const stopRequest = listenForStop(() => process.exit(130));
const { signal } = stopRequest;
try {
  process.exitCode = await tryAll(readArguments());
} catch (error) {
  if (!signal.aborted) printError(codeOf(error)?.startsWith("ERR_PARSE_ARGS") ? new CliError(messageOf(error)) : error);
  process.exitCode = signal.aborted ? stopRequest.exitCode() : 1;
}

async function tryAll({ mutants, ...trying }: Wanted): Promise<number> {
  const started = Date.now();
  const dataDir = path.join(ROOT, ".data");
  makeDataDir(dataDir);
  await ensureClient({ progress, dataDir, signal });
  const scratch = await progress.step("copying the tree", () => openScratch(signal));
  try {
    const clean = new Set<string>();
    let survivors = 0;
    for (const mutant of mutants) {
      await checkWithout(scratch, mutant, clean);
      if (!(await tryOne(scratch, mutant, trying))) survivors++;
    }
    progress.line(`\n${mutants.length} mutants, of which ${survivors} were not caught  (${seconds(started)})`);
    return survivors === 0 ? 0 : 1;
  } finally {
    await scratch.close();
  }
}

/** A test that fails anyway would catch every mutant. `clean`: the files that are known not to. */
async function checkWithout(scratch: Scratch, { tests }: Mutant, clean: Set<string>): Promise<void> {
  const files = tests.filter((file) => !clean.has(file));
  if (files.length === 0) return;
  const { failed } = await runInTurn(scratch, files, signal);
  if (failed) throw new CliError(`Without any mutant a test fails: ${failed.sentence} (${failed.file}).`);
  for (const file of files) clean.add(file);
}

async function tryOne(scratch: Scratch, mutant: Mutant, trying: Omit<Wanted, "mutants">): Promise<boolean> {
  const started = Date.now();
  const caught = await tryMutant(scratch, mutant, { ...trying, signal });
  progress.line(`  ${caught.by === "nothing" ? "✗" : "✓"} ${mutant.name}: ${describeCaught(caught)}  ${seconds(started)}`);
  writeTable(MUTANTS, new Map([[mutant.name, describeCaught(caught)]]));
  return caught.by !== "nothing";
}

function readArguments(): Wanted {
  const { values } = parseArgs({
    options: {
      only: { type: "string", default: "" },
      seeds: { type: "string", default: "2000" },
      seed: { type: "string", default: "1" },
    },
  });
  const names = values.only.split(",").filter(Boolean);
  const unknown = names.find((name) => !MUTANTS.some((mutant) => mutant.name === name));
  if (unknown !== undefined) throw new CliError(`There is no mutant "${unknown}"; scripts/mutants/of-*.ts name them.`);
  const mutants = names.length > 0 ? MUTANTS.filter(({ name }) => names.includes(name)) : MUTANTS;
  return { mutants, seeds: wholeNumber("seeds", values.seeds), firstSeed: wholeNumber("seed", values.seed) };
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new CliError(`--${name} is a whole number, not "${text}".`);
  return Number(text);
}
