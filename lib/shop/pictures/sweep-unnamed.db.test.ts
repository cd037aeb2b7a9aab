import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { expect, onTestFinished, test } from "vitest";
import { s3Server } from "@/test/s3-server";
import { anOrder, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { pictureUrl } from "./picture";
import { storePicture } from "./store-picture";
import { s3Store } from "./stores/s3-store";
import { KEEP_UNNAMED_MS, sweepUnnamed, UPLOADING_MS } from "./sweep-unnamed";

type OnDisk = { shop: TestShop; folder: string; ids: () => Promise<string[]>; settle: () => Promise<void> };

/** `settle` dates all files at the shop's present, whose clock is the test's own. */
async function shopWithDisk(): Promise<OnDisk> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "xiaopu-unnamed-"));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const folder = path.join(dataDir, "uploads");
  const shop = await testShop({ dataDir });
  const files = () => readdir(folder);
  return {
    ...{ shop, folder },
    ids: async () => [...new Set((await files()).map((file) => file.slice(0, 24)))].sort(),
    settle: async () => {
      for (const file of await files()) await utimes(path.join(folder, file), shop.now(), shop.now());
    },
  };
}

async function upload(shop: TestShop, shape?: "detail"): Promise<string> {
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#3a7" } })
    .png()
    .toBuffer();
  const stored = await storePicture(shop, bytes, shape);
  if (!stored.ok) throw new Error(stored.reason);
  return stored.name;
}
const idOf = (name: string) => name.slice(2, 26);

test("a picture whose upload broke off before any row named it is gone after a week, and not before", async () => {
  const { shop, ids, settle } = await shopWithDisk();
  const name = await upload(shop);
  await settle();
  expect(await sweepUnnamed(shop)).toBe(0);
  expect(await shop.db.unnamedPicture.count()).toBe(0); // it may be on its way yet
  shop.advance(UPLOADING_MS + 1);
  expect(await sweepUnnamed(shop)).toBe(0);
  expect(await shop.db.unnamedPicture.count()).toBe(1);
  shop.advance(KEEP_UNNAMED_MS - 1);
  expect(await sweepUnnamed(shop)).toBe(0);
  expect(await ids()).toEqual([idOf(name)]);
  shop.advance(2);
  expect(await sweepUnnamed(shop)).toBe(1);
  expect(await ids()).toEqual([]);
  expect(await shop.db.unnamedPicture.count()).toBe(0);
});

test("a shop that was killed while it wrote a picture does not keep the half of it for ever", async () => {
  const { shop, folder, ids, settle } = await shopWithDisk();
  await upload(shop);
  const half = "0123456789abcdef01234567";
  await writeFile(path.join(folder, `${half}-320.webp.0a1b2c3d.tmp`), "half");
  await settle();
  shop.advance(UPLOADING_MS - 1);
  await sweepUnnamed(shop);
  expect(await ids()).toContain(half);
  shop.advance(2);
  await sweepUnnamed(shop);
  expect(await ids()).not.toContain(half);
  expect(await ids()).toHaveLength(1);
});

test("what any page still shows or may show again stays for ever: goods, descriptions, colours, icons, the shop's own, orders, an undo", async () => {
  const { shop, ids, settle } = await shopWithDisk();
  const { productId, variantId } = await stockGoods(shop);
  const [image, detail, value, icon, logo, sold, removed] = [
    ...[await upload(shop), await upload(shop, "detail"), await upload(shop), await upload(shop)],
    ...[await upload(shop), await upload(shop), await upload(shop)],
  ] as [string, string, string, string, string, string, string];
  await shop.db.product.update({ where: { id: productId }, data: { images: [sold] } });
  await anOrder(shop, { variantId });
  await shop.db.product.update({ where: { id: productId }, data: { images: [image], details: ["", detail] } });
  await shop.db.productOption.create({ data: { productId, position: 1, name: "颜色", values: { create: { name: "红", image: value } } } });
  await shop.db.category.updateMany({ data: { icon: pictureUrl(icon, 320).slice(1) } });
  await shop.db.shopProfile.upsert({ where: { id: 1 }, create: { id: 1, logo }, update: { logo } });
  await shop.db.removedPicture.create({ data: { productId, album: "images", name: removed, place: 0, removedAt: shop.now() } });
  await settle();
  for (const wait of [UPLOADING_MS + 1, KEEP_UNNAMED_MS + 1, KEEP_UNNAMED_MS + 1]) {
    shop.advance(wait);
    expect(await sweepUnnamed(shop)).toBe(0);
  }
  expect(await ids()).toEqual([image, detail, value, icon, logo, sold, removed].map(idOf).sort());
});

test("a picture that is named again while it waits is forgotten, and waits a whole week anew", async () => {
  const { shop, ids, settle } = await shopWithDisk();
  const { productId } = await stockGoods(shop);
  const name = await upload(shop);
  await settle();
  shop.advance(UPLOADING_MS + 1);
  await sweepUnnamed(shop);
  await shop.db.product.update({ where: { id: productId }, data: { images: [name] } }); // as from a backup
  shop.advance(KEEP_UNNAMED_MS);
  await sweepUnnamed(shop);
  expect(await shop.db.unnamedPicture.count()).toBe(0);
  await shop.db.product.update({ where: { id: productId }, data: { images: [] } });
  shop.advance(1);
  await sweepUnnamed(shop);
  expect(await ids()).toHaveLength(1);
});

test("an empty database before a store that is full takes no picture away on its first day", async () => {
  const { shop, ids, settle } = await shopWithDisk();
  for (let count = 0; count < 3; count++) await upload(shop);
  await settle();
  shop.advance(365 * 24 * 3600_000);
  expect(await sweepUnnamed(shop)).toBe(0);
  expect(await ids()).toHaveLength(3);
});

test("a store that is away loses nothing: what was due goes when it is back, and a bucket is swept as a disk is", async () => {
  const shop = await testShop();
  const store = s3Store(await s3Server(), { log: { error: () => {} } });
  const bucket: TestShop = { ...shop, pictures: { ...shop.pictures, store } };
  await upload(bucket);
  // The bucket's clock is the machine's own.
  shop.advance(Date.now() - shop.now().getTime() + UPLOADING_MS + 60_000);
  await sweepUnnamed(bucket);
  shop.advance(KEEP_UNNAMED_MS + 1);
  const away = { ...store, delete: () => Promise.reject(new Error("away")) };
  await expect(sweepUnnamed({ ...bucket, pictures: { ...bucket.pictures, store: away } })).rejects.toThrow("away");
  expect(await sweepUnnamed(bucket)).toBe(1);
  for await (const page of store.list()) expect(page).toEqual([]);
});
