import { describe, expect, test } from "vitest";
import { writeXlsx } from "@/lib/shop/sheets/write-xlsx";
import { seedShop } from "@/prisma/seed/seed";
import { actingAs, auditKinds } from "@/test/owner-access";
import { anOrder, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { confirmImport, continueImports } from "./confirm-import";
import { exportProducts } from "./export-products";
import { getFailedRows, getImport } from "./get-import";
import { MOST_PREVIEWS, PREVIEW_MS } from "./import-item";
import { previewImport } from "./preview-import";
import { COLUMNS, type SheetRow } from "./sheet-row";
import { writeCsv } from "./write-csv";

const OWNER = 7;
const HEADINGS = {
  ...{ productNo: "商品编号", title: "商品名称", category: "分类", option1: "规格1名", value1: "规格1值", option2: "规格2名" },
  ...{
    value2: "规格2值",
    sku: "商家编码",
    price: "价格",
    listPrice: "划线价",
    grams: "重量(克)",
    stock: "库存",
    stockThen: "导出时库存",
    lowStock: "库存提醒",
    description: "描述",
    freight: "运费模板",
    onSale: "上架",
  },
};
const HEAD = "商品名称,分类,规格1名,规格1值,规格2名,规格2值,商家编码,价格,划线价,库存,上架";
const SHIRT = `${HEAD}
棉布衬衫,茶叶,颜色,红,尺码,M,S-R-M,99,129,5,是
,,,红,,L,S-R-L,99,,3,
,,,蓝,,M,S-B-M,109,,0,`;

const owned = async () => actingAs(await testShop(), OWNER);
const preview = async (shop: TestShop, csv: string, makeCategories = false) => {
  const made = await previewImport(shop, new TextEncoder().encode(csv), { makeCategories, mayRename: true });
  if (!made.ok) throw new Error(made.reason);
  const view = await getImport(shop, OWNER, made.id);
  if (!view) throw new Error("no preview");
  return view;
};
const problemsOf = (view: Awaited<ReturnType<typeof preview>>) =>
  view.wrong.flatMap(({ problems }) =>
    problems.map(({ row, code, fact }) => [row, code, fact].filter((one) => one !== undefined).join(" ")),
  );
const exported = async (shop: TestShop) => {
  let csv = "";
  for await (const piece of writeCsv(exportProducts(shop, { yes: "是", no: "否" }), HEADINGS)) csv += piece;
  return csv;
};
const shirt = (shop: TestShop) =>
  shop.db.product.findFirstOrThrow({
    where: { title: "棉布衬衫" },
    include: { variants: { orderBy: { position: "asc" }, include: { movements: true } } },
  });

describe("an owner who brings in a new product with colours and sizes", () => {
  test("sees it before it is there, confirms, and finds each combination with its price, code and opening stock", async () => {
    const shop = await owned();
    await stockGoods(shop);
    const view = await preview(shop, SHIRT);
    expect(view.counts).toMatchObject({ new: 1, changed: 0, wrong: 0 });
    expect(await shop.db.product.count()).toBe(1);
    expect(await confirmImport(shop, view.id)).toEqual({ ok: true, isOver: true });
    const product = await shirt(shop);
    expect(product.onSale).toBe(true);
    expect(product.variants.map(({ name, sku, priceFen, listPriceFen, stock }) => [name, sku, priceFen, listPriceFen, stock])).toEqual([
      ["红 / M", "S-R-M", 9900, 12900, 5],
      ["红 / L", "S-R-L", 9900, null, 3],
      ["蓝 / M", "S-B-M", 10900, null, 0],
    ]);
    expect(product.variants.map(({ movements }) => movements.map(({ quantity }) => quantity))).toEqual([[5], [3], []]);
    expect(await auditKinds(shop)).toEqual(["goods_imported", "product_created", "variant_added", "variant_added", "variant_added"]);
  });

  test("confirms in three tabs, and has it once", async () => {
    const shop = await owned();
    await stockGoods(shop);
    const { id } = await preview(shop, SHIRT);
    const other = await preview(shop, SHIRT);
    await Promise.all([confirmImport(shop, id), confirmImport(shop, id), confirmImport(shop, id), confirmImport(shop, other.id)]);
    expect(await shop.db.product.count({ where: { title: "棉布衬衫" } })).toBe(1);
    // The second file was told that the product is there already.
    const views = [await getImport(shop, OWNER, id), await getImport(shop, OWNER, other.id)];
    expect(views.map((view) => view?.counts.done).sort()).toEqual([0, 1]);
    expect(views.map((view) => view?.counts.failed).sort()).toEqual([0, 1]);
    expect(await auditKinds(shop)).toHaveLength(6);
  });

  test("in a category that is not there: is told so, or has it made", async () => {
    const shop = await owned();
    const csv = SHIRT.replace("茶叶", "服装");
    expect(problemsOf(await preview(shop, csv))).toEqual(["2 category 服装"]);
    const { id } = await preview(shop, csv, true);
    await confirmImport(shop, id);
    expect(await shop.db.category.findMany({ select: { name: true } })).toEqual([{ name: "服装" }]);
  });
});

describe("an owner who takes all goods out and brings them in again", () => {
  test("has changed nothing", async () => {
    const shop = await owned();
    await stockGoods(shop);
    await confirmImport(shop, (await preview(shop, SHIRT)).id);
    const view = await preview(shop, await exported(shop));
    expect(view.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2, wrong: 0 });
  });

  test("changes what was changed in the file: a price, a blank list price, a new size; a column that is missing stays as it is", async () => {
    const shop = await owned();
    await stockGoods(shop);
    await confirmImport(shop, (await preview(shop, SHIRT)).id);
    const { id } = await shirt(shop);
    const csv = `商品编号,规格1名,规格1值,规格2名,规格2值,价格,划线价\n${id},颜色,红,尺码,M,89,\n${id},颜色,红,尺码,XL,119,`;
    const view = await preview(shop, csv);
    expect(view.items).toMatchObject([{ state: "changed", changes: ["price", "listPrice", "variants"] }]);
    await confirmImport(shop, view.id);
    const { variants, onSale } = await shirt(shop);
    expect(onSale).toBe(true);
    expect(variants.map(({ name, sku, priceFen, listPriceFen, stock }) => [name, sku, priceFen, listPriceFen, stock])).toEqual([
      ["红 / M", "S-R-M", 8900, null, 5],
      ["红 / L", "S-R-L", 9900, null, 3],
      ["红 / XL", "", 11900, null, 0],
      ["蓝 / M", "S-B-M", 10900, null, 0],
    ]);
  });

  test("while a buyer orders: the stock moves by the difference from what was seen, and the sale stays", async () => {
    const shop = await owned();
    const { productId, variantId } = await stockGoods(shop, { stock: 10 });
    const { id } = await preview(shop, `商品编号,库存\n${productId},25`);
    await anOrder(shop, { variantId, quantity: 4 });
    await confirmImport(shop, id);
    expect(await shop.db.variant.findUnique({ where: { id: variantId } })).toMatchObject({ stock: 21, reserved: 4 });
  });

  test("and what is sold meanwhile cannot be taken away again", async () => {
    const shop = await owned();
    const { productId, variantId } = await stockGoods(shop, { stock: 10 });
    const { id } = await preview(shop, `商品编号,价格,库存\n${productId},30,1`);
    await anOrder(shop, { variantId, quantity: 4 });
    await confirmImport(shop, id);
    expect(await getImport(shop, OWNER, id)).toMatchObject({ wrong: [{ problems: [{ row: 2, code: "below_zero", fact: "6" }] }] });
    expect(await shop.db.variant.findUnique({ where: { id: variantId } })).toMatchObject({ stock: 6, priceFen: 1980 });
  });

  test("is refused for a variant that is not in the file: by the product's first row, with that variant's name", async () => {
    const shop = await owned();
    await stockGoods(shop);
    await confirmImport(shop, (await preview(shop, SHIRT)).id);
    const { id: productId } = await shirt(shop);
    await shop.db.product.update({ where: { id: productId }, data: { listPriceBasis: "former" } });
    const { id } = await preview(
      shop,
      `商品名称,商品编号,规格1名,规格1值,规格2名,规格2值,价格,划线价\n棉布衬衫,${productId},颜色,蓝,尺码,M,100,`,
    );
    await confirmImport(shop, id);
    const problem = { row: 2, code: "never_sold", variant: "红 / M" };
    expect((await getImport(shop, OWNER, id))?.wrong).toMatchObject([{ problems: [problem] }]);
    expect((await getFailedRows(shop, OWNER, id))?.rows.map(({ problems }) => problems)).toEqual([[problem]]);
  });

  test("is refused a product that was changed since the file was looked at, and gets the others", async () => {
    const shop = await owned();
    const tea = await stockGoods(shop);
    const cup = await stockGoods(shop, { title: "茶杯" });
    const { id } = await preview(shop, `商品编号,价格\n${tea.productId},30\n${cup.productId},40`);
    await shop.db.variant.update({ where: { id: tea.variantId }, data: { priceFen: 2500 } });
    expect(await confirmImport(shop, id)).toEqual({ ok: true, isOver: true });
    expect(await getImport(shop, OWNER, id)).toMatchObject({ counts: { done: 1, failed: 1 }, wrong: [{ problems: [{ code: "moved" }] }] });
    expect(await shop.db.variant.findUnique({ where: { id: cup.variantId } })).toMatchObject({ priceFen: 4000 });
    expect(await shop.db.variant.findUnique({ where: { id: tea.variantId } })).toMatchObject({ priceFen: 2500 });
    const failed = await getFailedRows(shop, OWNER, id);
    expect(failed?.rows.map(({ row }) => row.cells[0])).toEqual([String(tea.productId)]);
  });
});

