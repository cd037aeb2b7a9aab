// Applies prisma/migrations with nothing but `pg`: Prisma's own `migrate deploy` needs a binary from a host that many
// networks block. It keeps Prisma's bookkeeping table to the letter, so that either tool may go on where the other left.
import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";

const MIGRATIONS_DIR = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

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

/** @returns {{ name: string, sql: string, checksum: string }[]} in the order in which they apply */
export function readMigrations(directory = MIGRATIONS_DIR) {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(directory, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/**
 * Brings the database to the newest migration. Each migration is one transaction; an edited or failed one stops it
 * with a sentence that names it.
 * @param {string} connectionString
 * @returns {Promise<string[]>} the names of the migrations applied now
 */
export async function migrate(connectionString, migrations = readMigrations()) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await client.query(BOOKKEEPING);
    const { rows } = await client.query(
      `SELECT migration_name AS name, checksum, finished_at AS "finishedAt" FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
    );
    const recorded = new Map(rows.map((row) => [row.name, row]));
    const applied = [];
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

async function applyOne(client, { name, sql, checksum }) {
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`Migration ${name} could not be applied: ${error.message}`, { cause: error });
  }
}
