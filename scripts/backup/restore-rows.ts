// The rows of a backup in an empty database.
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { DatabaseClient } from "@/lib/server/database-client";
import { migrate, readMigrations } from "../db/migrate";
import { CliError, messageOf } from "../process/cli-error";
import { hashing } from "./hashing";
import { type Manifest, readManifest, tableFile } from "./manifest";
import { copyTarget, listTables } from "./tables";

/**
 * Makes the tables as they were, fills them in one transaction, so that it is done whole or not at all, and then brings them to the newest
 * migration. `url` names a database without tables, and a user that may make them.
 * @throws {CliError} when the database is not empty, when a newer version wrote the backup, or when a file of it is damaged
 */
export async function restoreRows(url: string, backup: string): Promise<Manifest> {
  const manifest = readManifest(backup);
  const client = new DatabaseClient({ connectionString: url });
  await client.connect();
  try {
    await refuseTables(client);
    await migrate(url, migrationsOf(manifest));
    await client.query("BEGIN");
    await client.query("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0");
    await fill(client, backup, manifest);
    await client.query("COMMIT");
    await client.query("ANALYZE");
  } finally {
    await client.end();
  }
  await migrate(url);
  return manifest;
}

async function refuseTables(client: pg.Client): Promise<void> {
  const { rows } = await client.query("SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LIMIT 1");
  if (rows.length > 0)
    throw new CliError(
      "The database has tables already, and nothing is ever restored over them: name an empty one, or move the postgres folder of DATA_DIR aside.",
    );
}

/** The migrations that had made the tables of the backup. */
function migrationsOf({ migrations }: Manifest) {
  const ours = new Map(readMigrations().map((migration) => [migration.name, migration]));
  return migrations.map(({ name, checksum }) => {
    const known = ours.get(name);
    if (known?.checksum === checksum) return known;
    throw new CliError(
      `A newer version of the shop, or another one, wrote this backup (its migration ${name} is not here): install that version.`,
    );
  });
}

async function fill(client: pg.Client, backup: string, { tables, sequences }: Manifest): Promise<void> {
  // What triggers make of a row is in the backup already. They are the tables' owner's to switch off; what rows refer to is still checked.
  const names = (await listTables(client)).map(({ name }) => `"${name}"`);
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  await client.query(`TRUNCATE ${names.join(", ")}`); // of what migrations put into them
  for (const table of tables) await fillTable(client, table, tableFile(backup, table.name));
  for (const { name, last } of sequences) await client.query("SELECT setval($1::regclass, $2)", [`public."${name}"`, last]);
  for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
}

async function fillTable(client: pg.Client, table: Manifest["tables"][number], file: string): Promise<void> {
  const { through, digest } = hashing();
  const rows = client.query(copyFrom(`COPY ${copyTarget(table)} FROM STDIN`));
  try {
    await pipeline(createReadStream(file), createGunzip(), through, rows);
  } catch (error) {
    throw new CliError(`${file} is damaged, or not of these tables: ${messageOf(error)}`);
  }
  if (rows.rowCount !== table.rows || digest() !== table.sha256)
    throw new CliError(`${file} is not what was written: it has other rows than the manifest says.`);
}
