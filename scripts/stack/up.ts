// Starts everything: database, emulator, shop.
import { existsSync } from "node:fs";
import path from "node:path";
import { x } from "tinyexec";
import { ROOT } from "../bootstrap/root.mjs";
import { CliError } from "../process/cli-error";
import { type BuildOptions, deploymentId, ensureBuild, ensureClient, sourcesOfShop } from "./build";
import { programArgs } from "./bundle";
import { type Database, isEmptyShop, migrateDatabase, openDatabase, seed } from "./database";
import { keepAnswering } from "./keep-answering";
import type { Progress } from "./progress";
import { type Settings, shopEnv } from "./settings";
import type { Part, Supervisor } from "./supervisor";
import { waitFor } from "./wait-for";

const NEXT = "node_modules/next/dist/bin/next";
/** Longer than the proxies in front keep an idle connection, so that none sends a request into a closing one. */
const KEEP_ALIVE_MS = "130000";
/** In place of our own database's address, which is right by itself and not known before that has started. */
const OURS = "postgres://127.0.0.1/xiaopu";

export type Mode = "start" | "dev";

type UpOptions = { settings: Settings; mode: Mode; supervisor: Supervisor; progress: Progress; signal?: AbortSignal };

/**
 * Starts everything and returns when the shop answers that it is well. `keepShop` then replaces a shop that no longer answers,
 * until its signal fires.
 * @throws {CliError} with what to do
 */
export async function up({
  settings,
  mode,
  supervisor,
  progress,
  signal,
}: UpOptions): Promise<{ databasePlace: string; keepShop: (signal: AbortSignal) => Promise<void> }> {
  const { dataDir } = settings;
  const common = { progress, dataDir, signal };
  const opening = progress.step(
    settings.emulatorPort === null ? "starting the database" : "starting the database and the Alipay emulator",
    () => openBelow({ supervisor, settings, signal }),
  );
  const reading = mode === "start" ? sourcesOfShop() : null;
  reading?.catch(() => {}); // it is heard of below
  const database = await opening;
  const sources = await reading; // before the client is generated, among them
  const env = shopEnv(settings, database.url);
  signal?.throwIfAborted();

  await ensureClient(common);
  const applied = await migrateDatabase(database.url);
  if (applied.length > 0) progress.line(`  ✓ applied ${applied.length} migration${applied.length > 1 ? "s" : ""}`);
  const [isEmpty, urlToRun] = await Promise.all([isEmptyShop(database.url), database.urlToRun()]);
  if (isEmpty) await fillShop({ settings, url: database.url, ...common });
  env.DATABASE_URL = urlToRun;
  if (database.warning) progress.line(`  ! ${database.warning}`);
  if (sources !== null) await ensureBuild(common, sources);
  signal?.throwIfAborted();

  const shop = { settings, mode, supervisor, env, signal };
  const part = await progress.step("starting the shop", () => startShop(shop));
  return {
    databasePlace: database.place,
    keepShop: (signal) =>
      keepAnswering({ part, start: () => launchShop(shop), url: `${healthUrl(settings)}/live`, say: progress.line, signal }),
  };
}

type StartOptions = { settings: Settings; supervisor: Supervisor; signal?: AbortSignal };

/** Starts the emulator and waits until it answers. */
export async function startEmulator({ settings, supervisor, signal }: StartOptions): Promise<Part> {
  const { emulatorPort, dataDir, host, localHost } = settings;
  const logFile = path.join(dataDir, "logs", "emulator.log");
  const part = supervisor.launch("emulator", {
    args: programArgs("emulator"),
    env: {
      ...process.env,
      NODE_ENV: "production",
      EMULATOR_PORT: String(emulatorPort),
      EMULATOR_HOST: process.env.EMULATOR_HOST || host,
      DATA_DIR: dataDir,
    },
    logFile,
  });
  await waitFor(`http://${localHost}:${emulatorPort}/control/trades`, {
    part,
    signal,
    complaint: `The emulator did not start; its log is ${logFile}.`,
  });
  return part;
}

/**
 * Starts what the shop stands on, side by side, and reads its configuration meanwhile. What the emulator's contract says, it says in a file
 * that is there from the first start on.
 */
async function openBelow(options: StartOptions): Promise<Database> {
  const { settings, signal } = options;
  const emulator = settings.emulatorPort === null ? null : startEmulator(options);
  const isKnown = emulator === null || existsSync(path.join(settings.dataDir, "emulator", "merchant.json"));
  const checked = isKnown ? checkConfig(settings, signal) : emulator.then(() => checkConfig(settings, signal));
  const database = openDatabase(options);
  // What fails waits for what is still starting, so that nothing starts after the supervisor has stopped all.
  await Promise.allSettled([database, emulator, checked]);
  await emulator;
  await checked;
  return database;
}

/** @throws {CliError} with the shop's own sentences */
async function checkConfig(settings: Settings, signal?: AbortSignal): Promise<void> {
  const env = { ...shopEnv(settings, settings.databaseUrl ?? OURS), NODE_ENV: "production" } as NodeJS.ProcessEnv;
  const checked = await x(process.execPath, programArgs("check-config"), { signal, nodeOptions: { cwd: ROOT, env } });
  signal?.throwIfAborted();
  if (checked.exitCode !== 0) throw new CliError(checked.stderr.trim() || "The configuration could not be checked.");
}

async function fillShop({ settings, url, progress, dataDir, signal }: BuildOptions & { settings: Settings; url: string }): Promise<void> {
  if (settings.emulatorPort === null && !process.env.ALIPAY_EMULATOR_URL) {
    progress.line("  · the shop is empty; demo goods are not put into a shop that takes real money");
    return;
  }
  await progress.step("putting the demo shop into the database", () => seed(url, { dataDir, signal }));
}

type ShopOptions = StartOptions & {
  mode: Mode;
  env: Record<string, string | undefined>;
  /** Takes the shop's output; without it, the output is ours. */
  onLine?: (line: string) => void;
};

/** Starts the shop and waits until it says that it is well. */
export async function startShop(options: ShopOptions): Promise<Part> {
  const { settings, mode, signal } = options;
  const part = launchShop(options);
  await waitFor(healthUrl(settings), {
    part,
    signal,
    timeoutMs: mode === "dev" ? 180_000 : 60_000,
    complaint: "The shop did not start.",
  });
  return part;
}

function healthUrl({ localHost, port }: Settings): string {
  return `http://${localHost}:${port}/api/health`;
}

function launchShop({ settings, mode, supervisor, env, onLine }: ShopOptions): Part {
  const { port, host } = settings;
  const isDev = mode === "dev";
  return supervisor.launch("shop", {
    args: [NEXT, mode, "-p", String(port), "-H", host, ...(isDev ? [] : ["--keepAliveTimeout", KEEP_ALIVE_MS])],
    env: {
      ...env,
      ...(isDev ? { NODE_ENV: "development" } : { NODE_ENV: "production", NEXT_DEPLOYMENT_ID: env.NEXT_DEPLOYMENT_ID || deploymentId() }),
    },
    onLine,
  });
}
