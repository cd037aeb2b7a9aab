import { describe, expect, test } from "vitest";
import { stampOf } from "@/lib/server/stamp";
import { CONSOLE } from "@/lib/shop/by";
import { fillSearchWords } from "@/lib/shop/search/fill-search-words";
import { saveSynonyms } from "@/lib/shop/search/save-synonyms";
import { BUILT_IN } from "@/lib/shop/search/synonyms";
import type { Shop } from "@/lib/shop/shop";
import { seedShop } from "@/prisma/seed/seed";
import { testShop } from "@/test/test-shop";
import { listBestSellers, listProducts } from "./list-products";
import type { Listing } from "./listing";
import { searchProducts } from "./search-products";

async function demoShop(): Promise<Shop> {
  const shop = await testShop();
  await seedShop(shop.db);
  // What is found here is found by what the goods are called, and not because their owner named the word.
  await shop.db.product.updateMany({ data: { keywords: [] } });
  while ((await fillSearchWords(shop)) > 0);
  return shop;
}

const find = async (shop: Shop, query: string, listing: Partial<Listing> = {}) =>
  (await searchProducts(shop, { query, ...listing })).products.map(({ slug }) => slug);

/** Sells so many pieces, which came into the shop for that. */
async function sell(shop: Shop, slug: string, quantity: number): Promise<void> {
  const { id } = await shop.db.variant.findFirstOrThrow({ where: { product: { slug } } });
  const movements = ["adjust", "reserve", "sell"].map((kind) => ({ variantId: id, kind, quantity }));
  await shop.db.stockMovement.createMany({ data: movements });
  await shop.db.variant.update({ where: { id }, data: { sold: { increment: quantity } } });
}

const TEAS = ["longjing", "baicha", "shupu", "molihua", "meigui"];

/** What a shopper types, and all that the demo shop shows for it. */
const FOUND: [query: string, slugs: string[]][] = [
  ["杯子", ["makebei"]],
  ["水杯", ["makebei"]],
  ["马克杯", ["makebei"]],
  ["馬克杯", ["makebei"]],
  ["景德镇杯子", ["makebei"]],
  ["橙子", ["qicheng"]],
  ["橙子5斤", ["qicheng"]],
  ["脐橙", ["qicheng"]],
  ["脐橙。", ["qicheng"]],
  ["赣南臍橙", ["qicheng"]],
  ["龙井 礼盒", ["longjing"]],
  ["龙井礼盒", ["longjing"]],
  ["龍井", ["longjing"]],
  ["绿茶", ["longjing"]],
  ["longjing", ["longjing"]],
  ["LongJing", ["longjing"]],
  ["long jing", ["longjing"]],
  ["ｌｏｎｇｊｉｎｇ", ["longjing"]],
  ["mqlj", ["longjing"]],
  ["茶葉", TEAS],
  ["chaye", TEAS],
  ["白茶", ["baicha", "lazhu"]],
  ["普洱茶", ["shupu"]],
  ["茉莉花茶", ["molihua"]],
  ["豆香", ["longjing"]],
  ["景德镇", ["makebei"]],
  ["奇异果", ["mihoutao"]],
  ["苹果", ["pingguo"]],
  ["pingguo", ["pingguo"]],
  ["芒果", ["mangguo"]],
  ["饼干", ["quqi"]],
  ["板栗", ["banli"]],
  ["栗子", ["banli"]],
  ["笔记本", ["shouzhang"]],
  ["HB", ["qianbi"]],
  ["铅笔", ["qianbi"]],
  ["２Ｂ铅笔", ["qianbi"]],
  ["篮子", ["tenglan"]],
  ["蜡烛", ["lazhu"]],
  ["雪松", ["lazhu"]],
  ["手机", []],
  ["牛仔裤", []],
  ["xyz", []],
];

test("a shopper of the demo shop finds what ordinary words mean, and nothing that is there by chance", async () => {
  const shop = await demoShop();
  const found: typeof FOUND = [];
  for (const [query] of FOUND) found.push([query, (await find(shop, query)).sort()]);
  expect(found).toEqual(FOUND.map(([query, slugs]) => [query, [...slugs].sort()]));
});

test("a shopper sees first what is called so, then what is called otherwise", async () => {
  const shop = await demoShop();
  await shop.db.product.update({ where: { slug: "tenglan" }, data: { title: "杯子" } });
  await shop.db.product.update({ where: { slug: "penzai" }, data: { title: "小杯子" } });
  await shop.db.product.update({ where: { slug: "lazhu" }, data: { subtitle: "杯子里的蜡烛" } });
  expect(await find(shop, "杯子")).toEqual(["tenglan", "penzai", "makebei", "lazhu"]);
});

test("a shopper who types a category sees its goods before what only mentions it", async () => {
  const shop = await demoShop();
  expect(await find(shop, "水果")).toEqual(["qicheng", "pingguo", "caomei", "mihoutao", "mangguo", "tenglan"]);
});

test("a shopper finds goods by what they are called since, at once, and a moment later by its pinyin and in traditional characters", async () => {
  const shop = await demoShop();
  await shop.db.product.update({ where: { slug: "makebei" }, data: { title: "青花瓷盞", description: "薄如蟬翼", keywords: [] } });
  await shop.db.category.update({ where: { slug: "home" }, data: { name: "雜貨" } });
  await shop.db.variant.updateMany({ where: { name: "一对" }, data: { name: "壹雙" } });
  expect(await find(shop, "青花")).toEqual(["makebei"]);
  expect(await find(shop, "zahuo")).toEqual([]);
  expect(await fillSearchWords(shop)).toBe(3);
  expect(await fillSearchWords(shop)).toBe(0);
  for (const query of ["青花瓷盏", "青花瓷盞", "qinghuaci", "qhcz", "薄如蝉翼", "壹双", "杂货 青花", "zahuo qinghua"])
    expect(await find(shop, query), query).toEqual(["makebei"]);
  expect(await find(shop, "马克杯")).toEqual([]);
});

