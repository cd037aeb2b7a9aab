// Brings up everything: database, emulator, shop. Needs the packages; scripts/start.mjs sees to them first.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { ensureBuild, ensureClient } from "./build.mjs";
import { isEmptyShop, migrateDatabase, openDatabase, seed } from "./database.mjs";
import { Refusal } from "./refusal.mjs";
import { ROOT, shopEnv } from "./settings.mjs";
import { waitFor } from "./wait-for.mjs";

const NEXT = "node_modules/next/dist/bin/next";
const TSX = ["--conditions=react-server", "--import", "tsx"];
/** Longer than the proxies in front keep an idle connection, so that none sends a request into a closing one. */
const KEEP_ALIVE_MS = "130000";

/**
 * @param {object} options
 * @param {import("./settings.mjs").Settings} options.settings
 * @param {"start" | "dev"} options.mode
 * @param {ReturnType<import("./supervisor.mjs").createSupervisor>} options.supervisor
 * @param {ReturnType<import("./progress.mjs").createProgress>} options.progress
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<{ databaseUrl: string, databasePlace: string }>} when the shop answers that it is well
 */
export async function up({ settings, mode, supervisor, progress, signal }) {
  const { dataDir } = settings;
  const common = { progress, dataDir, signal };
  const database = await progress.step("starting the database", () => openDatabase({ supervisor, settings, signal }));
  const env = shopEnv(settings, database.url);
  if (settings.emulatorPort !== null)
    await progress.step("starting the Alipay emulator", () => startEmulator({ settings, supervisor, signal }));
  checkConfig(env);
  signal?.throwIfAborted();

  await ensureClient(common);
  const applied = await migrateDatabase(database.url);
  if (applied.length > 0) progress.line(`  ✓ applied ${applied.length} migration${applied.length > 1 ? "s" : ""}`);
  if (await isEmptyShop(database.url)) await fillShop({ settings, url: database.url, ...common });
  if (mode === "start") await ensureBuild(common);
  signal?.throwIfAborted();

  await progress.step("starting the shop", () => startShop({ settings, mode, supervisor, env, signal }));
  return { databaseUrl: database.url, databasePlace: database.place };
}

/**
 * Starts the emulator and waits until it answers.
 * @param {object} options
 * @param {import("./settings.mjs").Settings} options.settings
 * @param {ReturnType<import("./supervisor.mjs").createSupervisor>} options.supervisor
 * @param {AbortSignal} [options.signal]
 */
export async function startEmulator({ settings, supervisor, signal }) {
  const { emulatorPort, dataDir, host, localHost } = settings;
  const logFile = path.join(dataDir, "logs", "emulator.log");
  const part = supervisor.launch("emulator", {
    args: ["--import", "tsx", "emulator/main.ts"],
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
}

/** @throws {Refusal} with the shop's own sentences */
function checkConfig(env) {
  const checked = spawnSync(process.execPath, [...TSX, "scripts/stack/check-config.ts"], {
    cwd: ROOT,
    env: { ...env, NODE_ENV: "production" },
    encoding: "utf8",
  });
  if (checked.status !== 0)
    throw new Refusal(checked.stderr.trim() || `The configuration could not be checked (${checked.error ?? checked.signal}).`);
}

async function fillShop({ settings, url, progress, dataDir, signal }) {
  if (settings.emulatorPort === null && !process.env.ALIPAY_EMULATOR_URL) {
    progress.line("  · the shop is empty; demo goods are not put into a shop that takes real money");
    return;
  }
  await progress.step("putting the demo shop into the database", () => seed(url, { dataDir, signal }));
}

/**
 * Starts the shop and waits until it says that it is well.
 * @param {object} options
 * @param {import("./settings.mjs").Settings} options.settings
 * @param {"start" | "dev"} options.mode
 * @param {ReturnType<import("./supervisor.mjs").createSupervisor>} options.supervisor
 * @param {NodeJS.ProcessEnv} options.env
 * @param {AbortSignal} [options.signal]
 * @param {(line: string) => void} [options.onLine] takes its output; without it, it is ours
 * @returns {Promise<import("./supervisor.mjs").Part>}
 */
export async function startShop({ settings, mode, supervisor, env, signal, onLine }) {
  const { port, host, localHost } = settings;
  const isDev = mode === "dev";
  const part = supervisor.launch("shop", {
    args: [NEXT, mode, "-p", String(port), "-H", host, ...(isDev ? [] : ["--keepAliveTimeout", KEEP_ALIVE_MS])],
    env: { ...env, NODE_ENV: isDev ? "development" : "production" },
    onLine,
  });
  await waitFor(`http://${localHost}:${port}/api/health`, {
    part,
    signal,
    timeoutMs: isDev ? 180_000 : 60_000,
    complaint: "The shop did not start.",
  });
  return part;
}
