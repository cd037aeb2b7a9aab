// The rows of a shop that goes on working, as files.
import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { DatabaseClient } from "@/lib/server/database-client";
import { folderName, UNFINISHED } from "@/lib/shop/backups/backup";
import { hashing } from "./hashing";
import { MANIFEST_FILE, type Manifest, tableFile } from "./manifest";
import { ACTIONS_KEY } from "./places";
import { BOOKKEEPING, copyTarget, listSequences, listTables, type Table } from "./tables";

/** `actionsKey` seals what the database holds; null: a variable has it. `openFile` is another one in its test. */
type Target = {
  folder: string;
  actionsKey: string | null;
  openFile?: (file: string) => Writable;
  /** Is handed the folder before it has its name; when it throws, there is no backup. */
  prove?: (unfinished: string) => Promise<void>;
};

/**
 * Writes all rows as they are at one moment, in a folder of this moment's name below `folder`, while the shop goes on. The folder has
 * that name only when everything in it is on the disk and `prove` has found nothing wrong. Returns it.
 * @throws when the database or the disk fails, or `prove` throws; what was begun is removed
 */
export async function writeBackup(
  url: string,
  { folder, actionsKey, openFile = createFile, prove = async () => {} }: Target,
): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const client = new DatabaseClient({ connectionString: url });
  await client.connect();
  let unfinished: string | null = null;
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0");
    const takenAt = await momentOf(client);
    const finished = path.join(folder, folderName(takenAt));
    unfinished = `${finished}${UNFINISHED}`;
    await mkdir(path.join(unfinished, "tables"), { recursive: true, mode: 0o700 });
    const manifest = await writeRows(client, { backup: unfinished, takenAt, openFile });
    if (actionsKey !== null) await writeSafely(path.join(unfinished, ACTIONS_KEY), actionsKey);
    await writeSafely(path.join(unfinished, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const place of [path.join(unfinished, "tables"), unfinished]) await flush(place);
    await client.end();
    await prove(unfinished);
    await rename(unfinished, finished);
    await flush(folder);
    return finished;
  } catch (error) {
    // A COPY that nobody reads to its end would never let the connection end by itself.
    client.on("error", () => {}).connection.stream.destroy();
    if (unfinished) await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** Of the transaction, by the database's clock. */
async function momentOf(client: pg.Client): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>("SELECT now()");
  if (!rows[0]) throw new Error("the database does not say what time it is");
  return rows[0].now;
}

type Rows = { backup: string; takenAt: Date; openFile: (file: string) => Writable };

async function writeRows(client: pg.Client, { backup, takenAt, openFile }: Rows): Promise<Manifest> {
  const migrations = await client.query(
    `SELECT migration_name AS name, checksum FROM "${BOOKKEEPING}" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  );
  const tables: Manifest["tables"] = [];
  for (const table of await listTables(client))
    tables.push({ ...table, ...(await writeTable(client, table, openFile(tableFile(backup, table.name)))) });
  return { format: 1, takenAt: takenAt.toISOString(), migrations: migrations.rows, tables, sequences: await listSequences(client) };
}

async function writeTable(client: pg.Client, table: Table, file: Writable): Promise<{ rows: number; sha256: string }> {
  const { through, digest } = hashing();
  const rows = client.query(copyTo(`COPY ${copyTarget(table)} TO STDOUT`));
  await pipeline(rows, through, createGzip(), file);
  return { rows: rows.rowCount, sha256: digest() };
}

function createFile(file: string): Writable {
  return createWriteStream(file, { mode: 0o600, flush: true });
}

function writeSafely(file: string, text: string): Promise<void> {
  return writeFile(file, text, { mode: 0o600, flush: true });
}

/** Makes the names in a folder outlive a power cut. */
async function flush(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}
