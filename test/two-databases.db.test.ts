// What the shop does with a primary and a standby: real servers, killed and promoted as on the day it happens.

import { rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { waitsForStandby } from "@/lib/server/check-database";
import { readPlaces } from "@/lib/server/database-places";
import { openDb } from "@/lib/server/db";
import { listen } from "@/lib/server/listen";
import { Prisma } from "@/lib/server/prisma/client";
import { runOn } from "@/lib/server/sql";
import { inTransaction } from "@/lib/server/transaction";
import { forgetPrimary } from "@/lib/server/writable-place";
import { migrate } from "@/scripts/db/migrate";
import { Pair } from "@/scripts/postgres/pair";
import { makeScratchFolder } from "@/scripts/postgres/scratch-folder";

const DATABASE = "shop";
const CHANNEL = "news";
/** Servers that are killed need not survive a power cut as well. */
const QUICK = ["fsync=off", "full_page_writes=off"];

let pair: Pair;
let folder: string;

async function on(connectionString: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return (await client.query(sql).finally(() => client.end())).rows;
}

function open(timeoutMs = 15_000) {
  const { db, pool } = openDb(pair.url(DATABASE), { poolSize: 2, timeoutMs });
  onTestFinished(async () => {
    await db.$disconnect();
    await pool.end();
  });
  return { db, pool };
}

type Shop = ReturnType<typeof open>;
const keep = ({ db }: Shop, key: string) => db.setting.create({ data: { key, value: "" } });
const kept = async ({ db }: Shop) => (await db.setting.findMany({ orderBy: { key: "asc" } })).map(({ key }) => key);

/** What a process that starts anew does not know. */
function forgetAll(): void {
  (globalThis as { xiaopuPrimaries?: unknown }).xiaopuPrimaries = undefined;
}

/** A buyer who tries again until it works, or the test's time is over. */
async function untilItWorks<Value>(run: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await run();
    } catch {
      await pause(20);
    }
  }
}

beforeAll(async () => {
  folder = makeScratchFolder("xiaopu-pair-");
  pair = await Pair.open({ folder, isSynchronous: true, settings: QUICK });
  await on(pair.primaryUrl("postgres"), `CREATE DATABASE ${DATABASE}`);
  await migrate(pair.url(DATABASE));
  await pair.follow();
});

