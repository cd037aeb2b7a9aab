import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { connectedEmptyDatabase } from "@/test/database";
import { fakeGateway } from "@/test/fake-gateway";
import { aPaidOrder } from "@/test/paid-order";
import { anOrder, openLodging, openTestShop } from "@/test/test-shop";
import { migrate } from "../db/migrate";
import { tableFile } from "./manifest";
import { restoreRows } from "./restore-rows";
import { listTables } from "./tables";
import { writeBackup } from "./write-backup";

function aFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "xiaopu-backup-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A shop with a paid order and one that waits, and where its database is. */
async function aShop() {
  let url = "";
  const lodging = await openLodging(onTestFinished, { through: (connectionString) => (url = connectionString) });
  const shop = await openTestShop(fakeGateway, {}, { lodging });
  await aPaidOrder(shop);
  await anOrder(shop);
  return { shop, url };
}

async function anEmptyDatabase(): Promise<{ url: string; ask: pg.Client["query"] }> {
  const { connectionString, client } = await connectedEmptyDatabase();
  return { url: connectionString, ask: client.query.bind(client) as pg.Client["query"] };
}

function fullDisk(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done(new Error("no space left on device")) });
}

/** All rows of all tables, in an order of their own. */
async function contents(url: string): Promise<Record<string, unknown[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const rows: Record<string, unknown[]> = {};
    for (const { name } of await listTables(client)) {
      const answer = await client.query(`SELECT to_jsonb(t)::text AS row FROM "${name}" t ORDER BY 1`);
      rows[name] = answer.rows.map(({ row }) => row);
    }
    return rows;
  } finally {
    await client.end();
  }
}

test("an owner who restores a backup has every row of that moment, and the next row gets a new number", async () => {
  const { shop, url } = await aShop();
  const before = await contents(url);
  const backup = await writeBackup(url, { folder: aFolder(), actionsKey: "a key" });
  await anOrder(shop); // afterwards, hence in no backup

  const restored = await anEmptyDatabase();
  await restoreRows(restored.url, backup);
  expect(await contents(restored.url)).toEqual(before);
  expect(before.orders).toHaveLength(2);
  const { rows } = await restored.ask("SELECT nextval(pg_get_serial_sequence('variants', 'id')) > (SELECT max(id) FROM variants) AS new");
  expect(rows).toEqual([{ new: true }]);
  // The books still refuse what they refuse.
  await expect(restored.ask("UPDATE ledger_transfers SET amount_fen = 1")).rejects.toThrow();
});

test("a backup is for its owner's eyes, has the key that seals, and names its moment", async () => {
  const { url } = await aShop();
  const folder = path.join(aFolder(), "backups");
  const backup = await writeBackup(url, { folder, actionsKey: "a key" });
  expect(readdirSync(folder)).toEqual([path.basename(backup)]);
  expect(path.basename(backup)).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/);
  expect(readFileSync(path.join(backup, "actions-key"), "utf8")).toBe("a key");
  for (const place of [folder, backup, path.join(backup, "actions-key"), tableFile(backup, "orders")])
    expect(statSync(place).mode & 0o077).toBe(0);
});

test("a backup that turns out to be none, or whose pictures find no room, leaves nothing that could pass for one", async () => {
  const { url } = await aShop();
  const folder = aFolder();
  const seen: string[] = [];
  const prove = async (unfinished: string) => {
    seen.push(...readdirSync(folder), ...readdirSync(unfinished));
    throw new Error("its books cannot be read");
  };
  await expect(writeBackup(url, { folder, actionsKey: null, prove })).rejects.toThrow("its books cannot be read");
  expect(seen).toContain("tables");
  expect(seen[0]).toMatch(/Z\.unfinished$/);
  expect(readdirSync(folder)).toEqual([]);
});

test("orders that are placed while the backup is written are in it whole or not at all", async () => {
  const { shop, url } = await aShop();
  const folder = aFolder();
  const [backup] = await Promise.all([writeBackup(url, { folder, actionsKey: null }), ...Array.from({ length: 6 }, () => anOrder(shop))]);
  const restored = await anEmptyDatabase();
  await restoreRows(restored.url, backup);
  const { rows } = await restored.ask(`SELECT
    (SELECT count(*) FROM orders o WHERE NOT EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id)) AS "without lines",
    (SELECT count(*) FROM orders o WHERE NOT EXISTS (SELECT 1 FROM payment_attempts a WHERE a.order_id = o.id)) AS "without attempt"`);
  expect(rows).toEqual([{ "without lines": "0", "without attempt": "0" }]);
});

test("nothing is restored over a shop that has rows", async () => {
  const { url } = await aShop();
  const backup = await writeBackup(url, { folder: aFolder(), actionsKey: null });
  const before = await contents(url);
  await expect(restoreRows(url, backup)).rejects.toThrow("has tables already");
  expect(await contents(url)).toEqual(before);
});

test.each([
  ["a row was changed", (text: string) => text.replace("龙井茶", "龙井菜")],
  ["rows are missing at the end", (text: string) => text.slice(0, text.indexOf("\n") + 1)],
])("a backup in which %s is refused, and leaves no rows", async (_, change) => {
  const { url } = await aShop();
  const backup = await writeBackup(url, { folder: aFolder(), actionsKey: null });
  const file = tableFile(backup, "products");
  writeFileSync(file, gzipSync(change(gunzipSync(readFileSync(file)).toString("utf8"))));
  const restored = await anEmptyDatabase();
  await expect(restoreRows(restored.url, backup)).rejects.toThrow("products.copy.gz");
  expect((await contents(restored.url)).orders).toEqual([]);
});

test("a backup of a newer version is refused before anything is made", async () => {
  const { url } = await aShop();
  const backup = await writeBackup(url, { folder: aFolder(), actionsKey: null });
  const file = path.join(backup, "manifest.json");
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  manifest.migrations.push({ name: "29990101000000_later", checksum: "0".repeat(64) });
  writeFileSync(file, JSON.stringify(manifest));
  const restored = await anEmptyDatabase();
  await expect(restoreRows(restored.url, backup)).rejects.toThrow("A newer version");
  await migrate(restored.url); // which an empty database takes
});

test("a folder that is no backup is called so", async () => {
  const { url } = await anEmptyDatabase();
  await expect(restoreRows(url, aFolder())).rejects.toThrow("is no backup");
});

test("a disk that is full leaves neither a half backup nor a connection", async () => {
  const { shop, url } = await aShop();
  const folder = aFolder();
  await expect(writeBackup(url, { folder, actionsKey: null, openFile: fullDisk })).rejects.toThrow("no space");
  expect(readdirSync(folder)).toEqual([]);
  const { rows } = await shop.pool.query(
    "SELECT count(*)::int AS held FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()",
  );
  expect(rows).toEqual([{ held: 0 }]);
});
