// The database of a stack: ours or one that DATABASE_URL names, brought to the newest migration, with a demo shop in it
// when it was empty.
import path from "node:path";
import type pg from "pg";
import { DatabaseClient } from "@/lib/server/database-client";
import { migrate } from "../db/migrate";
import { startCluster } from "../postgres/cluster";
import { DATABASE } from "../postgres/connection";
import { isSuperuser, runtimeUrl } from "../postgres/runtime-role";
import { CliError, codeOf, messageOf } from "../process/cli-error";
import { SERVER_TSX } from "./node-flags";
import { runCommand } from "./run-command";
import type { Settings } from "./settings";
import type { Supervisor } from "./supervisor";

const OLDEST_MAJOR = 15;

type DatabaseOptions = { supervisor: Supervisor; settings: Settings; signal?: AbortSignal };

/** `url` is for migrations; `urlToRun` makes the one that the shop runs with, once they are applied. `place` says where the data is. */
export type Database = { url: string; urlToRun: () => Promise<string>; place: string; warning: string | null };

const SUPERUSER =
  "DATABASE_URL names a superuser: whoever found a hole in the shop could read files and run programs through it. Give the shop a user of its own (docs/operations.md, Database users).";

/** Starts our own database, or checks the one that DATABASE_URL names. */
export async function openDatabase({ supervisor, settings, signal }: DatabaseOptions): Promise<Database> {
  if (settings.databaseUrl) {
    const { databaseUrl } = settings;
    const { isSuper } = await checkServer(databaseUrl);
    const place = "the PostgreSQL that DATABASE_URL names";
    const url = settings.migrationUrl ?? databaseUrl;
    return { url, urlToRun: async () => databaseUrl, place, warning: isSuper ? SUPERUSER : null };
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
  const url = cluster.url(DATABASE);
  return { url, urlToRun: () => runtimeUrl(url), place: cluster.dataDir, warning: null };
}

/**
 * Returns the names of the migrations applied now.
 * @throws {CliError} when one cannot be applied
 */
export async function migrateDatabase(url: string): Promise<string[]> {
  try {
    return await migrate(url);
  } catch (error) {
    if (codeOf(error) === "42501")
      throw new CliError(
        "The user in DATABASE_URL may not create tables there: make it the owner of the database (ALTER DATABASE … OWNER TO …), or name one that may in MIGRATION_DATABASE_URL.",
      );
    throw new CliError(messageOf(error));
  }
}

/** Says whether nobody has ever put anything into this shop. */
export function isEmptyShop(url: string): Promise<boolean> {
  return onServer(url, async (client) => {
    const { rows } = await client.query<{
      empty: boolean;
    }>(`SELECT NOT EXISTS (SELECT 1 FROM categories) AND NOT EXISTS (SELECT 1 FROM products)
      AND NOT EXISTS (SELECT 1 FROM owners) AND NOT EXISTS (SELECT 1 FROM orders) AS empty`);
    return rows[0]?.empty ?? false;
  });
}

/** Puts the demo shop's goods into an empty database. */
export async function seed(url: string, { dataDir, signal }: { dataDir: string; signal?: AbortSignal }): Promise<void> {
  await runCommand([process.execPath, ...SERVER_TSX, "prisma/seed/main.ts"], {
    logFile: path.join(dataDir, "logs", "seed.log"),
    what: "Putting the demo shop into the database",
    env: { DATABASE_URL: url, DATA_DIR: dataDir },
    signal,
  });
}

async function checkServer(url: string): Promise<{ isSuper: boolean }> {
  const { major, isSuper } = await onServer(url, async (client) => {
    const { rows } = await client.query<{ server_version_num: string }>("SHOW server_version_num");
    return { major: Math.floor(Number(rows[0]?.server_version_num) / 10_000), isSuper: await isSuperuser(client) };
  });
  if (major < OLDEST_MAJOR) throw new CliError(`DATABASE_URL names a PostgreSQL ${major}: version ${OLDEST_MAJOR} or newer is needed.`);
  return { isSuper };
}

async function onServer<Value>(connectionString: string, run: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = await connect(connectionString);
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  try {
    const client = new DatabaseClient({ connectionString, connectionTimeoutMillis: 10_000 });
    await client.connect();
    return client;
  } catch (error) {
    throw new CliError(`The database cannot be reached (${explain(error)}): check DATABASE_URL, and that the server runs.`);
  }
}

/** Explains an error without the address, which holds a password. */
function explain(error: unknown): string {
  const words: Record<string, string> = {
    "28P01": "wrong password",
    "28000": "this user may not log in",
    "3D000": "no such database on that server",
    ECONNREFUSED: "nobody listens there",
    ENOTFOUND: "no such host",
    ERR_INVALID_URL: "not an address",
  };
  const code = codeOf(error) ?? "";
  if (words[code]) return words[code];
  return error instanceof AggregateError ? error.errors.map(codeOf).join(", ") : messageOf(error);
}
