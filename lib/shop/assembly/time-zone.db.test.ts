import { expect, onTestFinished, test } from "vitest";
import { openDb } from "@/lib/server/db";
import { ConfigError } from "@/lib/server/env";
import { migrate } from "@/scripts/db/migrate";
import { anOrder, MINUTE_MS, type TestShop, testShop } from "@/test/test-shop";
import { reviewDueOrders } from "../payments/due-orders";
import { startPayment } from "../payments/start-payment";
import { checkDatabase } from "./check-database";
import { compareClocks } from "./compare-clocks";

/** As apt sets a PostgreSQL up on a machine in China, and with dates as somebody in Germany likes to read them. */
async function aShopOnADatabaseOfChina(): Promise<TestShop & { connectionString: string }> {
  const home = await testShop();
  const { connectionString = "" } = home.pool.options;
  const name = new URL(connectionString).pathname.slice(1);
  await home.pool.query(`ALTER DATABASE ${name} SET timezone = 'Asia/Shanghai'; ALTER DATABASE ${name} SET datestyle = 'German, DMY'`);
  const { db, pool } = openDb(connectionString);
  onTestFinished(async () => {
    await db.$disconnect();
    await pool.end();
  });
  return { ...home, db, pool, connectionString };
}

test("an order on a database whose clock shows Chinese time is placed, due and closed when the shop means it", async () => {
  const shop = await aShopOnADatabaseOfChina();
  const { orderId } = await anOrder(shop);
  await startPayment(shop, orderId);
  const placed = await shop.db.order.findUniqueOrThrow({ where: { id: orderId } });
  const { rows } = await shop.pool.query("SELECT created_at, expires_at FROM orders WHERE id = $1", [orderId]);
  const expiresAt = new Date(shop.now().getTime() + 30 * MINUTE_MS);
  expect(placed).toMatchObject({ createdAt: shop.now(), expiresAt });
  expect(rows).toEqual([{ created_at: shop.now(), expires_at: expiresAt }]);
  const [read] = await shop.db.$queryRaw<object[]>`SELECT created_at, ${shop.now()}::timestamptz AS sent FROM orders`;
  expect(read).toEqual({ created_at: shop.now(), sent: shop.now() });
  expect(await reviewDueOrders(shop)).toBe(0);
  shop.advance(15_000);
  expect(await reviewDueOrders(shop)).toBe(1);
  shop.advance(41 * MINUTE_MS);
  await reviewDueOrders(shop);
  expect(await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).toMatchObject({ status: "CLOSED", closeReason: "expired" });
});

test("the database's clock is compared with the machine's, whatever zone it is set to", async () => {
  const shop = await aShopOnADatabaseOfChina();
  const real: TestShop = { ...shop, now: () => new Date() };
  const read: { theirs: Date }[] = [];
  await compareClocks({ ...real, clocks: { ...shop.clocks, read: (reading) => read.push(reading) } });
  expect(Math.abs((read[0]?.theirs.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
});

test("the migrations of such a database are noted at the time that it is", async () => {
  const shop = await aShopOnADatabaseOfChina();
  const clock = {
    name: "29991231235959_clock",
    checksum: "",
    sql: "CREATE TABLE clock AS SELECT '2026-11-22 01:00:00'::timestamptz AS at",
  };
  await migrate(shop.connectionString, [clock]);
  const { rows } = await shop.pool.query("SELECT at FROM clock");
  await shop.pool.query("DROP TABLE clock");
  expect(rows).toEqual([{ at: new Date("2026-11-22T01:00:00Z") }]);
});

test("an owner whose database reads a time in another zone than it is meant in is told, and nothing starts", async () => {
  const shop = await aShopOnADatabaseOfChina();
  await checkDatabase(shop, { isVouchedFor: true });
  // As a pooler would that gives every question another session.
  shop.pool.on("acquire", (client) => void client.query("SET TIME ZONE 'Asia/Shanghai'"));
  await expect(checkDatabase(shop, { isVouchedFor: true })).rejects.toThrow(ConfigError);
  await expect(checkDatabase(shop, { isVouchedFor: true })).rejects.toThrow(/time zone/);
});
