import { describe, expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "@/test/database";
import { type SilentProxy, silentProxy } from "@/test/silent-proxy";
import { openDb } from "./db";
import { listen } from "./listen";

/** Short enough for a test; the grace for the database's own word comes on top. */
const TIMEOUT_MS = 500;

async function behindACable(): Promise<SilentProxy & { direct: string }> {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  return { ...(await silentProxy(database.connectionString)), direct: database.connectionString };
}

function open({ connectionString }: { connectionString: string }, poolSize: number, timeoutMs = TIMEOUT_MS) {
  const { db, pool } = openDb(connectionString, { poolSize, timeoutMs });
  onTestFinished(async () => {
    await db.$disconnect();
    await pool.end();
  });
  return { db, pool };
}

const count = (db: ReturnType<typeof openDb>["db"]) => db.setting.count();

describe("a database that goes silent without a word", () => {
  test("costs a question its time, and the next one finds the database again", async () => {
    const cable = await behindACable();
    const { db, pool } = open(cable, 1);
    expect(await count(db)).toBe(0);
    cable.silence();
    await expect(count(db)).rejects.toThrow();
    cable.mend();
    expect(await count(db)).toBe(0);
    expect(pool.totalCount).toBe(1);
  });

  test("leaves no transaction behind that swallows the questions of others", async () => {
    const cable = await behindACable();
    const { db, pool } = open(cable, 1);
    const write = (key: string, meanwhile = () => {}) =>
      db.$transaction(async (tx) => {
        await tx.setting.create({ data: { key, value: "" } });
        meanwhile();
        await tx.setting.create({ data: { key: `${key} too`, value: "" } });
      });
    await write("whole");
    await expect(write("half", () => cable.silence())).rejects.toThrow();
    cable.mend();
    expect((await db.setting.findMany({ orderBy: { key: "asc" } })).map(({ key }) => key)).toEqual(["whole", "whole too"]);
    await write("again");
    expect(pool).toMatchObject({ totalCount: 1, waitingCount: 0 });
  });

  test("keeps nobody who wants a new connection for longer than five seconds", async () => {
    const cable = await behindACable();
    const { db } = open(cable, 2);
    cable.silence();
    await expect(count(db)).rejects.toThrow();
    cable.mend();
    expect(await count(db)).toBe(0);
  });

  test("gives the locks of the one who vanished to those who still wait for them", async () => {
    const cable = await behindACable();
    const vanished = open(cable, 1);
    await vanished.db.setting.create({ data: { key: "stock", value: "10" } });
    const client = await vanished.pool.connect();
    client.on("error", () => {});
    await client.query("BEGIN; UPDATE settings SET value = '9' WHERE key = 'stock'");
    cable.silence();
    const here = open({ connectionString: cable.direct }, 1, 10_000);
    expect(await here.db.setting.update({ where: { key: "stock" }, data: { value: "8" } })).toMatchObject({ value: "8" });
    client.release(true);
  });

  test("wakes the waiting pages when the news can be heard again", async () => {
    const cable = await behindACable();
    const signals = listen(cable.connectionString, "news", { reconnectMs: 10, pingEveryMs: 50, pingLimitMs: 100 });
    onTestFinished(() => signals.close());
    const { pool } = open({ connectionString: cable.direct }, 1);
    const tell = (key: string) => pool.query("SELECT pg_notify('news', $1)", [key]);
    await heard(signals, tell);
    cable.silence();
    const woken = signals.wait("an order", 25_000);
    await tell("an order");
    cable.mend();
    await woken;
    await heard(signals, tell);
  });
});

/** Waits until somebody who waits is woken by the very news; the listener may still be on its way. */
async function heard(signals: ReturnType<typeof listen>, tell: (key: string) => Promise<unknown>): Promise<void> {
  const news = signals.wait("hello", 25_000).then(() => true);
  for (let isHeard = false; !isHeard; ) {
    await tell("hello");
    isHeard = await Promise.race([news, new Promise<false>((resolve) => setTimeout(resolve, 20, false))]);
  }
}
