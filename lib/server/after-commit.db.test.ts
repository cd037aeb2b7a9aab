import { expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "@/test/database";
import { afterCommit } from "./after-commit";
import { type Db, openDb } from "./db";

async function aDatabase(): Promise<Db> {
  const database = await freshDatabase();
  const { db, pool } = openDb(database.connectionString, { poolSize: 2 });
  onTestFinished(async () => {
    await db.$disconnect();
    await pool.end();
    await database.drop();
  });
  return db;
}

test("what waits for a commit happens once, after it, and in the order in which it was said", async () => {
  const db = await aDatabase();
  const done: string[] = [];
  const answer = await db.$transaction(async (tx) => {
    await tx.setting.create({ data: { key: "a", value: "1" } });
    afterCommit(tx, () => done.push("first"));
    afterCommit(tx, () => done.push("second"));
    expect(done).toEqual([]);
    return "the answer";
  });
  expect(answer).toBe("the answer");
  expect(done).toEqual(["first", "second"]);
});

test("what waits for a commit does not happen when nothing was committed", async () => {
  const db = await aDatabase();
  const done: string[] = [];
  const undone = db.$transaction(async (tx) => {
    afterCommit(tx, () => done.push("never"));
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  await db.$transaction(async () => {});
  expect(done).toEqual([]);
});

test("outside of a transaction nothing is waited for, and several statements at once are still one transaction", async () => {
  const db = await aDatabase();
  const done: string[] = [];
  afterCommit(db, () => done.push("at once"));
  expect(done).toEqual(["at once"]);
  const [created, count] = await db.$transaction([db.setting.create({ data: { key: "a", value: "1" } }), db.setting.count()]);
  expect([created.key, count]).toEqual(["a", 1]);
});