test("a shopper finds goods by the owner's keywords, at once, and a moment later by their pinyin", async () => {
  const shop = await demoShop();
  expect(await find(shop, "下午茶")).toEqual([]);
  await shop.db.product.update({ where: { slug: "makebei" }, data: { keywords: ["下午茶", "手冲"] } });
  expect(await find(shop, "下午茶")).toEqual(["makebei"]);
  expect(await fillSearchWords(shop)).toBe(1);
  for (const query of ["手冲 下午茶", "xiawucha", "手沖"]) expect(await find(shop, query), query).toEqual(["makebei"]);
  await shop.db.product.update({ where: { slug: "makebei" }, data: { keywords: [] } });
  expect(await find(shop, "下午茶")).toEqual([]);
});

test("two instances that make the words of a full shop make each once, and none is lost", async () => {
  const shop = await testShop();
  await seedShop(shop.db);
  const rows = (await shop.db.product.count()) + (await shop.db.variant.count()) + (await shop.db.category.count());
  const filled = await Promise.all([fillSearchWords(shop), fillSearchWords(shop)]);
  expect(filled.reduce((sum, count) => sum + count) + (await fillSearchWords(shop))).toBe(rows);
});

test("an owner's words are searched for from the next search on, in place of those that come with the shop, and the trail tells of them", async () => {
  const shop = { ...(await demoShop()), by: CONSOLE };
  await shop.db.product.update({ where: { slug: "longjing" }, data: { keywords: [] } });
  expect(await find(shop, "喝水的")).toEqual([]);
  expect(await find(shop, "绿茶")).toContain("longjing");
  await saveSynonyms(shop, ["喝水的=马克杯", "", "，=蜡烛", "只有一个"]);
  expect(await find(shop, "喝水的")).toEqual(["makebei"]);
  expect(await find(shop, "绿茶")).toEqual([]);
  const old = stampOf({ lines: BUILT_IN });
  expect(await saveSynonyms(shop, ["杯子=马克杯"], old)).toEqual({ ok: false, reason: "moved" });
  expect(await find(shop, "喝水的")).toEqual(["makebei"]);
  await saveSynonyms(shop, []);
  const trail = await shop.db.auditEntry.findMany({ where: { kind: "synonyms_changed" }, orderBy: { id: "asc" } });
  expect(trail.map(({ before, after }) => [before, after])[1]).toEqual([
    { synonyms: ["喝水的=马克杯", "", "，=蜡烛", "只有一个"] },
    { synonyms: [] },
  ]);
  expect(await find(shop, "喝水的")).toEqual([]);
});

describe("a list", () => {
  test("is sorted by what was sold, by price and by age, and filtered by price, stock and category", async () => {
    const shop = await demoShop();
    await sell(shop, "shupu", 9);
    await sell(shop, "meigui", 3);
    await shop.db.product.update({ where: { slug: "molihua" }, data: { createdAt: new Date("2030-01-01") } });
    expect(await find(shop, "茶叶", { sort: "sold" })).toEqual(["shupu", "meigui", "longjing", "baicha", "molihua"]);
    expect(await find(shop, "茶叶", { sort: "price" })).toEqual(["meigui", "molihua", "shupu", "baicha", "longjing"]);
    expect(await find(shop, "茶叶", { sort: "price-desc" })).toEqual(["longjing", "baicha", "shupu", "molihua", "meigui"]);
    expect((await find(shop, "茶叶", { sort: "new" }))[0]).toBe("molihua");
    expect((await find(shop, "茶叶", { minFen: 4500, maxFen: 6800 })).sort()).toEqual(["baicha", "molihua", "shupu"]);
    const fruit = (await listProducts(shop, { category: "fruit" })).products.map(({ slug }) => slug);
    expect(fruit).toEqual(["qicheng", "pingguo", "caomei", "mihoutao", "mangguo"]);
    expect((await listProducts(shop, { category: "fruit", inStock: true })).products.map(({ slug }) => slug)).not.toContain("caomei");
    expect(await find(shop, "白茶", { category: "home" })).toEqual(["lazhu"]);
  });

  test("that a filter leaves empty stays empty, rather than to show what the words were not meant for", async () => {
    const shop = await demoShop();
    expect(await find(shop, "苹果", { maxFen: 100 })).toEqual([]);
    expect(await find(shop, "苹果", { maxFen: 3000 })).toEqual([]);
  });

  test("goes on where it ended, though goods have come and gone since", async () => {
    const shop = await demoShop();
    for (const sort of ["default", "sold", "price", "price-desc", "new"] as const) {
      const first = await listProducts(shop, { sort });
      const { id } = await shop.db.product.findUniqueOrThrow({ where: { slug: first.products[0]?.slug ?? "" } });
      await shop.db.product.update({ where: { id }, data: { onSale: false } });
      const second = await listProducts(shop, { sort, after: first.next });
      await shop.db.product.update({ where: { id }, data: { onSale: true } });
      const whole = await listProducts(shop, { sort, pages: 2 });
      expect([...first.products, ...second.products], sort).toEqual(whole.products);
      expect([first.products.length, second.next, whole.next], sort).toEqual([20, null, null]);
    }
  });

  test("of what sells best holds what was sold, and nothing in a shop that has sold nothing", async () => {
    const shop = await demoShop();
    expect(await listBestSellers(shop)).toEqual([]);
    await sell(shop, "shupu", 9);
    await sell(shop, "caomei", 20);
    expect((await listBestSellers(shop)).map(({ slug }) => slug)).toEqual(["shupu"]);
  });
});
