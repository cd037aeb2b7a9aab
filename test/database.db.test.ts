import pg from "pg";
import { expect, test } from "vitest";
import { freshDatabase } from "./database";

test("each test gets a migrated database that no other test sees", async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  await query(one.connectionString, `INSERT INTO settings (key, value) VALUES ('shop_name', '一号店')`);

  expect(await query(one.connectionString, "SELECT value FROM settings")).toEqual([{ value: "一号店" }]);
  expect(await query(other.connectionString, "SELECT value FROM settings")).toEqual([]);

  await Promise.all([one.drop(), other.drop()]);
  await expect(query(one.connectionString, "SELECT 1")).rejects.toMatchObject({ code: "3D000" });
});

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
