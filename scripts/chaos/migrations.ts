// A start of the shop that is killed again and again while it migrates: before and after each commit.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import pg from "pg";
import { ROOT } from "../bootstrap/root.mjs";
import { migrate, readMigrations } from "../db/migrate";
import { startCluster } from "../postgres/cluster";
import { TSX } from "../stack/node-flags";
import { openDatabaseRoad } from "../trials/database-road";
import { makeTraps, type Point } from "../trials/points";
import { type Trial, townFolder } from "../trials/with-folder";
import type { Tally } from "./tally";

const POINTS: Point[] = ["before commit: migrating", "after commit: migrating"];

/** What a database looks like: columns, indexes, constraints, triggers and functions, by name and text. */
const SHAPE = `
  SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || coalesce(' ' || column_default, '') AS it
    FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
  UNION ALL SELECT 'migration ' || migration_name || ' ' || checksum || ' ' || (finished_at IS NOT NULL) FROM _prisma_migrations
  ORDER BY it`;

/** Kills twice for each migration, lets a last start finish, and compares with a database that nobody disturbed. */
export async function killMigrations(trial: Trial, tally: Tally): Promise<void> {
  const folder = townFolder(trial, "migrations");
  const cluster = await startCluster({ dataDir: path.join(folder, "postgres"), logFile: path.join(folder, "logs", "postgres.log") });
  for (const name of ["disturbed", "undisturbed"]) await ask(cluster.url("postgres"), `CREATE DATABASE ${name}`);
  await migrate(cluster.url("undisturbed"));
  const traps = makeTraps();
  let child: ChildProcess | null = null;
  const target = Number(new URL(cluster.url("disturbed")).port);
  const road = await openDatabaseRoad({ instance: 0, target: () => target, watch: traps, kill: () => child?.kill("SIGKILL") });
  const url = new URL(cluster.url("disturbed"));
  url.port = String(road.port);
  const start = async (): Promise<number | null> => {
    child = spawn(process.execPath, [...TSX, "scripts/chaos/migrate-once.ts"], {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: url.href },
      stdio: "ignore",
    });
    const [code] = await once(child, "exit");
    return code as number | null;
  };
  const wanted = readMigrations().length * POINTS.length;
  for (let killed = 0; killed < wanted; killed++) {
    const point = POINTS[killed % POINTS.length] ?? "before commit: migrating";
    void traps.set(point);
    if ((await start()) === null) tally.kills.set(point, (tally.kills.get(point) ?? 0) + 1);
    else tally.strange.push(`a start was not killed ${point}`);
    traps.clear();
  }
  if ((await start()) !== 0) tally.lost.push("the last start could not migrate");
  const [disturbed, undisturbed] = await Promise.all(["disturbed", "undisturbed"].map((name) => ask(cluster.url(name), SHAPE)));
  if (JSON.stringify(disturbed) !== JSON.stringify(undisturbed)) tally.lost.push("the database is not what it would be undisturbed");
  await road.stop();
  await cluster.stop();
}

async function ask(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
