import type pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "@/test/database";
import { readExposition, sumOf } from "@/test/exposition";
import { openDb } from "../db";
import { meterPool } from "./pool";
import { readMetrics } from "./registry";

async function aMeteredPool(): Promise<pg.Pool> {
  const database = await freshDatabase();
  const { db, pool } = openDb(database.connectionString, { poolSize: 2 });
  meterPool(pool, "shop");
  onTestFinished(async () => {
    await db.$disconnect();
    await pool.end();
    await database.drop();
  });
  return pool;
}

async function figures(): Promise<Record<string, number>> {
  const families = readExposition((await readMetrics()).text);
  const of = (name: string, labels = {}) => sumOf(families, `xiaopu_database_pool_${name}`, { pool: "shop", ...labels });
  return {
    ...{ busy: of("connections", { state: "busy" }), idle: of("connections", { state: "idle" }), limit: of("connections_limit") },
    ...{ waiting: of("waiting"), waits: of("wait_seconds_count"), failures: of("failures_total") },
  };
}

test("whoever watches the shop sees who has a connection, who waits for one, and how often somebody did", async () => {
  const pool = await aMeteredPool();
  const [first, second] = [await pool.connect(), await pool.connect()];
  const third = pool.query("SELECT 1 AS one");
  expect(await figures()).toEqual({ busy: 2, idle: 0, limit: 2, waiting: 1, waits: 2, failures: 0 });
  first.release();
  expect((await third).rows).toEqual([{ one: 1 }]);
  second.release();
  expect(await figures()).toEqual({ busy: 0, idle: 2, limit: 2, waiting: 0, waits: 3, failures: 0 });
});

test("whoever watches the shop sees that somebody got no connection, and whoever wanted it hears why", async () => {
  const pool = await aMeteredPool();
  const before = await figures();
  pool.options.host = "127.0.0.1";
  pool.options.port = 1;
  pool.options.connectionString = undefined;
  await expect(pool.query("SELECT 1")).rejects.toThrow();
  await expect(pool.connect()).rejects.toThrow();
  expect((await figures()).failures).toBe((before.failures ?? 0) + 2);
});