describe("an owner whose spreadsheet has changed a value of an exported row", () => {
  const asWritten = async (shop: TestShop) => {
    await stockGoods(shop);
    await confirmImport(shop, (await preview(shop, SHIRT.replaceAll("红", "3-6"))).id);
    return exported(shop);
  };

  test.each([
    ["3月6日", "a date"],
    ["大红", "another word"],
  ])("reads that %s is not the shop's, and never sells the same pieces twice", async (value) => {
    const shop = await owned();
    const csv = (await asWritten(shop)).replaceAll(/,3-6\t?,/g, `,${value},`);
    const view = await preview(shop, csv);
    expect(problemsOf(view)).toEqual([`3 value_changed ${value} / M`, `4 value_changed ${value} / L`]);
    await confirmImport(shop, view.id);
    const { variants } = await shirt(shop);
    expect(variants.map(({ name, stock }) => [name, stock])).toEqual([
      ["3-6 / M", 5],
      ["3-6 / L", 3],
      ["蓝 / M", 0],
    ]);
  });

  test("adds a size by a row that leaves what was in stock blank", async () => {
    const shop = await owned();
    const csv = await asWritten(shop);
    const { id } = await shirt(shop);
    const row = `${id},棉布衬衫,茶叶,颜色,蓝,尺码,L,,109,,,4,,,,\r\n`;
    const view = await preview(shop, csv + row);
    expect(view).toMatchObject({ counts: { changed: 1, wrong: 0 } });
    await confirmImport(shop, view.id);
    expect((await shirt(shop)).variants.map(({ name, stock }) => [name, stock]).at(-1)).toEqual(["蓝 / L", 4]);
  });

  test("is told of a count at the export that is no number", async () => {
    const shop = await owned();
    const { productId } = await stockGoods(shop);
    expect(problemsOf(await preview(shop, `商品编号,库存,导出时库存\n${productId},9,十`))).toEqual(["2 stock_then"]);
  });
});

