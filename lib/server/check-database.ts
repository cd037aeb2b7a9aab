import "server-only";
import type pg from "pg";

type Setting = { name: "fsync" | "synchronous_commit" | "full_page_writes"; value: string };

/** What of a setting may be lost when the machine loses its power, in the words of a sentence. */
const RISKS = {
  fsync: "a power cut can destroy the database",
  synchronous_commit: "a power cut can undo payments for which Alipay was told `success`",
  full_page_writes: "a power cut can damage pages of the database",
} as const;

/**
 * What durability rests on and is off, as sentences; none where a commit is on the disk when it returns. Settings of the role
 * and of the database count, since our own connection is asked.
 */
export async function durabilityProblems(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<Setting>(
    "SELECT name, setting AS value FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') ORDER BY name",
  );
  return rows
    .filter(({ value }) => value === "off")
    .map(({ name }) => `The database in DATABASE_URL runs with ${name}=off: ${RISKS[name]}. Set ${name}=on there`);
}

/** How often two connections are compared: a pooler that goes round its servers may give them different ones at first. */
const TRIES = 3;

/**
 * Whether two connections of ours are served by one session of PostgreSQL, as a pooler in transaction mode does it: then
 * LISTEN hears nothing and a prepared statement may not be there. True is certain; false is as much as can be told.
 */
export async function sharesSessions(pool: pg.Pool): Promise<boolean> {
  const [first, second] = await Promise.all([pool.connect(), pool.connect()]);
  try {
    for (let tries = 0; tries < TRIES; tries++) if ((await sessionOf(first)) === (await sessionOf(second))) return true;
    return false;
  } finally {
    first.release();
    second.release();
  }
}

async function sessionOf(client: pg.PoolClient): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  return rows[0]?.pid;
}
