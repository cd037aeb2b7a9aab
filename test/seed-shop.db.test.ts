import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { readFreightBook, toProductFreight } from "@/lib/shop/freight/read-freight";
import { pictureUrl } from "@/lib/shop/pictures/picture";
import { seedShop } from "@/prisma/seed/seed";
import { testShop } from "./test-shop";

test("an owner who starts afresh finds a demo shop whose books balance, and whose pictures are all there", async () => {
  const shop = await testShop();
  expect(await seedShop(shop.db)).toBe(24);

  const products = await shop.db.product.findMany({ include: { variants: true } });
  // The demo shop shows what its owner can say of freight, in words that can be counted by.
  const sentByTemplate = products.filter(({ freightKind }) => freightKind === "template");
  expect(sentByTemplate.map(({ slug }) => slug).sort()).toEqual(["huasheng", "qianbi"]);
  const book = await readFreightBook(
    shop.db,
    sentByTemplate.map((product) => ({ freight: toProductFreight(product) })),
  );
  expect(book.templates).toMatchObject([{ name: "普通快递" }]);
  const inStock = products.map(({ variants }) => variants.reduce((sum, { stock }) => sum + stock, 0));
  expect(inStock.filter((stock) => stock === 0)).toHaveLength(1);
  expect(inStock.filter((stock) => stock === 2)).toHaveLength(1);
  const files = products.flatMap(({ images }) => images.flatMap((name) => [pictureUrl(name, 320), pictureUrl(name, 720)]));
  const icons = (await shop.db.category.findMany()).map(({ icon }) => `/${icon}`);
  expect([...files, ...icons].filter((file) => !existsSync(`public${file}`))).toEqual([]);
});

test("an owner's own goods are never mixed with the demo shop's", async () => {
  const shop = await testShop();
  await shop.db.category.create({ data: { slug: "mine", name: "我的", icon: "" } });
  expect(await seedShop(shop.db)).toBe(0);
  expect(await shop.db.product.count()).toBe(0);
});

test("two starts at once open one demo shop", async () => {
  const shop = await testShop();
  const counts = await Promise.all([seedShop(shop.db), seedShop(shop.db)]);
  expect(counts.sort()).toEqual([0, 24]);
  expect(await shop.db.product.count()).toBe(24);
});