describe("an owner who writes weights into a file", () => {
  test("has them written, keeps them where a file says nothing, and takes them out again", async () => {
    const shop = await owned();
    const { productId, variantId } = await stockGoods(shop);
    const bring = async (csv: string) => {
      const view = await preview(shop, csv);
      await confirmImport(shop, view.id);
      return shop.db.variant.findUniqueOrThrow({ where: { id: variantId } });
    };
    expect(await bring(`商品编号,重量（克）\n${productId},250g`)).toMatchObject({ grams: 250 });
    expect(await bring(`商品编号,价格\n${productId},30`)).toMatchObject({ grams: 250, priceFen: 3000 });
    expect(await bring(`商品编号,重量,价格\n${productId},,31`)).toMatchObject({ grams: 250, priceFen: 3100 });
    expect((await exported(shop)).split("\r\n")[1]).toContain(",31.00,,250,10,");
    expect(problemsOf(await preview(shop, `商品编号,重量\n${productId},一斤`))).toEqual(["2 grams"]);
  });

  test("does the same with the number from which on goods are scarce, which a blank cell takes away", async () => {
    const shop = await owned();
    const { productId, variantId } = await stockGoods(shop);
    const bring = async (csv: string) => {
      await confirmImport(shop, (await preview(shop, csv)).id);
      return (await shop.db.variant.findUniqueOrThrow({ where: { id: variantId } })).lowStockAt;
    };
    expect(await bring(`商品编号,库存提醒\n${productId},20`)).toBe(20);
    expect((await exported(shop)).split("\r\n")[1]).toContain(",10,10,20,");
    expect(await bring(`商品编号,价格\n${productId},30`)).toBe(20);
    const { items } = await preview(shop, `商品编号,库存提醒\n${productId},`);
    expect(items[0]?.differences).toEqual([{ what: "lowStock", of: "", from: 20, to: null }]);
    expect(await bring(`商品编号,库存提醒\n${productId},`)).toBeNull();
    expect(problemsOf(await preview(shop, `商品编号,库存提醒\n${productId},10000`))).toEqual(["2 low_stock"]);
  });

  test("is told at once that a product whose freight is counted by weight needs one", async () => {
    const shop = await owned();
    const { productId, variantId } = await stockGoods(shop);
    const rules = { everywhere: { fee: { first: 1000, firstFeeFen: 1, step: 1000, stepFeeFen: 1 }, free: null }, zones: [], excluded: [] };
    const template = await shop.db.freightTemplate.create({ data: { name: "按重量", unit: "weight", rules } });
    await shop.db.variant.update({ where: { id: variantId }, data: { grams: 250 } });
    const late = await preview(shop, `商品编号,颜色,重量\n${productId},,0`);
    await shop.db.product.update({ where: { id: productId }, data: { freightKind: "template", freightTemplateId: template.id } });
    expect(problemsOf(await preview(shop, `商品编号,重量\n${productId},0`))).toEqual(["2 no_weight"]);
    // Also when the freight has become one by weight since the file was looked at.
    await confirmImport(shop, late.id);
    expect(await getImport(shop, OWNER, late.id)).toMatchObject({ wrong: [{ problems: [{ row: 2, code: "moved" }] }] });
    expect(await shop.db.variant.findUnique({ where: { id: variantId } })).toMatchObject({ grams: 250 });
  });
});

