import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

export type TestDatabase = { connectionString: string; drop: () => Promise<void> };

/**
 * A migrated, empty database of the caller's own, copied from the run's template. `drop` also ends
 * connections that are still open; what is never dropped goes at the end of the run.
 */
export function freshDatabase(): Promise<TestDatabase> {
  return createDatabase(inject("templateName"));
}

/** The same without a single migration. */
export function freshEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase("template0");
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const server = inject("databaseUrl");
  const name = inject("templateName").replace(/_template$/, `_${randomBytes(6).toString("hex")}`);
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { connectionString: url.href, drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function onServer(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
