import { describe, expect, test } from "vitest";
import { stampOf } from "@/lib/server/stamp";
import { adjustStock } from "@/lib/shop/stock/adjust-stock";
import { stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { getOwnerProduct } from "./get-owner-product";
import { productStamp } from "./product-stamp";
import { changeCategory } from "./save-category";
import { setOnSale } from "./set-on-sale";
import { updateProduct } from "./update-product";

async function openTab(shop: TestShop, id: number) {
  const product = await getOwnerProduct(shop, String(id));
  if (!product) throw new Error("no product");
  const { title, subtitle, description, categoryId } = product;
  return { texts: { title, subtitle, description, categoryId }, was: productStamp(product) };
}

describe("an owner with a product open in two tabs", () => {
  test("does not turn the freight of one back by saving the title in the other, and nothing of it is written", async () => {
    const shop = await testShop();
    const { productId } = await stockGoods(shop);
    const old = await openTab(shop, productId);
    const fee = { kind: "fixed" as const, feeFen: 800 };
    expect(await updateProduct(shop, productId, { ...old.texts, freight: fee }, old.was)).toMatchObject({ ok: true });
    const late = { ...old.texts, title: "明前龙井", freight: { kind: "free" as const } };
    expect(await updateProduct(shop, productId, late, old.was)).toEqual({ ok: false, reason: "moved" });
    expect(await shop.db.product.findFirstOrThrow()).toMatchObject({ title: "龙井茶", freightKind: "fixed", freightFeeFen: 800 });
    const fresh = await openTab(shop, productId);
    expect(await updateProduct(shop, productId, { ...late, freight: fee }, fresh.was)).toMatchObject({ ok: true });
  });

  test("saves twice in the same tab, since the answer says what the product is now", async () => {
    const shop = await testShop();
    const { productId } = await stockGoods(shop);
    const { texts, was } = await openTab(shop, productId);
    const first = await updateProduct(shop, productId, { ...texts, description: "今年的新茶", keywords: ["绿茶"] }, was);
    if (!first.ok) throw new Error(first.reason);
    expect(first.was).toBe((await openTab(shop, productId)).was);
    expect(await updateProduct(shop, productId, { ...texts, limitPerBuyer: 2 }, first.was)).toMatchObject({ ok: true });
  });

  test("of two that are saved at the same moment keeps the first, and is told of the second", async () => {
    const shop = await testShop();
    const { productId } = await stockGoods(shop);
    const { texts, was } = await openTab(shop, productId);
    const saved = await Promise.all(["甲", "乙", "丙"].map((title) => updateProduct(shop, productId, { ...texts, title }, was)));
    expect(saved.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("is not stopped by what the form does not write: a sale, another stock, a picture", async () => {
    const shop = await testShop();
    const { productId, variantId } = await stockGoods(shop);
    const { texts, was } = await openTab(shop, productId);
    await setOnSale(shop, productId, false);
    await adjustStock(shop, variantId, { kind: "by", delta: -3 });
    await shop.db.product.updateMany({ data: { images: ["one"] } });
    expect(await updateProduct(shop, productId, texts, was)).toMatchObject({ ok: true });
  });
});

test("an owner with the categories open in two tabs does not give one its old name back", async () => {
  const shop = await testShop();
  await stockGoods(shop);
  const { id, name, icon } = await shop.db.category.findFirstOrThrow();
  const was = stampOf({ name, icon });
  expect(await changeCategory(shop, id, { name: "好茶", was })).toMatchObject({ ok: true });
  expect(await changeCategory(shop, id, { name, icon: "gifts", was })).toEqual({ ok: false, reason: "moved" });
  expect(await shop.db.category.findFirstOrThrow()).toMatchObject({ name: "好茶", icon });
});