describe("an owner who looks at a file before it is written", () => {
  test("reads what each thing was and will be: 6 → 10, a price, a name, off sale", async () => {
    const shop = await owned();
    const { productId } = await stockGoods(shop, { stock: 6 });
    await shop.db.product.update({ where: { id: productId }, data: { description: "春茶" } });
    const csv = `商品编号,商品名称,价格,划线价,库存,描述,上架\n${productId},明前龙井,18,25,10,${"新".repeat(80)},否`;
    const [item] = (await preview(shop, csv)).items;
    expect(item?.differences).toEqual([
      { what: "title", of: "", from: "龙井茶", to: "明前龙井" },
      { what: "description", of: "", from: "春茶", to: `${"新".repeat(59)}…` },
      { what: "onSale", of: "", from: true, to: false },
      { what: "price", of: "", from: 1980, to: 1800 },
      { what: "listPrice", of: "", from: null, to: 2500 },
      { what: "stock", of: "", from: 6, to: 10 },
    ]);
  });

  test("reads which variant it is, and what a new one will cost", async () => {
    const shop = await owned();
    await stockGoods(shop);
    await confirmImport(shop, (await preview(shop, SHIRT)).id);
    const { id } = await shirt(shop);
    const csv = `商品编号,规格1名,规格1值,规格2名,规格2值,价格,库存\n${id},颜色,红,尺码,M,89,9\n${id},颜色,红,尺码,XL,119,4`;
    const [item] = (await preview(shop, csv)).items;
    expect(item?.differences).toEqual([
      { what: "price", of: "红 / M", from: 9900, to: 8900 },
      { what: "stock", of: "红 / M", from: 5, to: 9 },
      { what: "price", of: "红 / XL", from: null, to: 11900 },
      { what: "stock", of: "红 / XL", from: null, to: 4 },
    ]);
  });
});

