// Applies prisma/migrations with nothing but `pg`: Prisma's own `migrate deploy` needs a binary from a host that many
// networks block. It keeps Prisma's bookkeeping table to the letter, so that each tool can continue where the other stopped.
import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { DatabaseClient } from "@/lib/server/database-client";
import { ROOT } from "../bootstrap/root.mjs";
import { messageOf } from "../process/cli-error";

const MIGRATIONS_DIR = path.join(ROOT, "prisma/migrations");

/** The same table that Prisma's schema engine creates (schema-engine, `_prisma_migrations`). */
const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/** An arbitrary constant: two starts at once take turns on it. */
const ADVISORY_LOCK = 72707369;

export type Migration = { name: string; sql: string; checksum: string };

/** Reads the migrations in the order in which they apply. */
export function readMigrations(directory = MIGRATIONS_DIR): Migration[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(directory, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

type Recorded = { name: string; checksum: string; finishedAt: Date | null };

/**
 * Brings the database to the newest migration, each migration in one transaction. Returns the names of those applied now.
 * @throws with a sentence that names the migration that was edited or failed
 */
export async function migrate(connectionString: string, migrations = readMigrations()): Promise<string[]> {
  const client = new DatabaseClient({ connectionString });
  client.on("error", () => {}); // a connection that is lost fails the statement, which says which migration it was
  await client.connect();
  try {
    // As the shop itself: a migration means the same moments whatever zone the database is set to.
    await client.query("SET TIME ZONE 'UTC'; SET datestyle = 'ISO, YMD'");
    await client.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await client.query(BOOKKEEPING);
    const { rows } = await client.query<Recorded>(
      `SELECT migration_name AS name, checksum, finished_at AS "finishedAt" FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
    );
    const recorded = new Map(rows.map((row) => [row.name, row]));
    const applied: string[] = [];
    for (const migration of migrations) {
      const row = recorded.get(migration.name);
      if (row && !row.finishedAt)
        throw new Error(
          `Migration ${migration.name} failed half-way earlier. Mend the database by hand, then mark it with "prisma migrate resolve".`,
        );
      if (row && row.checksum !== migration.checksum)
        throw new Error(
          `Migration ${migration.name} was changed after it had been applied. Restore its file, and put the change into a new migration.`,
        );
      if (row) continue;
      await applyOne(client, migration);
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.end(); // also frees the advisory lock
  }
}

async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {}); // with a connection that is lost the server does it by itself
    throw new Error(`Migration ${name} could not be applied: ${messageOf(error)}`, { cause: error });
  }
}
