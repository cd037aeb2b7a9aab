import { describe, expect, inject, onTestFinished, test } from "vitest";
import { openDb } from "@/lib/server/db";
import { ConfigError } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { migrate, readMigrations } from "@/scripts/db/migrate";
import { pgbouncerPath } from "@/scripts/test/pgbouncer-path";
import { freshDatabase } from "@/test/database";
import { aTrade, fakeGateway } from "@/test/fake-gateway";
import { type PoolMode, startPgBouncer } from "@/test/pgbouncer";
import { anOrder, openTestShop } from "@/test/test-shop";
import { reviewDueOrders } from "../payments/due-orders";
import { receiveNotification } from "../payments/receive-notification";
import { startPayment } from "../payments/start-payment";
import { watchOrder } from "../payments/watch-order";
import { checkDatabase } from "./check-database";

const behind = (mode: PoolMode) => startPgBouncer(inject("databaseUrl"), mode);
const NOBODY_VOUCHES = { isVouchedFor: false };

// `npm test` says when there is none, and counts nothing.
describe.skipIf(!pgbouncerPath())("behind a real PgBouncer", () => {
  test("in session mode thirty buyers at once pay, each page is woken, and the books agree", async () => {
    const shop = await openTestShop(fakeGateway, {}, { through: await behind("session") });
    const orders: Awaited<ReturnType<typeof anOrder>>[] = [];
    while (orders.length < 30) orders.push(await anOrder(shop));
    await Promise.all(orders.map(({ orderId }) => startPayment(shop, orderId)));
    const pages = orders.map(({ orderId }) => watchOrder(shop, orderId, { version: "to_pay", waitMs: 25_000 }));
    const notices = orders.map(({ outTradeNo, totalFen }) => ({
      body: Buffer.from(JSON.stringify(aTrade(outTradeNo, totalFen))),
      contentType: "application/x-www-form-urlencoded",
      remoteIp: "203.0.113.1",
    }));
    for (const round of [1, 2]) {
      const answers = await Promise.all(notices.map((notice) => receiveNotification(shop, notice)));
      expect(new Set(answers.map(({ body }) => body)), `round ${round}`).toEqual(new Set(["success"]));
    }
    expect(new Set((await Promise.all(pages)).map(({ phase }) => phase))).toEqual(new Set(["paid"]));
    shop.advance(31 * 60_000);
    expect(await reviewDueOrders(shop)).toBe(0);
  });

  test("in session mode a statement that takes too long is ended by PostgreSQL itself", async () => {
    const through = await behind("session");
    const { pool } = openDb(through(inject("databaseUrl")), { timeoutMs: 300 });
    onTestFinished(() => pool.end());
    await expect(pool.query("SELECT pg_sleep(20)")).rejects.toMatchObject({ code: "57014" });
  });

  test("in session mode a new shop's database is set up, and found to be as it should", async () => {
    const through = await behind("session");
    const database = await freshDatabase();
    const { pool } = openDb(through(database.connectionString));
    onTestFinished(async () => {
      await pool.end();
      await database.drop();
    });
    await pool.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    expect(await migrate(through(database.connectionString))).toEqual(readMigrations().map(({ name }) => name));
    const shop = await openTestShop(fakeGateway, {}, { through });
    await checkDatabase(shop, NOBODY_VOUCHES);
  });

  test("in transaction mode the owner is told to use another, before a buyer loses anything", async () => {
    const shop = await openTestShop(fakeGateway, {}, { through: await behind("transaction") });
    await expect(checkDatabase(shop, NOBODY_VOUCHES)).rejects.toThrow(ConfigError);
    await expect(checkDatabase(shop, { isVouchedFor: true })).rejects.toThrow(/session mode/);
  });

  test.each([2, 3, 5])("so is one whose %i servers take turns, which give each question another session", async (servers) => {
    const through = await startPgBouncer(inject("databaseUrl"), "transaction", { roundRobin: true });
    const { connectionString, drop } = await freshDatabase();
    const { pool } = openDb(through(connectionString), { poolSize: servers, timeoutMs: 10_000 });
    onTestFinished(async () => {
      await pool.end();
      await drop();
    });
    // So many transactions at once bring up so many servers.
    await Promise.all(Array.from({ length: servers }, () => pool.query("SELECT pg_sleep(0.3)")));
    const shop = { pool, config: { demo: true }, log } as unknown as Parameters<typeof checkDatabase>[0];
    await expect(checkDatabase(shop, NOBODY_VOUCHES)).rejects.toThrow(/transaction mode/);
  });
});
