import { describe, expect, onTestFinished, test } from "vitest";
import { countingProxy } from "@/test/counting-proxy";
import { freshDatabase } from "@/test/database";
import { silentProxy } from "@/test/silent-proxy";
import { openDb } from "./db";
import { Prisma } from "./prisma/client";
import { inTransaction } from "./transaction";

type Way = (connectionString: string) => Promise<{ connectionString: string }>;

async function open<Proxy extends Awaited<ReturnType<Way>>>(by: (connectionString: string) => Promise<Proxy>, timeoutMs?: number) {
  const { connectionString, drop } = await freshDatabase();
  const proxy = await by(connectionString);
  const { db, pool } = openDb(proxy.connectionString, { poolSize: 1, ...(timeoutMs !== undefined && { timeoutMs }) });
  onTestFinished(async () => {
    await db.$disconnect();
    await pool.end();
    await drop();
  });
  return { db, pool, proxy };
}

const insert = (key: string) => Prisma.sql`INSERT INTO settings (key, value) VALUES (${key}, '') RETURNING key`;
const KEYS = Prisma.sql`SELECT key FROM settings ORDER BY key`;
const FAILS = Prisma.sql`SELECT 1 / (SELECT count(*) FROM settings WHERE key = 'nothing') AS one`;

describe("a transaction whose statements travel together", () => {
  test("takes one round trip for each call, its beginning and its end included", async () => {
    const { pool, proxy } = await open(countingProxy);
    const write = (key: string) =>
      inTransaction(pool, async (trips) => {
        expect(await trips.ask(insert(key), Prisma.sql`SELECT key FROM settings WHERE key = ${key}`)).toEqual([{ key }]);
        return trips.commit(insert(`${key} too`), KEYS);
      });
    await write("a");
    const before = proxy.trips();
    expect(await write("b")).toEqual([{ key: "a" }, { key: "a too" }, { key: "b" }, { key: "b too" }]);
    expect(proxy.trips() - before).toBe(2);
  });

  test("takes along what comes after the commit, in the same round trip", async () => {
    const { db, pool, proxy } = await open(countingProxy);
    const never = (error: unknown) => {
      throw error;
    };
    const write = (key: string) => inTransaction(pool, (trips) => trips.commitThen(insert(key), insert(`${key} later`), never));
    await write("a");
    const before = proxy.trips();
    expect(await write("b")).toEqual([{ key: "b" }]);
    expect(proxy.trips() - before).toBe(1);
    expect(await db.setting.count()).toBe(4);
  });

  test("has committed, whatever becomes of what comes after it", async () => {
    const { db, pool } = await open(countingProxy);
    const errors: unknown[] = [];
    const write = (key: string) => inTransaction(pool, (trips) => trips.commitThen(insert(key), FAILS, (error) => errors.push(error)));
    expect([await write("a"), await write("b")]).toEqual([[{ key: "a" }], [{ key: "b" }]]);
    expect(errors).toEqual([expect.objectContaining({ code: "22012" }), expect.objectContaining({ code: "22012" })]);
    expect(await db.setting.count()).toBe(2);
    const twice = inTransaction(pool, (trips) => trips.commitThen(insert("a"), insert("c"), (error) => errors.push(error)));
    await expect(twice).rejects.toMatchObject({ code: "23505" });
    expect([errors.length, await db.setting.count()]).toEqual([2, 2]);
  });

  test("gives values as Prisma does, and takes what a statement needs", async () => {
    const { pool } = await open(countingProxy);
    const at = new Date("2026-11-22T01:00:00.123Z");
    const words = ['a "b"', "c\\d", "e,{}", "好", ""];
    const [row] = await inTransaction(pool, (trips) =>
      trips.ask(Prisma.sql`SELECT ${at}::timestamptz AS at, ${words}::text[] AS words, ${[1, 2]}::int[] AS numbers, ${null}::text AS none, ${true}::boolean AS yes,
        ${7}::bigint AS count, ${9_007_199_254_740_991n}::bigint AS "sumFen", ${'{"a":[1]}'}::jsonb AS json`),
    );
    expect(row).toEqual({ at, words, numbers: [1, 2], none: null, yes: true, count: 7n, sumFen: 9_007_199_254_740_991, json: { a: [1] } });
  });

  test("leaves nothing of what it did not commit", async () => {
    const { db, pool } = await open(countingProxy);
    await inTransaction(pool, (trips) => trips.ask(insert("a")));
    expect(await db.setting.count()).toBe(0);
    await expect(
      inTransaction(pool, async (trips) => {
        await trips.ask(insert("a"));
        throw new Error("another matter");
      }),
    ).rejects.toThrow("another matter");
    expect(await db.setting.count()).toBe(0);
  });

  test.each(["the first time", "again"])("commits nothing when one of its last statements fails, %s", async (time) => {
    const { db, pool } = await open(countingProxy);
    const fail = () => inTransaction(pool, (trips) => trips.commit(insert("a"), FAILS, insert("b")));
    if (time === "again") await expect(fail()).rejects.toMatchObject({ code: "22012" });
    await expect(fail()).rejects.toMatchObject({ code: "22012" });
    expect(await db.setting.count()).toBe(0);
    expect(await inTransaction(pool, (trips) => trips.commit(insert("a")))).toEqual([{ key: "a" }]);
    expect(pool).toMatchObject({ totalCount: 1, idleCount: 1, waitingCount: 0 });
  });

  test("on a database that goes silent costs its time and one connection, and the next one finds the database again", async () => {
    const { pool, proxy } = await open(silentProxy, 500);
    await inTransaction(pool, (trips) => trips.commit(insert("a")));
    const silenced = inTransaction(pool, async (trips) => {
      await trips.ask(insert("b"));
      proxy.silence();
      return trips.commit(insert("c"));
    });
    await expect(silenced).rejects.toThrow();
    proxy.mend();
    expect(await inTransaction(pool, (trips) => trips.ask(KEYS))).toEqual([{ key: "a" }]);
    expect(pool).toMatchObject({ totalCount: 1, waitingCount: 0 });
  });
});
