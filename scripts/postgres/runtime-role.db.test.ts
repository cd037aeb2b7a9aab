import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "@/test/database";
import { isSuperuser, runtimeUrl } from "./runtime-role";

async function asShop(): Promise<{ shop: pg.Client; admin: pg.Client; again: () => Promise<string> }> {
  const database = await freshDatabase();
  const url = await runtimeUrl(database.connectionString);
  const [shop, admin] = [url, database.connectionString].map((connectionString) => new pg.Client({ connectionString })) as [
    pg.Client,
    pg.Client,
  ];
  await shop.connect();
  await admin.connect();
  onTestFinished(async () => {
    await Promise.all([shop.end(), admin.end()]);
    await database.drop();
  });
  return { shop, admin, again: () => runtimeUrl(database.connectionString) };
}

test("somebody who can make the shop run any SQL cannot reach the machine, the tables' form or other databases", async () => {
  const { shop, admin } = await asShop();
  expect(await isSuperuser(admin)).toBe(true);
  expect(await isSuperuser(shop)).toBe(false);
  for (const statement of [
    "COPY orders FROM PROGRAM 'id'",
    "COPY orders TO '/tmp/stolen'",
    "SELECT pg_read_file('/etc/passwd')",
    "CREATE TABLE mine (id int)",
    "DROP TABLE orders",
    "ALTER TABLE orders ADD COLUMN x int",
    "CREATE DATABASE mine",
    "CREATE ROLE mine SUPERUSER LOGIN",
    "ALTER ROLE xiaopu_shop SUPERUSER",
    "SET session_replication_role = replica",
    "TRUNCATE orders",
    "UPDATE ledger_transfers SET amount_fen = 1",
    "DELETE FROM ledger_transfers",
    "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ('1', '', '', now())",
  ])
    await expect(shop.query(statement), statement).rejects.toThrow();
});

test("and the shop reads and writes its rows, also after the next start has given it another password", async () => {
  const { shop, again } = await asShop();
  await shop.query("INSERT INTO settings (key, value) VALUES ('a', '1')");
  await shop.query("UPDATE settings SET value = '2'");
  expect((await shop.query("SELECT value FROM settings")).rows).toEqual([{ value: "2" }]);
  await shop.query("DELETE FROM settings");
  await shop.query("SELECT pg_notify('order_changed', 'x')");
  const next = new pg.Client({ connectionString: await again() });
  await next.connect();
  expect((await next.query("SELECT current_user AS me")).rows).toEqual([{ me: "xiaopu_shop" }]);
  await next.end();
});