describe("an owner who writes the freight into a file", () => {
  const RULES = { everywhere: { fee: { first: 1, firstFeeFen: 800, step: 1, stepFeeFen: 200 }, free: null }, zones: [], excluded: [] };
  const aTemplate = (shop: TestShop, name: string, unit: string) => shop.db.freightTemplate.create({ data: { name, unit, rules: RULES } });
  const freightOf = async (shop: TestShop, title: string) => {
    const { freightKind, freightFeeFen, freightTemplateId } = await shop.db.product.findFirstOrThrow({ where: { title } });
    return [freightKind, freightFeeFen, freightTemplateId];
  };

  test("gives each new product its template, a fee or none, and reads before it which one that is", async () => {
    const shop = await owned();
    await stockGoods(shop);
    const { id } = await aTemplate(shop, "快递", "piece");
    const csv = "商品名称,分类,价格,库存,运费模板\n甲,茶叶,1,2,快递\n乙,茶叶,1,2,\n丙,茶叶,1,2,8元\n丁,茶叶,1,2,包邮";
    const view = await preview(shop, csv);
    const told = view.items.map(({ differences }) => differences.find(({ what }) => what === "freight")?.to);
    expect(told).toEqual(["快递", "包邮", "8元", "包邮"]);
    await confirmImport(shop, view.id);
    expect(await freightOf(shop, "甲")).toEqual(["template", null, id]);
    expect(await freightOf(shop, "乙")).toEqual(["free", null, null]);
    expect(await freightOf(shop, "丙")).toEqual(["fixed", 800, null]);
    expect(await freightOf(shop, "丁")).toEqual(["free", null, null]);
    expect((await preview(shop, await exported(shop))).counts).toMatchObject({ changed: 0, unchanged: 5, wrong: 0 });
  });

  test("changes it where a cell names another one, keeps it where it is empty, and is told of a name that is none", async () => {
    const shop = await owned();
    const { productId } = await stockGoods(shop);
    const { id } = await aTemplate(shop, "快递", "piece");
    const view = await preview(shop, `商品编号,运费模板\n${productId},快递`);
    expect(view.items[0]?.differences).toEqual([{ what: "freight", of: "", from: "包邮", to: "快递" }]);
    await confirmImport(shop, view.id);
    expect(await freightOf(shop, "龙井茶")).toEqual(["template", null, id]);
    await confirmImport(shop, (await preview(shop, `商品编号,运费模板,价格\n${productId},,30`)).id);
    expect(await freightOf(shop, "龙井茶")).toEqual(["template", null, id]);
    expect(problemsOf(await preview(shop, `商品编号,运费模板\n${productId},顺丰`))).toEqual(["2 freight 顺丰"]);
    await confirmImport(shop, (await preview(shop, `商品编号,运费模板\n${productId},包邮`)).id);
    expect(await freightOf(shop, "龙井茶")).toEqual(["free", null, null]);
  });

  test("is told of a template by weight for goods without one, and of a template that is gone or a freight changed since", async () => {
    const shop = await owned();
    const { productId } = await stockGoods(shop);
    const { id } = await aTemplate(shop, "按重量", "weight");
    const both = `商品编号,商品名称,分类,价格,库存,运费模板\n${productId},,,,,按重量\n,甲,茶叶,1,2,按重量`;
    expect(problemsOf(await preview(shop, both))).toEqual(["2 no_weight", "3 no_weight"]);
    const late = await preview(shop, `商品编号,重量,运费模板\n${productId},250,按重量`);
    const last = await preview(shop, `商品编号,重量,运费模板\n${productId},250,按重量`);
    await shop.db.freightTemplate.delete({ where: { id } });
    await confirmImport(shop, late.id);
    expect(await getImport(shop, OWNER, late.id)).toMatchObject({ wrong: [{ problems: [{ code: "freight", fact: "按重量" }] }] });
    await shop.db.product.update({ where: { id: productId }, data: { freightKind: "fixed", freightFeeFen: 500 } });
    await confirmImport(shop, last.id);
    expect(await getImport(shop, OWNER, last.id)).toMatchObject({ wrong: [{ problems: [{ code: "moved" }] }] });
  });
});

