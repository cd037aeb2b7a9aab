// The command itself: `npm start` with a data folder of its own, killed in every way that an owner's machine knows.
import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import getPort from "get-port";
import { expect, test } from "playwright/test";
import { makeScratchFolder } from "../scripts/postgres/scratch-folder";
import { identityOf } from "../scripts/process/processes";

type Run = { starter: ChildProcess; output: () => string; said: (words: string) => Promise<void> };

const READY = "Ctrl-C stops everything.";
let dataDir: string;
let env: NodeJS.ProcessEnv;
let started: ChildProcess[];

test.describe.configure({ timeout: 120_000 });

test.beforeEach(async () => {
  dataDir = makeScratchFolder("xiaopu-start-");
  started = [];
  env = {
    ...process.env,
    DATABASE_URL: "",
    SHOP_URL: "",
    DATA_DIR: dataDir,
    HOST: "127.0.0.1",
    PORT: String(await getPort({ host: "127.0.0.1" })),
    EMULATOR_PORT: String(await getPort({ host: "127.0.0.1" })),
  };
});

test.afterEach(async () => {
  for (const starter of started.filter(isRunning)) {
    starter.kill("SIGTERM");
    await once(starter, "exit");
  }
  rmSync(dataDir, { recursive: true, force: true });
});

test("an owner stops the shop politely and nothing of it is left", async () => {
  const run = await start();
  const parts = runningParts();
  expect(Object.keys(parts).sort()).toEqual(["database", "emulator", "shop"]);
  expect((await fetch(`http://127.0.0.1:${env.PORT}/api/health`)).status).toBe(200);

  run.starter.kill("SIGTERM");
  const [code] = await once(run.starter, "exit");
  expect(code).toBe(143);
  expect(alive(parts)).toEqual([]);
});

test("an owner whose shop was killed by force starts it again and finds everything as it was", async () => {
  const first = await start();
  expect(first.output()).toContain("putting the demo shop into the database");
  const parts = runningParts();
  first.starter.kill("SIGKILL");
  await once(first.starter, "exit");
  await expect.poll(() => alive(parts), { timeout: 30_000 }).toEqual([]);

  const second = await start();
  expect(second.output()).not.toContain("putting the demo shop into the database");
  expect((await fetch(`http://127.0.0.1:${env.PORT}/api/health`)).status).toBe(200);
});

for (const part of ["database", "emulator", "shop"]) {
  test(`when the ${part} dies the rest is stopped and the owner is told`, async () => {
    const run = await start();
    const parts = runningParts();
    const victim = parts[part];
    if (!victim) throw new Error(`There is no ${part} in ${JSON.stringify(parts)}`);
    process.kill(victim.pid, "SIGKILL");
    const [code] = await once(run.starter, "exit");
    expect(code).toBe(1);
    expect(run.output()).toContain(`The ${part} ended by itself`);
    expect(alive(parts)).toEqual([]);
  });
}

test("an owner who starts the shop twice from one folder is told where it already runs", async () => {
  const first = await start();
  const second = launch();
  const [code] = await once(second.starter, "exit");
  expect(code).toBe(1);
  expect(second.output()).toContain(`already runs from ${dataDir} (process ${first.starter.pid})`);
  expect(isRunning(first.starter)).toBe(true);
});

for (const [what, wrong, sentence] of [
  ["a public address without keys", { SHOP_URL: "https://shop.example.com" }, "the emulator would take orders that nobody pays"],
  ["an address that is none", { SHOP_URL: "shop" }, "SHOP_URL must be an absolute http or https address"],
  ["half of the real keys", { ALIPAY_MD5_KEY: "x".repeat(32) }, "ALIPAY_PARTNER"],
] as const) {
  test(`an owner who configures ${what} is told in a sentence, before anything is built`, async () => {
    Object.assign(env, wrong);
    const run = launch();
    const [code] = await once(run.starter, "exit");
    expect(code).toBe(1);
    expect(run.output()).toContain(sentence);
    expect(run.output()).not.toMatch(/^\s+at /m);
  });
}

/** Starts the shop and waits until it says that it runs. */
async function start(): Promise<Run> {
  const run = launch();
  await Promise.race([
    run.said(READY),
    once(run.starter, "exit").then(() => {
      throw new Error(`The start ended:\n${run.output()}`);
    }),
  ]);
  return run;
}

function launch(): Run {
  const starter = spawn(process.execPath, ["scripts/start.mjs"], { env, stdio: ["ignore", "pipe", "pipe"] });
  started.push(starter);
  let output = "";
  const heard = new EventEmitter();
  for (const stream of [starter.stdout, starter.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      heard.emit("text");
    });
  }
  const said = async (words: string) => {
    while (!output.includes(words)) await once(heard, "text");
  };
  return { starter, output: () => output, said };
}

type Parts = Record<string, { pid: number; identity: string }>;

function runningParts(): Parts {
  return JSON.parse(readFileSync(path.join(dataDir, "run.json"), "utf8")).parts;
}

function alive(parts: Parts): string[] {
  return Object.entries(parts)
    .filter(([, { pid, identity }]) => identityOf(pid) === identity)
    .map(([name]) => name);
}

function isRunning(starter: ChildProcess): boolean {
  return starter.exitCode === null && starter.signalCode === null;
}
