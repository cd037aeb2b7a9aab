// PostgreSQL as a town has it: it is killed, comes back on another port, and is asked all the same.
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { type Cluster, startCluster } from "../postgres/cluster";
import { DATABASE } from "../postgres/connection";
import { runtimeUrl } from "../postgres/runtime-role";
import { codeOf } from "../process/cli-error";
import { commandLineOf, parentOf, processesIn } from "../process/processes";
import { migrateDatabase, seed } from "../stack/database";
import { doom, fellByItself, isGone } from "./fallen";
import { victimsOf } from "./postgres-victims";

export type KilledDatabase = "all" | "main" | "backend";

export type TownDatabase = {
  /** Of a user who may do anything; throws while it is down. */
  adminUrl: () => string;
  /** Where it listens now; null while it is down. */
  port: () => number | null;
  /** What the shop connects with, through a road of this port. */
  urlOn: (port: number) => string;
  isDown: () => boolean;
  /** Whether it has ended without having been killed. */
  fellByItself: () => boolean;
  start: () => Promise<void>;
  /** kill -9 of the whole, of its main process alone, or of the process of one connection. */
  kill: (what: KilledDatabase) => void;
  /** Asks until it is back. */
  query: <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>;
  stop: () => Promise<void>;
};

const PATIENCE_MS = 120_000;

/** `settings`: of PostgreSQL, as name=value. */
type DatabaseOptions = { dataDir: string; folder: string; settings?: string[] };

/** A database with a demo shop in it, whose data lies in `dataDir`, and what else there is in `folder`. */
export async function openTownDatabase({ dataDir, folder, settings }: DatabaseOptions): Promise<TownDatabase> {
  const open = () => startCluster({ dataDir, logFile: path.join(folder, "logs", "postgres.log"), settings });
  let cluster: Cluster | null = await open();
  const adminUrl = () => {
    if (!cluster) throw new Error("the database is down");
    return cluster.url(DATABASE);
  };
  await askOnce(cluster.url("postgres"), `CREATE DATABASE ${DATABASE}`);
  await migrateDatabase(adminUrl());
  await seed(adminUrl(), { dataDir: folder });
  const role = await runtimeUrl(adminUrl());
  return {
    adminUrl,
    port: () => (cluster ? Number(new URL(adminUrl()).port) : null),
    urlOn: (port) => onPort(role, port),
    isDown: () => !cluster || isGone(cluster.process),
    fellByItself: () => cluster !== null && fellByItself(cluster.process),
    start: async () => {
      await cluster?.stop();
      cluster = null;
      cluster = await open();
    },
    kill: (what) => {
      if (!cluster) return;
      if (what !== "backend") doom(cluster.process);
      killProcesses(cluster.dataDir, what);
    },
    query: (sql, values) => patiently(() => askOnce(adminUrl(), sql, values)),
    stop: async () => {
      await cluster?.stop();
    },
  };
}

function killProcesses(dataDir: string, what: KilledDatabase): void {
  const all = processesIn("postgres", dataDir).map((pid) => ({ pid, parent: parentOf(pid), title: commandLineOf(pid) }));
  for (const pid of victimsOf(all, what)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if (codeOf(error) !== "ESRCH") throw error;
    }
  }
}

async function askOnce<Row extends pg.QueryResultRow>(connectionString: string, sql: string, values?: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, query_timeout: 30_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

/** What PostgreSQL says of a statement is thrown; what it says of itself (going down, full, lost) is waited out. */
async function patiently<Value>(ask: () => Promise<Value>): Promise<Value> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof pg.DatabaseError && !/^(57P|53|08)/.test(error.code ?? "")) throw error;
      if (performance.now() > until) throw error;
      await wait(200);
    }
  }
}

function onPort(connectionString: string, port: number): string {
  const url = new URL(connectionString);
  url.port = String(port);
  return url.href;
}
