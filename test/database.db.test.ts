import { expect, onTestFinished, test } from "vitest";
import { ask } from "@/scripts/postgres/ask";
import { emptyDatabase, freshDatabase } from "./database";
import { fakeGateway } from "./fake-gateway";
import { aPaidOrder } from "./paid-order";
import { openLodging, openTestShop } from "./test-shop";

test("each test gets a migrated database that no other test sees", async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  await ask(one.connectionString, `INSERT INTO settings (key, value) VALUES ('shop_name', '一号店')`);

  expect(await ask(one.connectionString, "SELECT value FROM settings")).toEqual([{ value: "一号店" }]);
  expect(await ask(other.connectionString, "SELECT value FROM settings")).toEqual([]);

  await Promise.all([one.drop(), other.drop()]);
  await expect(ask(one.connectionString, "SELECT 1")).rejects.toMatchObject({ code: "3D000" });
});

test("a database that was used and emptied is as a fresh one, and its books still refuse to be changed", async () => {
  const { whenOver, ...lodging } = await openLodging(onTestFinished);
  const ends: (() => Promise<void>)[] = [];
  const shop = await openTestShop(fakeGateway, {}, { lodging: { ...lodging, whenOver: (end) => ends.push(end) } });
  const { db, pool } = shop;
  for (const _time of ["first", "second"]) {
    await aPaidOrder(shop);
    expect(await db.payment.findMany({ select: { id: true } })).toEqual([{ id: 1n }]);
    expect(await db.ledgerTransfer.count()).toBe(1);
    await expect(pool.query("TRUNCATE ledger_transfers")).rejects.toThrow("only ever added to");
    await emptyDatabase(pool);
    expect([await db.order.count(), await db.variant.count(), await db.payment.count(), await db.ledgerTransfer.count()]).toEqual([
      0, 0, 0, 0,
    ]);
  }
  expect(ends.length).toBe(1);
});
