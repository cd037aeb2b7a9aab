import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readFacts } from "@/lib/shop/alerts/read-facts";
import type { Shop } from "@/lib/shop/shop";
import { ACCESS, aChannel } from "@/test/alert-services";
import { testShop } from "@/test/test-shop";
import { FAILURE_FILE, folderName } from "./backup";
import { lookAtBackups } from "./look-at-backups";
import { backupFigure, watchBackups } from "./watch-backups";

const HOUR_MS = 3600_000;

async function shopWithBackups() {
  const dataDir = mkdtempSync(path.join(tmpdir(), "xiaopu-watched-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const folder = path.join(dataDir, "backups");
  const shop = await testShop({ dataDir, backups: { folder, alarmAfterMs: 36 * HOUR_MS } });
  await aChannel(shop, ACCESS.wecom, { events: ["backup_late"] });
  const backUp = (at: Date) => mkdirSync(path.join(folder, folderName(at)), { recursive: true });
  const fail = () => writeFileSync(path.join(dataDir, FAILURE_FILE), shop.now().toISOString());
  return { shop, folder, backUp, fail };
}

const told = async (shop: Shop) => {
  const rows = await shop.db.alert.findMany({ orderBy: { id: "asc" }, select: { id: true, event: true, about: true, createdAt: true } });
  const facts = await readFacts(shop, rows);
  return rows.map(({ id }) => facts.get(id)?.note);
};

test("an owner whose last good backup is older than a day and a half is told once a day, until there is a new one", async () => {
  const { shop, backUp } = await shopWithBackups();
  backUp(shop.now());
  await watchBackups(shop);
  expect(await told(shop)).toEqual([]);
  shop.advance(37 * HOUR_MS);
  await watchBackups(shop);
  await watchBackups(shop);
  expect(await told(shop)).toEqual(["最近一次备份是 2026-11-22"]);
  expect(backupFigure()).toMatchObject({ isLate: true });
  shop.advance(24 * HOUR_MS);
  await watchBackups(shop);
  expect(await told(shop)).toHaveLength(2);
  backUp(shop.now());
  shop.advance(24 * HOUR_MS);
  await watchBackups(shop);
  expect(await told(shop)).toHaveLength(2);
  expect(backupFigure()).toMatchObject({ isLate: false, failedAt: null });
});

test("an owner whose backup fails is told at once, though yesterday's is good", async () => {
  const { shop, backUp, fail } = await shopWithBackups();
  backUp(shop.now());
  shop.advance(HOUR_MS);
  fail();
  await watchBackups(shop);
  expect(await told(shop)).toHaveLength(1);
  expect(await lookAtBackups(shop)).toMatchObject({ isLate: false, needsOwner: true, failedAt: shop.now() });
  shop.advance(HOUR_MS);
  backUp(shop.now());
  expect(await lookAtBackups(shop)).toMatchObject({ needsOwner: false, failedAt: null });
});

test("an owner whose other disk is gone has no backup, and is told so; one who named no folder is told nothing", async () => {
  const { shop, folder, backUp } = await shopWithBackups();
  backUp(shop.now());
  rmSync(folder, { recursive: true });
  await watchBackups(shop);
  expect(await told(shop)).toEqual(["还没有备份"]);
  const other = await testShop();
  await watchBackups(other);
  expect(await other.db.alert.count()).toBe(0);
  expect(backupFigure()).toBeNull();
});
