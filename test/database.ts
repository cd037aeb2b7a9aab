import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject, onTestFinished } from "vitest";
import { migrate, readMigrations } from "@/scripts/db/migrate";
import { ask } from "@/scripts/postgres/ask";

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

export type OlderDatabase = {
  connectionString: string;
  client: pg.Client;
  /** Applies the migrations from the one named on: that one alone, or all. */
  bringUp: (to?: "newest") => Promise<unknown>;
};

/** A database as it was before a migration, with a connection to it; both end with the test. */
export async function databaseBefore(migration: string): Promise<OlderDatabase> {
  const { connectionString, client } = await connectedEmptyDatabase();
  const migrations = readMigrations();
  const before = migrations.filter(({ name }) => name < migration);
  await migrate(connectionString, before);
  const upTo = migrations.slice(0, before.length + 1);
  return { connectionString, client, bringUp: (to) => migrate(connectionString, to ? migrations : upTo) };
}

/** A database without a single migration, with a connection to it; both end with the test. */
export async function connectedEmptyDatabase(): Promise<{ connectionString: string; client: pg.Client }> {
  const { connectionString, drop } = await freshEmptyDatabase();
  const client = new pg.Client({ connectionString });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await drop();
  });
  return { connectionString, client };
}

/** Makes a used database as good as a fresh one, in a tenth of the time that opening another takes. */
export async function emptyDatabase(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'",
  );
  const names = rows.map(({ name }) => name);
  // Some books refuse to be emptied, by a trigger that their own owner may set aside.
  const triggers = (what: "DISABLE" | "ENABLE") => names.map((name) => `ALTER TABLE ${name} ${what} TRIGGER USER`);
  await pool.query([...triggers("DISABLE"), `TRUNCATE ${names.join(", ")} RESTART IDENTITY`, ...triggers("ENABLE")].join("; "));
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const server = inject("databaseUrl");
  const name = inject("templateName").replace(/_template$/, `_${randomBytes(6).toString("hex")}`);
  await ask(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { connectionString: url.href, drop: async () => void (await ask(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)) };
}
