import { describe, expect, test } from "vitest";
import { stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { moveCategory } from "./arrange-categories";
import { createProduct } from "./create-product";
import { deleteCategory } from "./delete-category";
import { listOwnerCategories } from "./list-owner-categories";
import { addCategory, changeCategory } from "./save-category";

const names = async (shop: TestShop) => (await listOwnerCategories(shop)).map(({ name }) => name);
const FIRST = { name: "", priceFen: 100, listPriceFen: null, stock: 1 };

async function shopWith(...categories: string[]): Promise<{ shop: TestShop; ids: number[] }> {
  const shop = await testShop();
  const ids: number[] = [];
  for (const name of categories) {
    const added = await addCategory(shop, { name, icon: "tea" });
    if (added.ok) ids.push(added.id);
  }
  return { shop, ids };
}

describe("the owner of an empty shop", () => {
  test("makes its first category, and then its first product in it", async () => {
    const shop = await testShop();
    const added = await addCategory(shop, { name: "蜂蜜", icon: "honey" });
    if (!added.ok) throw new Error(added.reason);
    const product = { title: "槐花蜜", subtitle: "", description: "", categoryId: added.id };
    expect(await createProduct(shop, product, FIRST)).toMatchObject({ ok: true });
    expect(await listOwnerCategories(shop)).toMatchObject([{ name: "蜂蜜", icon: "images/categories/honey.webp", products: 1 }]);
  });

  test("who taps twice makes one category", async () => {
    const shop = await testShop();
    const taps = await Promise.all([1, 2, 3].map(() => addCategory(shop, { name: "蜂蜜", icon: "honey" })));
    expect(taps.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await names(shop)).toEqual(["蜂蜜"]);
  });
});

describe("the owner arranges the categories", () => {
  test("each where it belongs, and over the edge nothing moves", async () => {
    const { shop, ids } = await shopWith("茶", "酒", "蜜");
    const [tea = 0, wine = 0, honey = 0] = ids;
    await moveCategory(shop, honey, "up");
    expect(await names(shop)).toEqual(["茶", "蜜", "酒"]);
    await moveCategory(shop, honey, "first");
    await moveCategory(shop, honey, "up");
    expect(await names(shop)).toEqual(["蜜", "茶", "酒"]);
    await moveCategory(shop, wine, "down");
    await moveCategory(shop, tea, "down");
    expect(await names(shop)).toEqual(["蜜", "酒", "茶"]);
    expect(await moveCategory(shop, 999, "up")).toEqual({ ok: false, reason: "gone" });
  });

  test("in two tabs at once, and each category keeps a place of its own", async () => {
    const { shop, ids } = await shopWith("茶", "酒", "蜜", "面");
    await Promise.all(ids.flatMap((id) => [moveCategory(shop, id, "up"), moveCategory(shop, id, "down")]));
    const places = (await shop.db.category.findMany()).map(({ position }) => position);
    expect(places.sort()).toEqual([1, 2, 3, 4]);
  });

  test("a new name and another icon; a name that is taken is refused", async () => {
    const { shop, ids } = await shopWith("茶", "酒");
    const [tea = 0] = ids;
    const { slug } = await shop.db.category.findUniqueOrThrow({ where: { id: tea } });
    expect(await changeCategory(shop, tea, { name: "好茶", icon: "gifts" })).toMatchObject({ ok: true });
    expect(await changeCategory(shop, tea, { name: "酒" })).toEqual({ ok: false, reason: "same_name" });
    expect(await shop.db.category.findUniqueOrThrow({ where: { id: tea } })).toMatchObject({
      ...{ name: "好茶", icon: "images/categories/gifts.webp", slug },
    });
  });
});

describe("the owner deletes a category", () => {
  test("when it is empty; one that holds a product, on sale or not, stays", async () => {
    const { shop, ids } = await shopWith("酒");
    const { productId } = await stockGoods(shop);
    await shop.db.product.update({ where: { id: productId }, data: { onSale: false } });
    const { categoryId } = await shop.db.product.findUniqueOrThrow({ where: { id: productId } });
    expect(await deleteCategory(shop, categoryId)).toEqual({ ok: false, reason: "not_empty", products: 1 });
    expect(await deleteCategory(shop, ids[0] ?? 0)).toEqual({ ok: true });
    expect(await deleteCategory(shop, ids[0] ?? 0)).toEqual({ ok: false, reason: "gone" });
    expect(await shop.db.category.count()).toBe(1);
  });

  test.each([1, 2, 3, 4, 5])("while another tab puts a product into it: one of the two is told that it cannot be (%i)", async () => {
    const { shop, ids } = await shopWith("茶");
    const [tea = 0] = ids;
    const product = { title: "红茶", subtitle: "", description: "", categoryId: tea };
    const [deleted, created] = await Promise.all([deleteCategory(shop, tea), createProduct(shop, product, FIRST)]);
    expect(deleted.ok).toBe(!created.ok);
    expect(await shop.db.product.count()).toBe(created.ok ? 1 : 0);
  });
});
