import { expect, test } from "vitest";
import { openMerchant } from "@/emulator/testing/test-merchant";
import { readMigrations } from "../scripts/db/migrate";
import { databaseBefore } from "./database";

const OPENING = "20261126130000_opening";
const OPENED_AT = "20261127130000_opened_at";

/** What stands in `column` of the opening of a shop that had `fill` in it before the migration. */
async function openingAfter(migration: string, column: "standing" | "opened_at", fill: string): Promise<unknown> {
  const { client, bringUp } = await databaseBefore(migration);
  await client.query("SET session_replication_role = replica"); // rows without their others will do
  await client.query(fill);
  await bringUp();
  const { rows } = await client.query<{ standing: string; opened_at: Date | null }>("SELECT * FROM shop_opening");
  return rows[0]?.[column] ?? null;
}

const standingAfter = (fill: string) => openingAfter(OPENING, "standing", fill);
const openedAfter = (fill: string) =>
  openingAfter(OPENED_AT, "opened_at", `INSERT INTO shop_opening (standing) VALUES ('open') ON CONFLICT DO NOTHING; ${fill}`);

test("a shop in use goes on selling when it is brought up to date, and one with nothing to sell is yet to be opened", async () => {
  expect(
    await standingAfter("INSERT INTO products (slug, title, category_id, images, updated_at) VALUES ('p', 'tea', 1, '{}', now())"),
  ).toBe("open");
  expect(await standingAfter("INSERT INTO shop_profile (name) VALUES ('山下茶铺')")).toBeNull();
});

const NOON = new Date("2026-11-20T04:00:00Z");
const paid = (contract: string, disposition = "settled") => `INSERT INTO payments
  (trade_no, out_trade_no, contract, order_id, amount_fen, disposition, paid_at, source)
  VALUES ('t', 'o', '${contract}', '00000000-0000-0000-0000-000000000001', 100, '${disposition}', '${NOON.toISOString()}', 'notify')`;

test("a shop in which somebody has paid real money, or that its owner opened, stays open when it is brought up to date", async () => {
  expect(await openedAfter(paid("wap-token:2088123412341234"))).toEqual(NOON);
  expect(await openedAfter(paid("openapi:2021001122334455"))).toEqual(NOON);
  expect(await openedAfter(`INSERT INTO audit_entries (at, kind, via) VALUES ('${NOON.toISOString()}', 'shop_opened', 'web')`)).toEqual(
    NOON,
  );
});

test("a demonstration in which people bought, and a shop of which nobody can tell, are not taken for opened", async () => {
  expect(
    await openedAfter("INSERT INTO products (slug, title, category_id, images, updated_at) VALUES ('p', 'tea', 1, '{}', now())"),
  ).toBeNull();
  expect(await openedAfter(paid("wap-token:2088000000000001"))).toBeNull();
  expect(await openedAfter(paid("openapi:2021000000000001"))).toBeNull();
  expect(await openedAfter(paid("openapi"))).toBeNull();
  expect(await openedAfter(paid("openapi:2021001122334455", "held"))).toBeNull();
});

test("the emulator is told by the names that its contract has", () => {
  const { partner, appId } = openMerchant().emulator.merchant;
  const { sql } = readMigrations().find(({ name }) => name === OPENED_AT) ?? {};
  expect(sql).toContain(`'wap-token:${partner}', 'openapi:${appId}'`);
});
