import { describe, expect, test } from "vitest";
import { aBuyer, anOrder, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { addToCart } from "../cart/change-cart";
import { addOption } from "./add-option";
import { changeOption } from "./change-option";
import { createProduct } from "./create-product";
import { getOwnerProduct } from "./get-owner-product";
import { getProduct } from "./get-product";
import { findVariantByValues, getVariants } from "./get-variants";
import { matrixOf, stampOf } from "./matrix";
import { MOST_VARIANTS } from "./product";
import { removeOption, swapOptions } from "./remove-option";
import { type MatrixInput, saveMatrix } from "./save-matrix";

const read = async (shop: TestShop, productId: number) => {
  const product = await getOwnerProduct(shop, String(productId));
  if (!product) throw new Error("the product is gone");
  return product;
};
const names = async (shop: TestShop, productId: number) => (await read(shop, productId)).variants.map(({ name }) => name);
const optionNamed = async (shop: TestShop, productId: number, name: string) => {
  const option = (await read(shop, productId)).options.find((one) => one.name === name);
  if (!option) throw new Error(`no option ${name}`);
  const valueNamed = (value: string) => option.values.find((one) => one.name === value)?.id ?? 0;
  return { ...option, valueNamed };
};
const row = (of: MatrixInput["of"], more: Partial<MatrixInput> = {}): MatrixInput => ({
  ...{ of, priceFen: 1980, listPriceFen: null, sku: "", active: true, stockDelta: 0 },
  ...more,
});

/** A shirt in two colours and two sizes, three in stock of each; red M is the variant that was there before. */
async function shirt(shop: TestShop) {
  const { productId, variantId } = await stockGoods(shop, { title: "棉布衬衫", stock: 3 });
  await addOption(shop, productId, { name: "颜色", values: ["红", "蓝"] });
  await addOption(shop, productId, { name: "尺码", values: ["M", "L"] });
  const product = await read(shop, productId);
  const missing = matrixOf(product.options, product.variants).filter(({ variant }) => variant === null);
  const made = await saveMatrix(
    shop,
    productId,
    missing.map(({ valueIds }) => row({ valueIds }, { stockDelta: 3 })),
  );
  expect(made).toEqual({ ok: true });
  return { productId, variantId };
}

describe("an owner who sells a shirt in colours and sizes", () => {
  test("fills in one table, and each combination is a variant with its opening stock in the ledger", async () => {
    const shop = await testShop();
    const { productId, variantId } = await shirt(shop);
    expect(await names(shop, productId)).toEqual(["红 / M", "红 / L", "蓝 / M", "蓝 / L"]);
    expect((await read(shop, productId)).variants[0]?.id).toBe(variantId);
    expect((await shop.db.stockMovement.findMany()).map(({ quantity }) => quantity)).toEqual([3, 3, 3, 3]);
  });

  test("renames a colour, and carts say it at once, while an order that was placed keeps what was ordered", async () => {
    const shop = await testShop();
    const { productId, variantId } = await shirt(shop);
    const { orderId } = await anOrder(shop, { variantId });
    const { id, valueNamed } = await optionNamed(shop, productId, "颜色");
    const change = { optionId: id, name: "颜色", values: [{ id: valueNamed("红"), name: "酒红", image: "u/red" }], added: [] };
    expect(await changeOption(shop, productId, change)).toEqual({ ok: true });
    expect(await getVariants(shop.db, [variantId])).toMatchObject([{ variantName: "酒红 / M", image: "u/red" }]);
    expect(await shop.db.orderLine.findFirst({ where: { orderId } })).toMatchObject({ variantName: "红 / M" });
  });

  test("lets two colours change names with each other", async () => {
    const shop = await testShop();
    const { productId } = await shirt(shop);
    const { id, valueNamed } = await optionNamed(shop, productId, "颜色");
    const values = [
      { id: valueNamed("红"), name: "蓝" },
      { id: valueNamed("蓝"), name: "红" },
    ];
    expect(await changeOption(shop, productId, { optionId: id, name: "颜色", values, added: [] })).toEqual({ ok: true });
    expect(await names(shop, productId)).toEqual(["蓝 / M", "蓝 / L", "红 / M", "红 / L"]);
    const twice = [{ id: valueNamed("红"), name: "红" }];
    expect(await changeOption(shop, productId, { optionId: id, name: "颜色", values: twice, added: [] })).toMatchObject({
      reason: "same_name",
    });
  });

  test("moves a size, adds one, and lets the options change places", async () => {
    const shop = await testShop();
    const { productId } = await shirt(shop);
    const { id, valueNamed } = await optionNamed(shop, productId, "尺码");
    const move = { valueId: valueNamed("L"), to: "up" } as const;
    await changeOption(shop, productId, { optionId: id, name: "尺码", values: [], added: ["XL"], move });
    expect(await names(shop, productId)).toEqual(["红 / L", "红 / M", "蓝 / L", "蓝 / M"]);
    expect(await swapOptions(shop, productId)).toEqual({ ok: true });
    expect(await names(shop, productId)).toEqual(["L / 红", "L / 蓝", "M / 红", "M / 蓝"]);
    const product = await read(shop, productId);
    expect(matrixOf(product.options, product.variants).map(({ name }) => name)).toEqual([
      ...["L / 红", "L / 蓝", "M / 红", "M / 蓝", "XL / 红", "XL / 蓝"],
    ]);
  });

  test("takes a colour away: its variants are never sold again, and neither their order nor their ledger is lost", async () => {
    const shop = await testShop();
    const { productId, variantId } = await shirt(shop);
    const { orderId } = await anOrder(shop, { variantId });
    const { id, valueNamed } = await optionNamed(shop, productId, "颜色");
    const move = { valueId: valueNamed("红"), to: "away" } as const;
    expect(await changeOption(shop, productId, { optionId: id, name: "颜色", values: [], added: [], move })).toEqual({ ok: true });
    expect(await names(shop, productId)).toEqual(["蓝 / M", "蓝 / L"]);
    const retired = { name: "红 / M", active: false, retired: true, stock: 2, reserved: 1 };
    expect(await shop.db.variant.findUnique({ where: { id: variantId } })).toMatchObject(retired);
    expect(await shop.db.orderLine.count({ where: { orderId } })).toBe(1);
    const last = { valueId: (await optionNamed(shop, productId, "颜色")).valueNamed("蓝"), to: "away" } as const;
    expect(await changeOption(shop, productId, { optionId: id, name: "颜色", values: [], added: [], move: last })).toMatchObject({
      reason: "last_value",
    });
    // The same colour may come back, as a new variant.
    await changeOption(shop, productId, { optionId: id, name: "颜色", values: [], added: ["红"] });
    const product = await read(shop, productId);
    const back = matrixOf(product.options, product.variants).find(({ name }) => name === "红 / M");
    expect(await saveMatrix(shop, productId, [row({ valueIds: back?.valueIds ?? [] })])).toEqual({ ok: true });
  });

  test("takes the sizes away and then the colours, and ends with the one variant that it began with", async () => {
    const shop = await testShop();
    const { productId, variantId } = await shirt(shop);
    expect(await removeOption(shop, productId, (await optionNamed(shop, productId, "尺码")).id)).toEqual({ ok: true });
    expect(await names(shop, productId)).toEqual(["红", "蓝"]);
    expect(await removeOption(shop, productId, (await optionNamed(shop, productId, "颜色")).id)).toEqual({ ok: true });
    expect((await read(shop, productId)).variants).toMatchObject([{ id: variantId, name: "", stock: 3 }]);
    expect(await removeOption(shop, productId, 4711)).toMatchObject({ reason: "gone" });
  });

  test("cannot make more combinations than a table holds, nor a third option, and what was refused left no trace", async () => {
    const shop = await testShop();
    const { productId } = await shirt(shop);
    const before = await read(shop, productId);
    const { id } = await optionNamed(shop, productId, "颜色");
    const added = Array.from({ length: MOST_VARIANTS / 2 }, (_, index) => `色 ${index}`);
    expect(await changeOption(shop, productId, { optionId: id, name: "色", values: [], added })).toMatchObject({ reason: "too_many" });
    expect(await addOption(shop, productId, { name: "材质", values: ["棉"] })).toMatchObject({ reason: "full" });
    expect(await read(shop, productId)).toEqual(before);
  });
});

describe("an owner who fills in the table", () => {
  test("while a buyer orders: the count that was typed moves by its difference, and the sale stays", async () => {
    const shop = await testShop();
    const { productId, variantId } = await shirt(shop);
    await anOrder(shop, { variantId, quantity: 2 });
    // The page showed 3, the owner typed 10.
    expect(await saveMatrix(shop, productId, [row({ variantId }, { stockDelta: 7 })])).toEqual({ ok: true });
    expect(await shop.db.variant.findUnique({ where: { id: variantId } })).toMatchObject({ stock: 8, reserved: 2 });
    expect(await saveMatrix(shop, productId, [row({ variantId }, { stockDelta: -9 })])).toMatchObject({
      ...{ reason: "below_zero", row: 0, stock: 8 },
    });
  });

  test("in a tab from before: what was changed elsewhere meanwhile is not overwritten, pieces are added once, and a sale is no change", async () => {
    const shop = await testShop();
    const { productId, variantId } = await shirt(shop);
    const variant = (await read(shop, productId)).variants.find(({ id }) => id === variantId);
    if (!variant) throw new Error("no variant");
    const was = stampOf(variant);
    await anOrder(shop, { variantId });
    expect(await saveMatrix(shop, productId, [row({ variantId }, { was, stockDelta: 15 })])).toEqual({ ok: true });
    expect(await saveMatrix(shop, productId, [row({ variantId }, { was, stockDelta: 15 })])).toMatchObject({ reason: "moved" });
    expect(await saveMatrix(shop, productId, [row({ variantId }, { was, priceFen: 980 })])).toMatchObject({ reason: "moved" });
    expect(await shop.db.variant.findUnique({ where: { id: variantId } })).toMatchObject({ stock: 17, reserved: 1, priceFen: 1980 });
  });

  test("with one wrong row, and none of the rows is written", async () => {
    const shop = await testShop();
    const { productId, variantId } = await shirt(shop);
    const rows = [row({ variantId }, { priceFen: 5000, stockDelta: 4 }), row({ variantId }, { listPriceFen: 1 })];
    expect(await saveMatrix(shop, productId, rows)).toMatchObject({ reason: "list_price", row: 1 });
    expect(await shop.db.variant.findUnique({ where: { id: variantId } })).toMatchObject({ priceFen: 1980, stock: 3 });
  });

  test("in two tabs, and one combination becomes one variant", async () => {
    const shop = await testShop();
    const { productId } = await stockGoods(shop);
    await addOption(shop, productId, { name: "颜色", values: ["红", "蓝"] });
    const blue = (await optionNamed(shop, productId, "颜色")).valueNamed("蓝");
    const saves = await Promise.all([1, 2, 3].map(() => saveMatrix(shop, productId, [row({ valueIds: [blue] })])));
    expect(saves.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await names(shop, productId)).toEqual(["红", "蓝"]);
  });

  test("and another product's variants and values stay out of reach", async () => {
    const shop = await testShop();
    const { productId, variantId } = await shirt(shop);
    const other = await stockGoods(shop);
    const red = (await optionNamed(shop, productId, "颜色")).valueNamed("红");
    expect(await saveMatrix(shop, other.productId, [row({ variantId })])).toMatchObject({ reason: "gone" });
    expect(await saveMatrix(shop, other.productId, [row({ valueIds: [red] })])).toMatchObject({ reason: "gone" });
  });
});

describe("a shopper", () => {
  test("chooses a colour and a size, and gets just that combination", async () => {
    const shop = await testShop();
    const { productId } = await shirt(shop);
    const { slug } = await read(shop, productId);
    const view = await getProduct(shop, slug);
    expect(view?.options.map(({ name }) => name)).toEqual(["颜色", "尺码"]);
    const blueL = view?.variants.find(({ name }) => name === "蓝 / L");
    const found = await findVariantByValues(shop.db, blueL?.valueIds ?? []);
    expect(found).toBe(blueL?.id);
    expect(await addToCart(shop, await aBuyer(shop), { variantId: found ?? 0, quantity: 1 })).toMatchObject({ ok: true });
    expect(await findVariantByValues(shop.db, [blueL?.valueIds[0] ?? 0])).toBeNull();
    await saveMatrix(shop, productId, [row({ variantId: found ?? 0 }, { active: false })]);
    expect(await findVariantByValues(shop.db, blueL?.valueIds ?? [])).toBeNull();
  });

  test("of a product made with a named variant chooses among the 规格, and of a single nameless one nothing", async () => {
    const shop = await testShop();
    const plain = await stockGoods(shop);
    const { id: categoryId } = await shop.db.category.findFirstOrThrow();
    const basics = { title: "龙井", subtitle: "", description: "", categoryId };
    const made = await createProduct(shop, basics, { name: "50g", priceFen: 100, listPriceFen: null, stock: 1 });
    if (!made.ok) throw new Error(made.reason);
    expect((await read(shop, made.id)).options).toMatchObject([{ name: "规格", values: [{ name: "50g" }] }]);
    const { slug } = await read(shop, plain.productId);
    expect((await getProduct(shop, slug))?.options).toEqual([]);
  });
});
