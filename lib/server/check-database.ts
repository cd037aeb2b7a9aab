import "server-only";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type pg from "pg";
import type { Db } from "./db";
import { deadline } from "./deadline";

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

/**
 * Whether the server answers a COMMIT only when a standby has it on its disk too. Where it does not, the promotion of a standby undoes what
 * was said last.
 */
export async function waitsForStandby(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ names: string; commit: string }>(
    "SELECT current_setting('synchronous_standby_names') AS names, current_setting('synchronous_commit') AS commit",
  );
  return rows[0] !== undefined && rows[0].names !== "" && ["on", "remote_apply"].includes(rows[0].commit);
}

/**
 * Whether a moment is the same one for Prisma, for pg and for the database, sent there and read back. Not so where a session shows
 * another zone than UTC (connection.ts): then an order would be over hours before or after its time.
 */
export async function agreesAboutTime({ db, pool }: { db: Db; pool: pg.Pool }): Promise<boolean> {
  const seconds = Math.floor(Date.now() / 1000);
  const at = new Date(seconds * 1000);
  const byPrisma = await db.$queryRaw<
    SameMoment[]
  >`SELECT to_timestamp(${seconds}::float8) AS read, extract(epoch FROM ${at}::timestamptz)::int AS sent`;
  const { rows: byPg } = await pool.query<SameMoment>(
    "SELECT to_timestamp($1::float8) AS read, extract(epoch FROM $2::timestamptz)::int AS sent",
    [seconds, at],
  );
  return [byPrisma[0], byPg[0]].every((row) => row?.sent === seconds && row.read.getTime() === at.getTime());
}

/** `sent` in seconds since 1970, as the database understood it. */
type SameMoment = { read: Date; sent: number };

/** A notification is there within milliseconds of the commit that sends it; only a connection that hears none waits as long. */
const HEARS_WITHIN_MS = 5_000;

/**
 * Whether a connection of ours hears what another one of ours tells it. Not so behind a pooler in transaction mode, however it
 * chooses its servers: between two questions a connection has no session there, so nobody passes on what comes meanwhile. Whoever
 * hears has a session of its own, and then a prepared statement stays too.
 */
export async function hearsNotifications(pool: pg.Pool, withinMs = HEARS_WITHIN_MS): Promise<boolean> {
  const [listener, speaker] = await Promise.all([pool.connect(), pool.connect()]);
  const channel = `check_${randomBytes(8).toString("hex")}`;
  const over = new AbortController();
  const patience = deadline(withinMs, over.signal);
  const heard = once(listener, "notification", { signal: patience.signal }).then(
    () => true,
    () => false,
  );
  try {
    await listener.query(`LISTEN ${channel}`);
    await speaker.query(`NOTIFY ${channel}`);
    return await heard; // asking meanwhile could fetch what nobody passes on
  } finally {
    over.abort();
    patience.over();
    // Closed and not asked to stop listening: behind such a pooler that question may go unanswered.
    listener.release(true);
    speaker.release();
  }
}