afterAll(async () => {
  await pair.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a shop with a primary and a standby", () => {
  test("tells nobody that something is kept which only the primary has", async () => {
    const shop = open(500);
    await keep(shop, "both have it");
    pair.killStandby();
    await expect(keep(shop, "the primary alone has it")).rejects.toThrow();
    const insert = (key: string) => Prisma.sql`INSERT INTO settings (key, value) VALUES (${key}, '')`;
    // An administrator cancels what hangs, and PostgreSQL answers as if all were well.
    for (const keeping of [
      () => keep(shop, "alone"),
      () => shop.db.$transaction((tx) => tx.setting.create({ data: { key: "in a transaction", value: "" } })),
      () => shop.pool.query("INSERT INTO settings (key, value) VALUES ('by hand', '')"),
      () => runOn(shop.pool)(insert("named")),
      () => inTransaction(shop.pool, (trips) => trips.commit(insert("in few trips"))),
    ]) {
      const kept = keeping();
      const heard = kept.then(
        () => "kept",
        (error: unknown) => String(error),
      );
      const cancelling = setInterval(() => void cancelWaiting().catch(() => {}), 50);
      const what = await heard;
      clearInterval(cancelling);
      expect(what).toMatch(/terminated|closed/i);
    }
    await pair.follow();
    await keep(shop, "both again");
  });

  test("knows at its start whether a standby has what it was told of", async () => {
    const { pool } = open();
    expect(await waitsForStandby(pool)).toBe(true);
    await pair.waitForNobody();
    await untilItWorks(async () => (await waitsForStandby(pool)) && Promise.reject(new Error("not yet")));
    await pair.follow();
  });

  test("goes on with the standby when the primary dies and that is promoted, and everything is there that anybody was told of", async () => {
    const shop = open();
    const signals = listen(pair.url(DATABASE), CHANNEL, { reconnectMs: 20 });
    onTestFinished(() => signals.close());
    await untilItWorks(() => heard(shop, signals));
    await keep(shop, "told");
    pair.killPrimary();
    await expect(keep(shop, "not told")).rejects.toThrow();
    // Nobody takes writes for a while, and those who listen find that out too.
    for (let tries = 0; tries < 5; tries++) await untilItWorks(() => isTurnedAway(shop));
    await pair.promote();
    await untilItWorks(() => keep(shop, "afterwards"));
    expect(await kept(shop)).toEqual(expect.arrayContaining(["told", "afterwards"]));
    await untilItWorks(() => heard(shop, signals));
    expect(await migrate(pair.url(DATABASE))).toEqual([]);
  });

  test("never goes back to a former primary that comes up again with its old rows", async () => {
    await pair.bringBackFormer();
    const keys = ["a start", "another start", "a third start"];
    for (const key of keys) {
      forgetAll();
      await keep(open(), key);
    }
    const kept = (connectionString: string) => on(connectionString, `SELECT key FROM settings WHERE key = ANY('{${keys.join(",")}}')`);
    expect(await kept(pair.standbyUrl(DATABASE))).toEqual([]);
    expect(await kept(pair.primaryUrl(DATABASE))).toHaveLength(keys.length);
    await pair.follow();
  });

  test("leaves a primary that lives on cut off, as soon as one of its connections has seen the new one", async () => {
    const shop = open();
    await keep(shop, "before");
    const former = pair.primaryUrl(DATABASE);
    await pair.promote({ isFenced: false });
    const other = open();
    forgetPrimary(readPlaces(pair.url(DATABASE)).places); // a second later
    await untilItWorks(() => keep(other, "at the new one"));
    await untilItWorks(() => keep(shop, "at the new one too"));
    expect(await on(former, "SELECT key FROM settings WHERE key LIKE 'at the%'")).toEqual([]);
    expect(await on(pair.primaryUrl(DATABASE), "SELECT key FROM settings WHERE key LIKE 'at the%'")).toHaveLength(2);
  });

  test("gives up a server that takes no more writes, and takes it again when it does", async () => {
    const shop = open();
    await untilItWorks(() => keep(shop, "writable"));
    const all = (word: string) => on(pair.primaryUrl("postgres"), `ALTER DATABASE ${DATABASE} SET default_transaction_read_only = ${word}`);
    await all("on");
    const client = await shop.pool.connect();
    await client.query("SET default_transaction_read_only = on");
    client.release();
    await expect(shop.pool.query("INSERT INTO settings (key, value) VALUES ('refused', '')")).rejects.toThrow(/read-only/);
    await expect(keep(shop, "nobody takes it")).rejects.toThrow();
    await all("off");
    await untilItWorks(() => keep(shop, "writable again"));
  });

  test("goes on, without being started anew, with a database that pg_upgrade made in the place of the old one", async () => {
    const shop = open();
    await keep(shop, "in the old one");
    await pair.makeAnew();
    await on(pair.primaryUrl("postgres"), `CREATE DATABASE ${DATABASE}`);
    await migrate(pair.primaryUrl(DATABASE));
    await untilItWorks(() => keep(shop, "in the new one"));
    expect(await kept(shop)).toEqual(["in the new one"]);
  });
});

/** Whether a buyer hears that no server takes writes. */
async function isTurnedAway({ pool }: Shop): Promise<void> {
  const why = await pool.query("SELECT 1").catch(String);
  if (!String(why).includes("takes writes")) throw new Error("something else went wrong first");
  await pause(20);
}

/** Cancels the statements that wait for the standby. */
async function cancelWaiting(): Promise<void> {
  await on(
    pair.primaryUrl("postgres"),
    `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND datname = '${DATABASE}'`,
  );
}

/** Whether the listener hears what the pool tells. */
async function heard({ pool }: Shop, signals: ReturnType<typeof listen>): Promise<void> {
  const begun = performance.now();
  const waiting = signals.wait("key", 500);
  await pool.query("SELECT pg_notify($1, 'key')", [CHANNEL]);
  await waiting;
  if (performance.now() - begun > 450) throw new Error("not heard");
}
