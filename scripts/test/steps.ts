// The steps of `npm test`, in order. Each returns how many tests passed and failed; a step without tests
// of its own counts as one.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { WITHOUT_DOWNLOADS } from "../bootstrap/install.mjs";
import { ROOT } from "../bootstrap/root.mjs";
import { type BuildOptions, ensureBuild } from "../stack/build";
import { TSX } from "../stack/node-flags";
import { LEASH_ENV, LEASH_FLAGS } from "../stack/supervisor";
import { leftOutWithoutPgBouncer } from "./pgbouncer";

const BIOME = "node_modules/@biomejs/biome/bin/biome";
const NEXT = "node_modules/next/dist/bin/next";
const TSC = "node_modules/typescript/bin/tsc";
export const VITEST = "node_modules/vitest/vitest.mjs";
const PLAYWRIGHT = "node_modules/playwright/cli.js";

export const STEP_NAMES = ["lint", "types", "unit", "integration", "build", "e2e"] as const;
export type StepName = (typeof STEP_NAMES)[number];
/** `leftOut`: what could not be tested on this machine, as sentences. */
export type Count = { passed: number; failed: number; leftOut?: string[] };

type Context = BuildOptions & {
  signal: AbortSignal;
  /** For reports; removed at the end. */
  folder: string;
  /** What stood behind `--`. */
  rest: string[];
};
type Step = { title: string; run: (context: Context) => Promise<Count> };

export const STEPS: Record<StepName, Step> = {
  lint: {
    title: "lint and formatting",
    run: async (context) =>
      one(
        (await node([BIOME, "ci", `--colors=${process.stdout.isTTY ? "force" : "off"}`, "."], context)) &&
          (await node([...TSX, "scripts/complete-lock.ts", "--check"], context)),
      ),
  },
  types: {
    title: "types",
    run: async (context) => one((await node([NEXT, "typegen"], context)) && (await node([TSC, "--noEmit"], context))),
  },
  unit: { title: "unit tests", run: (context) => vitest("unit", context) },
  integration: {
    title: "integration tests on PostgreSQL",
    run: async (context) => ({ ...(await vitest("integration", context)), leftOut: leftOutWithoutPgBouncer() }),
  },
  build: {
    title: "build",
    run: async (context) => {
      await ensureBuild(context);
      return one(true);
    },
  },
  e2e: { title: "journeys in a browser", run: playwright },
};

export function isStepName(name: string): name is StepName {
  return STEP_NAMES.some((known) => known === name);
}

async function vitest(project: string, context: Context): Promise<Count> {
  const report = path.join(context.folder, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const isGood = await node([VITEST, "run", "--project", project, ...reporters, ...context.rest], context);
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = readReport<VitestReport>(report);
  return withVerdict({ passed, failed }, isGood);
}

async function playwright(context: Context): Promise<Count> {
  const report = path.join(context.folder, "e2e.json");
  const isGood = await node([PLAYWRIGHT, "test", ...context.rest], context, { PLAYWRIGHT_JSON: report });
  const { expected = 0, unexpected = 0, flaky = 0 } = readReport<PlaywrightReport>(report).stats ?? {};
  return withVerdict({ passed: expected, failed: unexpected + flaky }, isGood);
}

/** A runner that fails without a failed test (it crashed, or found none) counts as one failure. */
function withVerdict({ passed, failed }: Count, isGood: boolean): Count {
  return { passed, failed: isGood ? failed : Math.max(failed, 1) };
}

type VitestReport = { numPassedTests: number; numFailedTests: number };
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number } };

export function readReport<Report>(file: string): Partial<Report> {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

function one(isGood: boolean): Count {
  return isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Where a program runs, and whether what it says is of no interest. */
type Surroundings = Pick<Context, "signal"> & { cwd?: string; isQuiet?: boolean };

/** Runs a node program on our leash; its output goes to ours. Says whether it succeeded. */
export async function node(
  args: string[],
  { signal, cwd = ROOT, isQuiet = false }: Surroundings,
  extra: Record<string, string> = {},
): Promise<boolean> {
  signal.throwIfAborted();
  const output = isQuiet ? "ignore" : "inherit";
  const child = spawn(process.execPath, [...LEASH_FLAGS, ...args], {
    cwd,
    env: { ...withoutOurs(), ...WITHOUT_DOWNLOADS, ...LEASH_ENV, ...extra },
    stdio: ["pipe", output, output],
    windowsHide: true,
  });
  const letGo = () => child.stdin.end();
  signal.addEventListener("abort", letGo, { once: true });
  const code = await new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  signal.removeEventListener("abort", letGo);
  signal.throwIfAborted();
  return code === 0;
}

/** Our variables without the settings of the developer's own shop. */
function withoutOurs(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(NODE_ENV$|DATABASE_URL$|SHOP_URL$|ALIPAY_)/.test(name));
  return Object.fromEntries(kept) as NodeJS.ProcessEnv;
}
