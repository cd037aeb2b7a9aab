// One PostgreSQL and one migrated template for the whole run; each test then copies the template (test/database.ts).
import { rmSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../scripts/db/migrate";
import { startCluster } from "../scripts/postgres/cluster";
import { makeScratchFolder } from "../scripts/postgres/scratch-folder";

declare module "vitest" {
  interface ProvidedContext {
    databaseUrl: string;
    templateName: string;
  }
}

/** After this time, databases that a killed run left on a server are dropped. */
const STALE_AFTER_MS = 6 * 3600 * 1000;

/** With TEST_DATABASE_URL (a PostgreSQL whose user may create databases) that server is used, otherwise one of our own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer(process.env.TEST_DATABASE_URL);
  const prefix = `xp_test_${Date.now()}_${process.pid}`;
  const templateName = `${prefix}_template`;
  await dropDatabases(server.url, (name) => startedAt(name) < Date.now() - STALE_AFTER_MS);
  await onServer(server.url, (client) => client.query(`CREATE DATABASE ${templateName}`));
  await migrate(withDatabase(server.url, templateName));
  project.provide("databaseUrl", server.url);
  project.provide("templateName", templateName);
  return async () => {
    await dropDatabases(server.url, (name) => name.startsWith(prefix));
    await server.stop();
  };
}

async function openServer(given: string | undefined): Promise<{ url: string; stop: () => Promise<void> }> {
  if (given) return { url: given, stop: async () => {} };
  const directory = makeScratchFolder("xiaopu-test-");
  const cluster = await startCluster({
    dataDir: path.join(directory, "postgres"),
    logFile: path.join(directory, "postgres.log"),
    durable: false,
  });
  return {
    url: cluster.url("postgres"),
    stop: async () => {
      await cluster.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function dropDatabases(url: string, isOurs: (name: string) => boolean): Promise<void> {
  await onServer(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      String.raw`SELECT datname AS name FROM pg_database WHERE datname LIKE 'xp\_test\_%'`,
    );
    for (const { name } of rows.filter((row) => isOurs(row.name))) await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  });
}

function startedAt(name: string): number {
  return Number(name.split("_")[2]);
}

async function onServer<T>(connectionString: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${name}`;
  return url.href;
}
