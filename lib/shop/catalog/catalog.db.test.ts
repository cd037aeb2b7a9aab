import { describe, expect, test } from "vitest";
import { dropInvisible } from "@/lib/server/typed-text";
import type { Shop } from "@/lib/shop/shop";
import { testShop } from "@/test/test-shop";
import { getProduct } from "./get-product";
import { getVariants } from "./get-variants";
import { listCategories } from "./list-categories";
import { listProducts } from "./list-products";
import { PAGE_SIZE } from "./product-card";
import { searchProducts } from "./search-products";
import { searchWords } from "./search-words";

type Shelf = { slug: string; title?: string; subtitle?: string; onSale?: boolean; variants?: VariantRow[]; category?: string };
type VariantRow = { name?: string; priceFen?: number; listPriceFen?: number; stock?: number; active?: boolean };

/** Puts a product on the shelf; its opening stock is in the ledger. */
async function put(shop: Shop, { slug, title = slug, category = "茶叶", variants = [{}], ...rest }: Shelf): Promise<number[]> {
  const { id: categoryId } = await shop.db.category.upsert({
    where: { slug: category },
    create: { slug: category, name: category, icon: "" },
    update: {},
  });
  const product = await shop.db.product.create({ data: { slug, title, categoryId, images: [`${slug}-1`], ...rest } });
  const ids: number[] = [];
  for (const [position, { priceFen = 1980, stock = 10, ...variant }] of variants.entries()) {
    const opening = stock > 0 ? { create: { kind: "adjust", quantity: stock } } : undefined;
    const data = { productId: product.id, priceFen, stock, position, movements: opening, ...variant };
    ids.push((await shop.db.variant.create({ data })).id);
  }
  return ids;
}

const slugs = ({ products }: { products: { slug: string }[] }) => products.map(({ slug }) => slug).sort();

describe("looking around", () => {
  test("a shopper sees what is on sale, and nothing that is not", async () => {
    const shop = await testShop();
    await put(shop, { slug: "open" });
    await put(shop, { slug: "withdrawn", onSale: false });
    await put(shop, { slug: "hollow", variants: [{ active: false, stock: 0 }] });

    expect(slugs(await listProducts(shop, {}))).toEqual(["open"]);
    expect(await getProduct(shop, "withdrawn")).toBeNull();
    expect(await getProduct(shop, "hollow")).toBeNull();
    expect(await getProduct(shop, "nothing-of-the-kind")).toBeNull();
  });

  test("a shopper sees the lowest price that can still be paid, and what is left of all variants", async () => {
    const shop = await testShop();
    const variants = [
      { name: "小", priceFen: 900, stock: 0 },
      { name: "中", priceFen: 1980, listPriceFen: 2500, stock: 2 },
      { name: "大", priceFen: 3800, stock: 3 },
      { name: "旧", priceFen: 100, stock: 9, active: false },
    ];
    await put(shop, { slug: "tea", variants });

    const [card] = (await listProducts(shop, {})).products;
    expect(card).toMatchObject({ priceFen: 1980, listPriceFen: 2500, hasMorePrices: true, available: 5, image: "tea-1" });
    const product = await getProduct(shop, "tea");
    expect(product?.variants.map(({ name, available }) => [name, available])).toEqual([
      ["小", 0],
      ["中", 2],
      ["大", 3],
    ]);
  });

  test("a shopper in one category is not shown another", async () => {
    const shop = await testShop();
    await put(shop, { slug: "tea" });
    await put(shop, { slug: "apple", category: "水果" });

    expect(slugs(await listProducts(shop, { category: "水果" }))).toEqual(["apple"]);
    expect((await listCategories(shop)).map(({ name }) => name)).toEqual(["茶叶", "水果"]);
  });

  test("a shopper turns the page, and the last page says that it is the last", async () => {
    const shop = await testShop();
    for (let index = 0; index <= PAGE_SIZE; index++) await put(shop, { slug: `tea-${index}` });

    const first = await listProducts(shop, {});
    const second = await listProducts(shop, { after: first.next });
    expect([first.products.length, second.products.length, second.next]).toEqual([PAGE_SIZE, 1, null]);
    expect(new Set([...slugs(first), ...slugs(second)]).size).toBe(PAGE_SIZE + 1);
    expect(slugs(await listProducts(shop, { pages: 2 }))).toHaveLength(PAGE_SIZE + 1);
  });
});

