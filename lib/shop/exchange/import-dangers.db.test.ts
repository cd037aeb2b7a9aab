import { describe, expect, test } from "vitest";
import { adjustStock } from "@/lib/shop/stock/adjust-stock";
import { actingAs } from "@/test/owner-access";
import { stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { confirmImport, continueImports } from "./confirm-import";
import { getImport } from "./get-import";
import { MOST_NEW_CATEGORIES } from "./import-item";
import { previewImport } from "./preview-import";

const OWNER = 7;

const owned = async () => actingAs(await testShop(), OWNER);
async function preview(shop: TestShop, csv: string, may: Partial<Parameters<typeof previewImport>[2]> = {}): Promise<string> {
  const made = await previewImport(shop, new TextEncoder().encode(csv), { makeCategories: false, mayRename: false, ...may });
  if (!made.ok) throw new Error(made.reason);
  return made.id;
}
async function view(shop: TestShop, id: string, page?: number) {
  const found = await getImport(shop, OWNER, id, page);
  if (!found) throw new Error("no preview");
  return found;
}
const problemsOf = async (shop: TestShop, id: string) =>
  (await view(shop, id)).wrong.flatMap(({ problems }) =>
    problems.map(({ row, code, fact }) => [row, code, fact].filter(Boolean).join(" ")),
  );

describe("an owner whose file changes many products", () => {
  test("can read every one of them before confirming, page by page, the dangerous ones first", async () => {
    const shop = await owned();
    const lines: string[] = [];
    const change = async (title: string, cells: string) => {
      const { productId } = await stockGoods(shop, { title });
      lines.push(`${productId},${cells}`);
    };
    for (let nth = 0; nth < 105; nth++) await change(`茶 ${nth}`, `茶 ${nth},20,`);
    await change("便宜", "便宜,9.8,");
    await change("贵", "贵,29.8,");
    await change("下架", "下架,,否");
    await change("改名", "新名,,");
    lines.push(",新品,0.01,否");
    const csv = `商品编号,商品名称,价格,上架,分类\n${lines.map((line) => `${line},茶叶`).join("\n")}`;
    const id = await preview(shop, csv, { mayRename: true });
    const first = await view(shop, id);
    expect(first).toMatchObject({ counts: { changed: 109, new: 1 }, page: 1, pages: 3, dangers: { title: 1, price: 2, onSale: 1 } });
    expect(first.items.slice(0, 5).map(({ title, danger }) => [title, danger])).toEqual([
      ["新名", "title"],
      ["便宜", "price"],
      ["贵", "price"],
      ["下架", "onSale"],
      ["茶 0", null],
    ]);
    const rest = [await view(shop, id, 2), await view(shop, id, 3)];
    const titles = [first, ...rest].flatMap(({ items }) => items.map(({ title }) => title));
    expect(new Set(titles).size).toBe(110);
    expect((await view(shop, id, 99)).page).toBe(3);
  });
});

describe("an owner who counts pieces in two places at once", () => {
  test("has the one count or the other, and never their sum", async () => {
    const shop = await owned();
    const { productId, variantId } = await stockGoods(shop, { stock: 10 });
    const everywhere = { fee: { first: 1, firstFeeFen: 800, step: 1, stepFeeFen: 200 }, free: null };
    const rules = { everywhere, zones: [], excluded: [] };
    const template = await shop.db.freightTemplate.create({ data: { name: "快递", unit: "piece", rules } });
    const id = await preview(shop, `商品编号,库存,运费模板\n${productId},20,快递`);
    const waiting = async () => {
      const [found] = await shop.db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return found?.count ?? 0;
    };
    let both: Promise<unknown> = Promise.resolve();
    await shop.db.$transaction(async (tx) => {
      // Holds the import up between its look at the product and what it writes.
      await tx.$queryRaw`SELECT 1 FROM freight_templates WHERE id = ${template.id} FOR UPDATE`;
      const imported = confirmImport(shop, id);
      await expect.poll(waiting).toBe(1);
      let isCounted = false;
      const counted = adjustStock(shop, variantId, { kind: "to", stock: 20, seen: 10 }).finally(() => {
        isCounted = true;
      });
      await expect.poll(async () => isCounted || (await waiting()) === 2).toBe(true);
      both = Promise.all([imported, counted]);
    });
    await both;
    expect((await shop.db.variant.findUniqueOrThrow({ where: { id: variantId } })).stock).toBe(20);
  });

  test("is never told a sum, whichever comes first", async () => {
    const shop = await owned();
    for (let round = 0; round < 50; round++) {
      const { productId, variantId } = await stockGoods(shop, { title: `茶 ${round}`, stock: 10 });
      const id = await preview(shop, `商品编号,库存\n${productId},20`);
      await Promise.all([confirmImport(shop, id), adjustStock(shop, variantId, { kind: "to", stock: 20, seen: 10 })]);
      expect((await shop.db.variant.findUniqueOrThrow({ where: { id: variantId } })).stock).toBe(20);
    }
  });
});

describe("a file with a cell that cannot be kept", () => {
  test("is looked at all the same: a name is cut between characters", async () => {
    const shop = await owned();
    const { productId } = await stockGoods(shop);
    const id = await preview(shop, `商品编号,运费模板\n${productId},${"长".repeat(29)}😀😀`);
    expect(await problemsOf(shop, id)).toEqual([`2 freight ${"长".repeat(29)}😀`]);
  });

  test("does not keep the worker from the files behind it", async () => {
    const shop = await owned();
    const ids: string[] = [];
    for (const title of ["毒", "茶"]) {
      const { productId } = await stockGoods(shop, { title });
      ids.push(await preview(shop, `商品编号,价格\n${productId},30`));
      await shop.db.productImport.updateMany({ where: { id: ids.at(-1) ?? "" }, data: { confirmedAt: shop.now() } });
      shop.advance(1000);
    }
    const [broken = "", good = ""] = ids;
    await shop.db.$executeRaw`ALTER TABLE product_import_items ADD CONSTRAINT poison CHECK (title <> '毒' OR outcome IS NULL)`;
    expect(await continueImports(shop)).toBe(1);
    expect(await view(shop, good)).toMatchObject({ isOver: true, counts: { done: 1 } });
    expect(await view(shop, broken)).toMatchObject({ isOver: false });
    await shop.db.$executeRaw`ALTER TABLE product_import_items DROP CONSTRAINT poison`;
    expect(await continueImports(shop)).toBe(1);
    expect(await view(shop, broken)).toMatchObject({ isOver: true });
  });
});

describe("an owner whose file names new categories and options", () => {
  test("is told of names that no form would take", async () => {
    const shop = await owned();
    await stockGoods(shop);
    const long = "很".repeat(11);
    const csv = `商品名称,分类,规格1名,规格1值,价格\n甲,${long},,,1\n乙,茶叶,${long},红,1`;
    expect(await problemsOf(shop, await preview(shop, csv, { makeCategories: true }))).toEqual([
      "2 too_long category",
      "3 too_long option1",
    ]);
  });

  test("makes so many at most with one file, since a column that slipped would make one for each product", async () => {
    const shop = await owned();
    await stockGoods(shop);
    const lines = Array.from({ length: MOST_NEW_CATEGORIES + 2 }, (_, nth) => `茶 ${nth},类 ${nth},1\n另 ${nth},类 ${nth},1`);
    const id = await preview(shop, `商品名称,分类,价格\n${lines.join("\n")}`, { makeCategories: true });
    const problems = await problemsOf(shop, id);
    expect(problems).toHaveLength(4);
    expect(problems[0]).toContain("many_categories");
    await confirmImport(shop, id);
    while ((await continueImports(shop)) > 0);
    expect(await shop.db.category.count()).toBe(MOST_NEW_CATEGORIES + 1);
  });
});

describe("an owner who brings in a file of another shop, whose numbers are other goods here", () => {
  const csv = (productId: number, title: string, sku: string) => `商品编号,商品名称,商家编码,价格\n${productId},${title},${sku},30`;

  test("reads that name and code are another product's, and nothing is written over", async () => {
    const shop = await owned();
    const { productId, variantId } = await stockGoods(shop);
    await shop.db.variant.update({ where: { id: variantId }, data: { sku: "LJ-1" } });
    const id = await preview(shop, csv(productId, "拖鞋", "TX-9"));
    expect(await problemsOf(shop, id)).toEqual(["2 other_product 龙井茶"]);
    await confirmImport(shop, id);
    expect(await shop.db.product.findFirstOrThrow()).toMatchObject({ title: "龙井茶" });
  });

  test("may rename goods whose code is the same, and others by saying so", async () => {
    const shop = await owned();
    const { productId, variantId } = await stockGoods(shop);
    await shop.db.variant.update({ where: { id: variantId }, data: { sku: "LJ-1" } });
    expect(await view(shop, await preview(shop, csv(productId, "明前龙井", "LJ-1")))).toMatchObject({ counts: { changed: 1, wrong: 0 } });
    const id = await preview(shop, csv(productId, "明前龙井", "MQ-1"), { mayRename: true });
    await confirmImport(shop, id);
    expect(await shop.db.product.findFirstOrThrow()).toMatchObject({ title: "明前龙井" });
  });
});