describe("an owner whose file has mistakes", () => {
  test("reads for each what is wrong, and nothing of that product is written, while the others are", async () => {
    const shop = await owned();
    const { productId } = await stockGoods(shop);
    const csv = `商品编号,${HEAD}
,衬衫,茶叶,颜色,红,,,6.90123E+12,99,89,-1,也许
,衬衫,茶叶,颜色,红,,,,贵,,,
9999,,,,,,,,1,,,
${productId},,,颜色,红,,,,1,,,
,龙井茶,茶叶,,,,,,1,,,
,帽子,,,,,,,,,,
,,,,,,,,,,,是
,好茶,茶叶,,,,,,30,,7,`;
    const view = await preview(shop, csv);
    expect(problemsOf(view)).toEqual([
      ...["2 on_sale", "2 e_notation", "2 stock", "3 price", "2 list_price", "3 twice 红"],
      ...["4 unknown_product 9999", "5 option_names ", `6 same_title ${productId}`, "8 contradicts onSale"],
      ...["7 no_category", "7 no_price"],
    ]);
    await confirmImport(shop, view.id);
    expect((await shop.db.product.findMany({ orderBy: { id: "asc" } })).map(({ title }) => title)).toEqual(["龙井茶", "好茶"]);
  });

  test("is refused a file that names no product, has no row, or is none", async () => {
    const shop = await owned();
    const read = (csv: string) => previewImport(shop, new TextEncoder().encode(csv), { makeCategories: false, mayRename: false });
    expect(await read("价格,库存\n1,2")).toMatchObject({ reason: "no_headings" });
    expect(await read("商品名称")).toMatchObject({ reason: "empty" });
    expect(await read("")).toMatchObject({ reason: "no_headings" });
    expect(await previewImport(shop, new Uint8Array([0xff, 0xd8, 0xff, 0]), { makeCategories: false, mayRename: false })).toMatchObject({
      reason: "no_text",
    });
  });
});

