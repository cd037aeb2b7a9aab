// Everything that the bench needs to run: PostgreSQL that flushes to disk, the emulator, the yardstick, and the shop, which
// is stopped and started between the measurements.
import { readFile } from "node:fs/promises";
import path from "node:path";
import getPort from "get-port";
import pg from "pg";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import { isEmptyShop, migrateDatabase, openDatabase, seed } from "../scripts/stack/database";
import { type Settings, shopEnv } from "../scripts/stack/settings";
import type { Part, Supervisor } from "../scripts/stack/supervisor";
import { startEmulator, startShop } from "../scripts/stack/up";
import { waitFor } from "../scripts/stack/wait-for";

const HOST = "127.0.0.1";
/** Linux counts a process' time in these, whatever the machine. */
const CLOCK_TICKS = 100;

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
  /** How much of a processor the running shop, and the yardstick, has used, in seconds; 0 where the system does not say. */
  shopSeconds: () => Promise<number>;
  bareSeconds: () => Promise<number>;
  query: (sql: string) => Promise<void>;
  /** Returns the first row of an answer. */
  queryRow: <Row extends pg.QueryResultRow>(sql: string) => Promise<Row>;
};

/** `bareApp`: where the yardstick is built; null for none. */
type StackOptions = { supervisor: Supervisor; folder: string; bareApp: string | null };

/** Starts all but the shop. */
export async function openStack({ supervisor, folder, bareApp }: StackOptions): Promise<BenchStack> {
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
  const bare = bareApp === null ? null : await startBareApp({ supervisor, folder, bareApp });

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
      const env = { ...shopEnv(settings, database.url), ORDER_EXPIRES_IN_SECONDS: "86400", TRUSTED_PROXY_HOPS: "1", ...extra };
      shop = await startShop({ settings, mode: "start", supervisor, env, onLine: () => {} });
    },
    shopSeconds: () => processorSeconds(shop),
    bareSeconds: () => processorSeconds(bare?.part ?? null),
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

async function startBareApp({ supervisor, folder, bareApp }: StackOptions & { bareApp: string }): Promise<{ url: string; part: Part }> {
  const port = await getPort({ host: HOST });
  const part = supervisor.launch("yardstick", {
    args: [path.join(ROOT, "node_modules/next/dist/bin/next"), "start", bareApp, "-p", String(port), "-H", HOST],
    env: { ...process.env, NODE_ENV: "production" },
    logFile: path.join(folder, "logs", "bare.log"),
  });
  await waitFor(`http://${HOST}:${port}/`, { part, complaint: "The yardstick did not start." });
  return { url: `http://${HOST}:${port}`, part };
}

async function processorSeconds(part: Part | null): Promise<number> {
  const stat = await readFile(`/proc/${part?.process.pid}/stat`, "utf8").catch(() => "");
  const [user = 0, system = 0] = stat.split(") ")[1]?.split(" ").slice(11, 13).map(Number) ?? [];
  return (user + system) / CLOCK_TICKS;
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
