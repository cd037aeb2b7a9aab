import { rmSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { openDb } from "@/lib/server/db";
import { ConfigError } from "@/lib/server/env";
import { type Log, log } from "@/lib/server/log";
import { startCluster } from "@/scripts/postgres/cluster";
import { makeScratchFolder } from "@/scripts/postgres/scratch-folder";
import { checkDatabase } from "./check-database";

type Looked = { refused: string[]; warned: string[] };

/** What the owner of a shop on this database is told at its start. */
async function look(connectionString: string, { demo, isVouchedFor = false }: { demo: boolean; isVouchedFor?: boolean }): Promise<Looked> {
  const { db, pool } = openDb(connectionString, { poolSize: 2 });
  const warned: string[] = [];
  const listening = Object.assign(Object.create(log), { warn: (words: string) => warned.push(words) }) as Log;
  const shop = { db, pool, log: listening, config: { demo } } as Parameters<typeof checkDatabase>[0];
  try {
    await checkDatabase(shop, { isVouchedFor });
    return { refused: [], warned };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { refused: error.problems, warned };
  } finally {
    await db.$disconnect();
    await pool.end();
  }
}

async function aDatabase({ durable }: { durable: boolean }): Promise<string> {
  const folder = makeScratchFolder("xiaopu-durable-");
  const cluster = await startCluster({ dataDir: path.join(folder, "postgres"), logFile: path.join(folder, "log"), durable });
  onTestFinished(async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return cluster.url("postgres");
}

async function change(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(sql);
  await client.end();
}

const NOTHING: Looked = { refused: [], warned: [] };

describe("an owner who starts the shop", () => {
  test("with real keys on a database that may forget payments is told of each reason, and nothing starts", async () => {
    const database = await aDatabase({ durable: false });
    const { refused, warned } = await look(database, { demo: false });
    expect(refused.map((words) => words.match(/\w+=off/)?.[0])).toEqual(["fsync=off", "full_page_writes=off", "synchronous_commit=off"]);
    for (const words of refused) expect(words).toMatch(/power cut .* Set \w+=on there, or set DATABASE_IS_DURABLE=yes/);
    expect(warned).toEqual([]);
    expect(await look(database, { demo: false, isVouchedFor: true })).toEqual(NOTHING);
  });

  test("as a demonstration on such a database reads the same as a warning", async () => {
    const { refused, warned } = await look(await aDatabase({ durable: false }), { demo: true });
    expect(refused).toEqual([]);
    expect(warned).toHaveLength(3);
  });

  test("on a PostgreSQL as it is delivered is told nothing, until somebody lets its commits wait for no disk", async () => {
    const database = await aDatabase({ durable: true });
    expect(await look(database, { demo: false })).toEqual(NOTHING);
    await change(database, "ALTER DATABASE postgres SET synchronous_commit = local");
    expect(await look(database, { demo: false })).toEqual(NOTHING);
    await change(database, "ALTER ROLE xiaopu SET synchronous_commit = off");
    const { refused } = await look(database, { demo: false });
    expect(refused).toEqual([expect.stringMatching(/^The database in DATABASE_URL runs with synchronous_commit=off: .*`success`/)]);
  });
});