test("an owner who comes from another shop brings its file as it is, twice, and has each product once", async () => {
  const shop = await owned();
  const csv = `Handle,Title,Body (HTML),Type,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src
linen-shirt,Linen Shirt,<p>Soft.<br>Cool &amp; light.</p>,Shirts,TRUE,Color,Red,Size,M,LS-R-M,4,19.80,25.00,https://x.example/1.jpg
linen-shirt,,,,,,Red,,L,LS-R-L,2,19.80,,
linen-shirt,,,,,,,,,,,,,https://x.example/2.jpg
mug,Mug,,Home,FALSE,Title,Default Title,,,MUG,9,8.00,,`;
  const view = await preview(shop, csv, true);
  expect(view.counts).toMatchObject({ new: 2, wrong: 0 });
  await confirmImport(shop, view.id);
  const products = await shop.db.product.findMany({ orderBy: { id: "asc" }, include: { variants: { orderBy: { position: "asc" } } } });
  expect(products).toMatchObject([
    {
      slug: "linen-shirt",
      description: "Soft.\nCool & light.",
      onSale: true,
      variants: [{ name: "Red / M", stock: 4 }, { name: "Red / L" }],
    },
    { slug: "mug", onSale: false, variants: [{ name: "", sku: "MUG", stock: 9 }] },
  ]);
  expect((await preview(shop, csv, true)).counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
});

test("the whole demo shop goes out and comes in again, as CSV and as a workbook, and nothing of it has changed", async () => {
  const shop = await owned();
  const products = await seedShop(shop.db);
  expect((await preview(shop, await exported(shop))).counts).toMatchObject({ new: 0, changed: 0, unchanged: products, wrong: 0 });
  const pieces: Uint8Array[] = [];
  for await (const piece of writeXlsx("商品", cellsOf(exportProducts(shop, { yes: "是", no: "否" })))) pieces.push(piece);
  const made = await previewImport(shop, Buffer.concat(pieces), { makeCategories: false, mayRename: false });
  expect(made.ok && (await getImport(shop, OWNER, made.id))?.counts).toMatchObject({ new: 0, changed: 0, unchanged: products, wrong: 0 });
});

test("a file of as many products as it may hold is looked at and written, and a product of a thousand rows is told so in few words", async () => {
  const shop = await owned();
  await stockGoods(shop);
  const lines = Array.from({ length: 300 }, (_, nth) => `茶 ${nth},茶叶,,,,,,9.9,,3,是`);
  const endless = Array.from({ length: 1000 }, (_, nth) => `衬衫,茶叶,颜色,色${nth},,,,贵,,,`);
  const view = await preview(shop, [HEAD, ...lines, ...endless].join("\n"));
  expect(view.counts).toMatchObject({ new: 300, wrong: 1 });
  expect(view.wrong[0]?.problems.length).toBeLessThan(100);
  await confirmImport(shop, view.id);
  while ((await continueImports(shop)) > 0);
  expect(await getImport(shop, OWNER, view.id)).toMatchObject({ isOver: true, counts: { done: 300, failed: 0 } });
});

async function* cellsOf(rows: AsyncIterable<SheetRow>): AsyncGenerator<string[]> {
  yield COLUMNS.map((column) => HEADINGS[column]);
  for await (const row of rows) yield COLUMNS.map((column) => row[column]);
}

test("what was sold since the goods were taken out does not come back with the file; a stock that was typed into it does", async () => {
  const shop = await owned();
  const { variantId } = await stockGoods(shop, { stock: 10 });
  const csv = await exported(shop);
  await anOrder(shop, { variantId, quantity: 4 });
  await confirmImport(shop, (await preview(shop, csv.replace(",19.80,", ",29.80,"))).id);
  expect(await shop.db.variant.findUniqueOrThrow({ where: { id: variantId } })).toMatchObject({ priceFen: 2980, stock: 6 });
  const row = (await exported(shop)).replace(/,6,6,/, ",9,6,");
  await confirmImport(shop, (await preview(shop, row)).id);
  expect((await shop.db.variant.findUniqueOrThrow({ where: { id: variantId } })).stock).toBe(9);
});

test("a file that is looked at twice and confirmed twice adds its pieces once", async () => {
  const shop = await owned();
  const { variantId } = await stockGoods(shop, { stock: 10 });
  const { productId } = await shop.db.variant.findUniqueOrThrow({ where: { id: variantId } });
  const csv = `商品编号,库存\n${productId},20`;
  const [first, second] = [await preview(shop, csv), await preview(shop, csv)];
  await confirmImport(shop, first.id);
  await confirmImport(shop, second.id);
  expect((await shop.db.variant.findUniqueOrThrow({ where: { id: variantId } })).stock).toBe(20);
  expect(await getImport(shop, OWNER, second.id)).toMatchObject({ counts: { failed: 1 } });
});

describe("a file that waits", () => {
  test("is its owner's alone, and not for ever", async () => {
    const shop = await owned();
    await stockGoods(shop);
    const { id } = await preview(shop, SHIRT);
    const other = actingAs(shop, 8);
    expect(await getImport(shop, 8, id)).toBeNull();
    expect(await confirmImport(other, id)).toMatchObject({ reason: "gone" });
    shop.advance(PREVIEW_MS + 1);
    expect(await confirmImport(shop, id)).toMatchObject({ reason: "gone" });
    expect(await getImport(shop, OWNER, id)).toBeNull();
    expect(await confirmImport(shop, crypto.randomUUID())).toMatchObject({ reason: "gone" });
  });

  test("gives way to newer ones, so that nobody fills the database with files", async () => {
    const shop = await owned();
    await stockGoods(shop);
    for (let nth = 0; nth < MOST_PREVIEWS + 2; nth++) {
      await preview(shop, SHIRT);
      shop.advance(1000);
    }
    expect(await shop.db.productImport.count()).toBe(MOST_PREVIEWS);
  });

  test("and was confirmed when the server died is finished by the worker, in the owner's name", async () => {
    const shop = await owned();
    await stockGoods(shop);
    const { id } = await preview(shop, SHIRT);
    await shop.db.productImport.update({ where: { id }, data: { confirmedAt: shop.now() } });
    const { by: _by, ...nobody } = shop;
    expect(await continueImports(nobody)).toBe(1);
    expect(await shop.db.product.count({ where: { title: "棉布衬衫" } })).toBe(1);
    expect(await getImport(shop, OWNER, id)).toMatchObject({ isOver: true, counts: { done: 1 } });
    expect(await shop.db.auditEntry.findFirst({ where: { kind: "product_created" } })).toMatchObject({ ownerId: OWNER });
    expect(await continueImports(nobody)).toBe(0);
  });
});

test("the file that leaves the shop has a column for each thing that the shop reads again", () => {
  const row = Object.fromEntries(COLUMNS.map((column) => [column, ""])) as SheetRow;
  expect(Object.keys(HEADINGS)).toEqual(Object.keys(row));
});
