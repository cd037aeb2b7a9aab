// What `npm test` goes through, in order. Each step answers with how many tests passed and failed; a step without tests
// of its own counts as one.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ensureBuild } from "../stack/build.mjs";
import { WITHOUT_DOWNLOADS } from "../stack/install.mjs";
import { ROOT } from "../stack/settings.mjs";
import { LEASH_ENV, LEASH_FLAGS } from "../stack/supervisor.mjs";

const BIOME = "node_modules/@biomejs/biome/bin/biome";
const NEXT = "node_modules/next/dist/bin/next";
const TSC = "node_modules/typescript/bin/tsc";
const VITEST = "node_modules/vitest/vitest.mjs";
const PLAYWRIGHT = "node_modules/playwright/cli.js";

/**
 * @typedef {{ passed: number, failed: number }} Count
 * @typedef {object} Context
 * @property {string} folder for reports; goes at the end
 * @property {ReturnType<import("../stack/progress.mjs").createProgress>} progress
 * @property {string} dataDir
 * @property {AbortSignal} signal
 * @property {string[]} rest what stood behind `--`
 */

/** @type {Record<string, { title: string, run: (context: Context) => Promise<Count> }>} */
export const STEPS = {
  lint: {
    title: "lint, formatting and import boundaries",
    run: async (context) =>
      one(
        (await node([BIOME, "ci", `--colors=${process.stdout.isTTY ? "force" : "off"}`, "."], context)) &&
          (await node(["scripts/complete-lock.mjs", "--check"], context)),
      ),
  },
  types: {
    title: "types",
    run: async (context) => one((await node([NEXT, "typegen"], context)) && (await node([TSC, "--noEmit"], context))),
  },
  unit: { title: "unit tests", run: (context) => vitest("unit", context) },
  integration: { title: "integration tests on PostgreSQL", run: (context) => vitest("integration", context) },
  build: {
    title: "build",
    run: async ({ progress, dataDir, signal }) => {
      await ensureBuild({ progress, dataDir, signal });
      return one(true);
    },
  },
  e2e: { title: "journeys in a browser", run: playwright },
};

async function vitest(project, context) {
  const report = path.join(context.folder, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const isGood = await node([VITEST, "run", "--project", project, ...reporters, ...context.rest], context);
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = readReport(report);
  return withVerdict({ passed, failed }, isGood);
}

async function playwright(context) {
  const report = path.join(context.folder, "e2e.json");
  const isGood = await node([PLAYWRIGHT, "test", ...context.rest], context, { PLAYWRIGHT_JSON: report });
  const { expected = 0, unexpected = 0, flaky = 0 } = readReport(report).stats ?? {};
  return withVerdict({ passed: expected, failed: unexpected + flaky }, isGood);
}

/** A runner that fails with no failed test has failed all the same. */
function withVerdict({ passed, failed }, isGood) {
  return { passed, failed: isGood ? failed : Math.max(failed, 1) };
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

function one(isGood) {
  return isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs a node program on our leash with its output for all to see. */
async function node(args, { signal }, extra = {}) {
  signal.throwIfAborted();
  const child = spawn(process.execPath, [...LEASH_FLAGS, ...args], {
    cwd: ROOT,
    env: /** @type {NodeJS.ProcessEnv} */ ({ ...withoutOurs(), ...WITHOUT_DOWNLOADS, ...LEASH_ENV, ...extra }),
    stdio: ["pipe", "inherit", "inherit"],
    windowsHide: true,
  });
  const letGo = () => child.stdin.end();
  signal.addEventListener("abort", letGo, { once: true });
  const code = await new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  signal.removeEventListener("abort", letGo);
  signal.throwIfAborted();
  return code === 0;
}

/** The developer's own shop has no business in a test. */
function withoutOurs() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE_ENV$|DATABASE_URL$|SHOP_URL$|ALIPAY_)/.test(name)));
}
