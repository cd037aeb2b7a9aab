// Everything that the bench needs to run: PostgreSQL that flushes to disk, the emulator, the yardstick, and the shop, which
// is stopped and started between the measurements.
import { readFileSync } from "node:fs";
import path from "node:path";
import getPort from "get-port";
import pg from "pg";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import { isEmptyShop, migrateDatabase, openDatabase, seed } from "../scripts/stack/database";
import { type Settings, shopEnv } from "../scripts/stack/settings";
import type { Part, Supervisor } from "../scripts/stack/supervisor";
import { startEmulator, startShop } from "../scripts/stack/up";
import { waitFor } from "../scripts/stack/wait-for";
import { memoryMb, processorSeconds, treeSeconds } from "./processes";

const HOST = "127.0.0.1";

/** A running server; `seconds` of a processor that it has used, `memory` in MB. */
export type App = { url: string; pid: number; seconds: () => number; memory: () => number; stop: () => Promise<void> };

export type BenchStack = {
  shopUrl: string;
  /** Empty without a yardstick. */
  bareUrl: string;
  emulatorUrl: string;
  databaseUrl: string;
  /** The running shop's process; 0 when none runs. */
  shopPid: () => number;
  stopShop: () => Promise<void>;
  /** Starts the shop anew, with these variables on top. */
  startShop: (extra?: Record<string, string>) => Promise<void>;
  /** Starts one more instance of the shop on a port of its own, with these variables on top. It takes itself for `shopUrl`. */
  startInstance: (extra?: Record<string, string | undefined>) => Promise<App>;
  /** Starts an application that was built in this folder. */
  startApp: (name: string, folder: string, env: Record<string, string>) => Promise<App>;
  /** How much of a processor the running shop, the yardstick, and PostgreSQL have used, in seconds; 0 where the system does not say. */
  shopSeconds: () => number;
  bareSeconds: () => number;
  databaseSeconds: () => number;
  query: (sql: string) => Promise<void>;
  /** Returns the first row of an answer. */
  queryRow: <Row extends pg.QueryResultRow>(sql: string) => Promise<Row>;
};

/** `bareApp`: where the yardstick is built; null for none. */
type StackOptions = { supervisor: Supervisor; folder: string; bareApp: string | null };

/** Starts all but the shop. */
export async function openStack({ bareApp, ...place }: StackOptions): Promise<BenchStack> {
  const { folder, supervisor } = place;
  const [port, emulatorPort] = [await getPort({ host: HOST }), await getPort({ host: HOST })];
  const shopUrl = `http://${HOST}:${port}`;
  const settings: Settings = {
    host: HOST,
    localHost: HOST,
    port,
    emulatorPort,
    dataDir: folder,
    shopUrl,
    databaseUrl: null,
    migrationUrl: null,
  };
  const database = await openDatabase({ supervisor, settings });
  await migrateDatabase(database.url);
  if (await isEmptyShop(database.url)) await seed(database.url, { dataDir: folder });
  await startEmulator({ settings, supervisor });
  const startApp = (name: string, app: string, env: Record<string, string>) => launchApp({ ...place, name, app, env });
  const bare = bareApp === null ? null : await startApp("bare", bareApp, {});
  const launch = (port: number, extra: Record<string, string | undefined>) => {
    const env = { ...shopEnv(settings, database.url), ORDER_EXPIRES_IN_SECONDS: "86400", TRUSTED_PROXY_HOPS: "1", ...extra };
    return startShop({ settings: { ...settings, port }, mode: "start", supervisor, env, onLine: () => {} });
  };

  let shop: Part | null = null;
  const stopShop = async () => {
    await shop?.stop();
    shop = null;
  };
  return {
    shopUrl,
    bareUrl: bare?.url ?? "",
    emulatorUrl: `http://${HOST}:${emulatorPort}`,
    databaseUrl: database.url,
    shopPid: () => shop?.process.pid ?? 0,
    stopShop,
    async startShop(extra = {}) {
      await stopShop();
      shop = await launch(port, extra);
    },
    async startInstance(extra = {}) {
      const port = await getPort({ host: HOST });
      return appOf(`http://${HOST}:${port}`, await launch(port, extra));
    },
    startApp,
    shopSeconds: () => processorSeconds(shop?.process.pid ?? 0),
    bareSeconds: () => bare?.seconds() ?? 0,
    databaseSeconds: () => treeSeconds(postmasterOf(database.place)),
    async query(sql) {
      await ask(database.url, sql);
    },
    async queryRow<Row extends pg.QueryResultRow>(sql: string) {
      const { rows } = await ask<Row>(database.url, sql);
      if (!rows[0]) throw new Error(`No row came back: ${sql}`);
      return rows[0];
    },
  };
}

type AppOptions = Omit<StackOptions, "bareApp"> & { name: string; app: string; env: Record<string, string> };

async function launchApp({ supervisor, folder, name, app, env }: AppOptions): Promise<App> {
  const port = await getPort({ host: HOST });
  const part = supervisor.launch(name, {
    args: [path.join(ROOT, "node_modules/next/dist/bin/next"), "start", app, "-p", String(port), "-H", HOST],
    env: { ...process.env, ...env, NODE_ENV: "production" },
    logFile: path.join(folder, "logs", `${name}.log`),
  });
  await waitFor(`http://${HOST}:${port}/`, { part, complaint: `The yardstick "${name}" did not start.` });
  return appOf(`http://${HOST}:${port}`, part);
}

function appOf(url: string, part: Part): App {
  const pid = part.process.pid ?? 0;
  return { url, pid, seconds: () => processorSeconds(pid), memory: () => memoryMb(pid), stop: part.stop };
}

function postmasterOf(dataDir: string): number {
  return Number(readFileSync(path.join(dataDir, "postmaster.pid"), "utf8").split("\n")[0]);
}

async function ask<Row extends pg.QueryResultRow>(connectionString: string, sql: string): Promise<pg.QueryResult<Row>> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await client.query<Row>(sql);
  } finally {
    await client.end();
  }
}
