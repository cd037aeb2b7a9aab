// The database of a stack: ours or one that DATABASE_URL names, brought to the newest migration, with a demo shop in it
// when it was empty.
import path from "node:path";
import pg from "pg";
import { migrate } from "../db/migrate.mjs";
import { startCluster } from "../postgres/cluster.mjs";
import { DATABASE } from "../postgres/connection.mjs";
import { Refusal } from "./refusal.mjs";
import { runCommand } from "./run-command.mjs";

const OLDEST_MAJOR = 15;

/**
 * @param {{ supervisor: ReturnType<import("./supervisor.mjs").createSupervisor>, settings: import("./settings.mjs").Settings, signal?: AbortSignal }} options
 * @returns {Promise<{ url: string, place: string }>} `place` says in words where the data lies
 */
export async function openDatabase({ supervisor, settings, signal }) {
  if (settings.databaseUrl) {
    await checkServer(settings.databaseUrl);
    return { url: settings.databaseUrl, place: "the PostgreSQL that DATABASE_URL names" };
  }
  const cluster = await startCluster({
    dataDir: path.join(settings.dataDir, "postgres"),
    logFile: path.join(settings.dataDir, "logs", "postgres.log"),
    signal,
  });
  supervisor.add({ name: "database", process: cluster.process, stop: cluster.stop });
  await onServer(cluster.url("postgres"), async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  });
  return { url: cluster.url(DATABASE), place: cluster.dataDir };
}

/** @returns {Promise<string[]>} the migrations applied now */
export async function migrateDatabase(url) {
  try {
    return await migrate(url);
  } catch (error) {
    if (error.code === "42501")
      throw new Refusal(
        "The user in DATABASE_URL may not create tables there: make it the owner of the database (ALTER DATABASE … OWNER TO …).",
      );
    throw new Refusal(error.message);
  }
}

/** @returns {Promise<boolean>} whether nobody has ever put anything into this shop */
export function isEmptyShop(url) {
  return onServer(url, async (client) => {
    const { rows } = await client.query(`SELECT NOT EXISTS (SELECT 1 FROM categories) AND NOT EXISTS (SELECT 1 FROM products)
      AND NOT EXISTS (SELECT 1 FROM owners) AND NOT EXISTS (SELECT 1 FROM orders) AS empty`);
    return rows[0].empty;
  });
}

/**
 * Puts the demo shop's goods into an empty database.
 * @param {string} url
 * @param {{ dataDir: string, signal?: AbortSignal }} options
 */
export async function seed(url, { dataDir, signal }) {
  await runCommand([process.execPath, "--conditions=react-server", "--import", "tsx", "prisma/seed/main.ts"], {
    logFile: path.join(dataDir, "logs", "seed.log"),
    what: "Putting the demo shop into the database",
    env: { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir },
    signal,
  });
}

async function checkServer(url) {
  const major = await onServer(url, async (client) => {
    const { rows } = await client.query("SHOW server_version_num");
    return Math.floor(Number(rows[0].server_version_num) / 10_000);
  });
  if (major < OLDEST_MAJOR) throw new Refusal(`DATABASE_URL names a PostgreSQL ${major}: version ${OLDEST_MAJOR} or newer is needed.`);
}

async function onServer(connectionString, run) {
  const client = await connect(connectionString);
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

async function connect(connectionString) {
  try {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
    await client.connect();
    return client;
  } catch (error) {
    throw new Refusal(`The database cannot be reached (${explain(error)}): check DATABASE_URL, and that the server runs.`);
  }
}

/** Without the address: it holds a password. */
function explain(error) {
  const words = {
    "28P01": "wrong password",
    28000: "this user may not log in",
    "3D000": "no such database on that server",
    ECONNREFUSED: "nobody listens there",
    ENOTFOUND: "no such host",
    ERR_INVALID_URL: "not an address",
  };
  return words[error.code] ?? error.errors?.map((one) => one.code).join(", ") ?? error.message;
}
