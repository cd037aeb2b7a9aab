import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { expect, onTestFinished, test } from "vitest";
import { stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { PICTURE_COLUMNS } from "./named-pictures";
import { storePicture } from "./store-picture";
import { KEEP_REMOVED_MS, sweepPictures } from "./sweep-pictures";

async function shopWithDisk(): Promise<{ shop: TestShop; files: () => Promise<string[]> }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "xiaopu-sweep-"));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  return { shop: await testShop({ dataDir }), files: () => readdir(path.join(dataDir, "uploads")) };
}

async function aRemovedPicture(shop: TestShop, productId: number): Promise<string> {
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#3a7" } })
    .png()
    .toBuffer();
  const stored = await storePicture(shop, bytes);
  if (!stored.ok) throw new Error(stored.reason);
  await shop.db.removedPicture.create({ data: { productId, album: "images", name: stored.name, place: 0, removedAt: shop.now() } });
  return stored.name;
}

test("a week after a picture was taken off its files are gone, and not before", async () => {
  const { shop, files } = await shopWithDisk();
  const { productId } = await stockGoods(shop);
  await aRemovedPicture(shop, productId);
  expect(await sweepPictures(shop)).toBe(0);
  expect(await files()).toHaveLength(2);
  shop.advance(KEEP_REMOVED_MS + 1);
  expect(await sweepPictures(shop)).toBe(1);
  expect(await files()).toEqual([]);
  expect(await shop.db.removedPicture.count()).toBe(0);
});

test("what another product or an order shows stays, however long ago it was taken off this one", async () => {
  const { shop, files } = await shopWithDisk();
  const { productId } = await stockGoods(shop);
  const shown = await aRemovedPicture(shop, productId);
  await stockGoods(shop);
  await shop.db.product.updateMany({ where: { id: { not: productId } }, data: { images: [shown] } });
  shop.advance(KEEP_REMOVED_MS + 1);
  await sweepPictures(shop);
  expect(await files()).toHaveLength(2);
});

test("while the store of pictures is away none is forgotten: what was to go goes when it is back, and nothing else", async () => {
  const { shop, files } = await shopWithDisk();
  const { productId } = await stockGoods(shop);
  for (let count = 0; count < 3; count++) await aRemovedPicture(shop, productId);
  const before = await shop.db.removedPicture.findMany({ orderBy: { name: "asc" } });
  shop.advance(KEEP_REMOVED_MS + 1);
  const { store, turns } = shop.pictures;
  let deleted = 0;
  const leaving: typeof store = { ...store, delete: (file) => (deleted++ < 5 ? store.delete(file) : Promise.reject(new Error("away"))) };
  await expect(sweepPictures({ ...shop, pictures: { store: leaving, turns } })).rejects.toThrow("away");
  const left = await shop.db.removedPicture.findMany({ orderBy: { name: "asc" } });
  expect(left).toHaveLength(2);
  expect(before).toEqual(expect.arrayContaining(left));
  expect(await files()).toHaveLength(4);
  expect(await sweepPictures(shop)).toBe(2);
  expect(await files()).toEqual([]);
});

test("whoever adds a column with the name of a picture says so to the sweeper", async () => {
  const schema = await readFile("prisma/schema.prisma", "utf8");
  const found = [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(([, body = ""]) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? "";
    return [
      ...body.matchAll(
        /^ {2}(\w*(?:image|picture|photo|icon|logo(?!n)|detail|qr)\w*) +String(?:\[\])?\??(?=[ \n])(?:.*@map\("(\w+)"\))?/gim,
      ),
    ].map(([, name = "", column = name]) => `${table}.${column}`);
  });
  const known = PICTURE_COLUMNS.map(({ table, column }) => `${table}.${column}`);
  const noPictures = ["orders.address_detail", "buyer_addresses.detail", "gateway_silences.detail"];
  expect(found.filter((column) => !noPictures.includes(column)).sort()).toEqual(
    known.filter((column) => column !== "removed_pictures.name").sort(),
  );
});