describe("searching", () => {
  test("a shopper finds by title, subtitle and category, with every word", async () => {
    const shop = await testShop();
    await put(shop, { slug: "longjing", title: "明前龙井", subtitle: "手工采摘" });
    await put(shop, { slug: "puer", title: "熟普小沱", subtitle: "饭后解腻" });
    await put(shop, { slug: "soap", title: "龙井香皂", category: "家居" });

    expect(slugs(await searchProducts(shop, { query: "龙井" }))).toEqual(["longjing", "soap"]);
    expect(slugs(await searchProducts(shop, { query: "茶叶" }))).toEqual(["longjing", "puer"]);
    expect(slugs(await searchProducts(shop, { query: "龙井　家居" }))).toEqual(["soap"]);
    expect(slugs(await searchProducts(shop, { query: "解腻" }))).toEqual(["puer"]);
    expect(slugs(await searchProducts(shop, { query: "咖啡" }))).toEqual([]);
  });

  test("a shopper finds goods by the name of a variant, and whatever punctuation the keyboard added", async () => {
    const shop = await testShop();
    await put(shop, { slug: "longjing", title: "明前龙井", variants: [{ name: "50g 小罐" }, { name: "旧装", active: false }] });
    await put(shop, { slug: "puer", title: "熟普小沱", variants: [{ name: "357g" }] });
    for (const query of ["龙井。", "《龙井》", "50g", "明前龙井 50g", "明前龙井（50g）", "\u202D龙井\u202C"])
      expect(slugs(await searchProducts(shop, { query })), query).toEqual(["longjing"]);
    for (const query of ["旧装", "。", "《》"]) expect(slugs(await searchProducts(shop, { query })), query).toEqual([]);
  });

  test("a shopper finds what the owner wrote with punctuation, blanks or wide letters by typing none, and the other way round", async () => {
    const shop = await testShop();
    await put(shop, { slug: "spring", title: "龙井（春茶）", subtitle: "“狮峰”·手工", variants: [{ name: "５００ｇ　罐装" }] });
    await put(shop, { slug: "plain", title: "白茶散装", variants: [{ name: "500g罐装" }] });
    for (const query of ["龙井春茶", "龙井（春茶）", "龙井(春茶)", "龙井 春茶", "《龙井·春茶》", "狮峰手工", "龙井 500g"])
      expect(slugs(await searchProducts(shop, { query })), query).toEqual(["spring"]);
    for (const query of ["500g", "５００ｇ", "500G罐装", "500g 罐装", "500g（罐装）"])
      expect(slugs(await searchProducts(shop, { query })), query).toEqual(["plain", "spring"]);
    expect(slugs(await searchProducts(shop, { query: "白（茶）散装" }))).toEqual(["plain"]);
  });

  test("a shopper finds goods by the name that the owner has given them since", async () => {
    const shop = await testShop();
    await put(shop, { slug: "tea", title: "红茶", variants: [{ name: "100g" }] });
    await shop.db.product.update({
      where: { slug: "tea" },
      data: { title: "【新】红茶", variants: { updateMany: { where: {}, data: { name: "２００ｇ" } } } },
    });
    await shop.db.category.updateMany({ data: { name: "茶·叶" } });
    expect(slugs(await searchProducts(shop, { query: "新红茶 200g 茶叶" }))).toEqual(["tea"]);
    expect(slugs(await searchProducts(shop, { query: "100g" }))).toEqual([]);
  });

  test("the database leaves out of a title what the shop leaves out of a query, character by character", async () => {
    const shop = await testShop();
    const blocks = [
      [0x20, 0xff],
      [0x2000, 0x206f],
      [0x2e00, 0x2e3b],
      [0x3000, 0x30ff],
      [0xfe10, 0xfe6f],
      [0xff00, 0xffef],
    ] as const;
    const all = blocks.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, place) => first + place));
    const visible = all.filter((code) => dropInvisible(String.fromCodePoint(code)) !== "");
    const stored = await shop.db.$queryRaw<{ code: number; kept: string }[]>`
      SELECT code, search_text(chr(code)) AS kept FROM unnest(${visible}::int[]) AS code`;
    const differing = stored.filter(({ code, kept }) => kept !== searchWords(String.fromCodePoint(code)).join(""));
    expect(differing.map(({ code, kept }) => `U+${code.toString(16)} ${kept}`)).toEqual([]);
  });

  test("a shopper need not mind capitals", async () => {
    const shop = await testShop();
    await put(shop, { slug: "pencil", title: "Pencil HB" });
    expect(slugs(await searchProducts(shop, { query: "hb" }))).toEqual(["pencil"]);
  });

  test("a shopper who types a percent sign, an underscore or a backslash finds just that", async () => {
    const shop = await testShop();
    await put(shop, { slug: "plain", title: "白茶" });
    await put(shop, { slug: "percent", title: "70%黑巧" });
    await put(shop, { slug: "under", title: "A_4 本" });
    await put(shop, { slug: "back", title: "斜杠\\本" });

    expect(slugs(await searchProducts(shop, { query: "%" }))).toEqual(["percent"]);
    expect(slugs(await searchProducts(shop, { query: "_" }))).toEqual(["under"]);
    expect(slugs(await searchProducts(shop, { query: "\\" }))).toEqual(["back"]);
  });

  test("a shopper who types quotes breaks nothing, and one who types nothing finds nothing", async () => {
    const shop = await testShop();
    await put(shop, { slug: "tea" });
    expect(slugs(await searchProducts(shop, { query: "'; DROP TABLE products; --" }))).toEqual([]);
    expect(slugs(await searchProducts(shop, { query: "  " }))).toEqual([]);
    expect(slugs(await listProducts(shop, {}))).toEqual(["tea"]);
  });

  test("what is withdrawn is not found either", async () => {
    const shop = await testShop();
    await put(shop, { slug: "tea", title: "龙井", onSale: false });
    expect(slugs(await searchProducts(shop, { query: "龙井" }))).toEqual([]);
  });
});

test("a checkout learns the facts in the order it asked, and that what is withdrawn cannot be had", async () => {
  const shop = await testShop();
  const [first = 0] = await put(shop, { slug: "tea", title: "龙井", variants: [{ name: "50g", priceFen: 9800, stock: 4 }] });
  const [gone = 0] = await put(shop, { slug: "old", onSale: false });

  expect(await getVariants(shop.db, [gone, 999_999, first])).toEqual([
    expect.objectContaining({ variantId: gone, onSale: false, available: 0 }),
    {
      variantId: first,
      productId: expect.any(Number),
      categoryId: expect.any(Number),
      productSlug: "tea",
      title: "龙井",
      variantName: "50g",
      image: "tea-1",
      priceFen: 9800,
      available: 4,
      onSale: true,
      grams: 0,
      freight: { kind: "free" },
    },
  ]);
});
