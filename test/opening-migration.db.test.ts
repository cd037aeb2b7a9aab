import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { migrate, readMigrations } from "../scripts/db/migrate";
import { freshEmptyDatabase } from "./database";

const OPENING = "20261126130000_opening";

/** What stands in the opening of a shop that had `fill` in it before the migration. */
async function standingAfter(fill: string): Promise<string | null> {
  const { connectionString, drop } = await freshEmptyDatabase();
  const client = new pg.Client({ connectionString });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await drop();
  });
  const upTo = readMigrations().filter(({ name }) => name <= OPENING);
  await migrate(connectionString, upTo.slice(0, -1));
  await client.query("SET session_replication_role = replica"); // rows without their others will do
  await client.query(fill);
  await migrate(connectionString, upTo);
  const { rows } = await client.query<{ standing: string }>("SELECT standing FROM shop_opening");
  return rows[0]?.standing ?? null;
}

test("a shop in use goes on selling when it is brought up to date, and one with nothing to sell is yet to be opened", async () => {
  expect(
    await standingAfter("INSERT INTO products (slug, title, category_id, images, updated_at) VALUES ('p', 'tea', 1, '{}', now())"),
  ).toBe("open");
  expect(await standingAfter("INSERT INTO shop_profile (name) VALUES ('山下茶铺')")).toBeNull();
});
