// Everything that the bench needs to run: PostgreSQL that flushes to disk, the emulator, the yardstick, and the shop, which
// is stopped and started between the measurements.
import path from "node:path";
import pg from "pg";
import { isEmptyShop, migrateDatabase, openDatabase, seed } from "../scripts/stack/database.mjs";
import { ROOT, shopEnv } from "../scripts/stack/settings.mjs";
import { startEmulator, startShop } from "../scripts/stack/up.mjs";
import { waitFor } from "../scripts/stack/wait-for.mjs";

const HOST = "127.0.0.1";

/** @typedef {Awaited<ReturnType<typeof openStreet>>} Street */

/**
 * @param {{ supervisor: ReturnType<import("../scripts/stack/supervisor.mjs").createSupervisor>, folder: string, bareApp: string, freePort: () => Promise<number> }} options
 */
export async function openStreet({ supervisor, folder, bareApp, freePort }) {
  const [port, emulatorPort, barePort] = [await freePort(), await freePort(), await freePort()];
  const settings = {
    host: HOST,
    localHost: HOST,
    port,
    emulatorPort,
    dataDir: folder,
    shopUrl: `http://${HOST}:${port}`,
    databaseUrl: null,
  };
  const database = await openDatabase({ supervisor, settings });
  await migrateDatabase(database.url);
  if (await isEmptyShop(database.url)) await seed(database.url, { dataDir: folder });
  await startEmulator({ settings, supervisor });
  const bare = supervisor.launch("yardstick", {
    args: [path.join(ROOT, "node_modules/next/dist/bin/next"), "start", bareApp, "-p", String(barePort), "-H", HOST],
    env: { ...process.env, NODE_ENV: "production" },
    logFile: path.join(folder, "logs", "bare.log"),
  });
  await waitFor(`http://${HOST}:${barePort}/`, { part: bare, complaint: "The yardstick did not start." });

  /** @type {import("../scripts/stack/supervisor.mjs").Part | null} */
  let shop = null;
  const stopShop = async () => {
    await shop?.stop();
    shop = null;
  };
  return {
    shopUrl: settings.shopUrl,
    bareUrl: `http://${HOST}:${barePort}`,
    emulatorUrl: `http://${HOST}:${emulatorPort}`,
    freePort,
    stopShop,
    /** @param {Record<string, string>} [extra] variables on top */
    async startShop(extra = {}) {
      await stopShop();
      const env = { ...shopEnv(settings, database.url), ORDER_EXPIRES_IN_SECONDS: "86400", ...extra };
      shop = await startShop({ settings, mode: "start", supervisor, env, onLine: () => {} });
    },
    /** @param {string} sql */
    async query(sql) {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      try {
        return (await client.query(sql)).rows;
      } finally {
        await client.end();
      }
    },
  };
}
