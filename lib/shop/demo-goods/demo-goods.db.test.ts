import { expect, test } from "vitest";
import { createProduct } from "@/lib/shop/catalog/create-product";
import { addCategory } from "@/lib/shop/catalog/save-category";
import { saveMatrix } from "@/lib/shop/catalog/save-matrix";
import { updateProduct } from "@/lib/shop/catalog/update-product";
import { placeOrder } from "@/lib/shop/orders/place-order";
import { CATEGORIES } from "@/prisma/seed/seed";
import { actingAs, auditKinds } from "@/test/owner-access";
import { ADDRESS, aBuyer, type TestShop, testShop } from "@/test/test-shop";
import { addDemoGoods } from "./add-demo-goods";
import { findDemoGoods } from "./find-demo-goods";
import { removeDemoGoods } from "./remove-demo-goods";

const ALL = CATEGORIES.flatMap(({ products }) => products).length;
const actingShop = async (): Promise<TestShop> => actingAs(await testShop(), 7);

/** The owner's own tea, in a category of the owner's that is called as one of the demo shop's. */
async function ownTea(shop: TestShop): Promise<number> {
  await addCategory(shop, { name: "茶叶", icon: "tea" });
  const category = await shop.db.category.findFirstOrThrow();
  const created = await createProduct(
    shop,
    { title: "明前龙井", subtitle: "", description: "", categoryId: category.id },
    { name: "", priceFen: 100, listPriceFen: null, stock: 3 },
  );
  if (!created.ok) throw new Error(created.reason);
  return created.id;
}

/** A shopper who has chosen it; the call orders it. */
async function shopperOf(shop: TestShop, slug: string) {
  const variant = await shop.db.variant.findFirstOrThrow({ where: { product: { slug } } });
  const buyerId = await aBuyer(shop);
  const items = [{ variantId: variant.id, quantity: 1, expectedPriceFen: Number(variant.priceFen) }];
  return () => placeOrder(shop, buyerId, { idempotencyKey: "form", items, address: ADDRESS, note: "" });
}

test("an owner adds the demo goods in two tabs and has them once, beside what is the owner's own, and takes them out again", async () => {
  const shop = await actingShop();
  const own = await ownTea(shop);
  const both = await Promise.all([addDemoGoods(shop), addDemoGoods(shop)]);
  expect(both.map((one) => one.ok && one.products).sort()).toEqual([0, ALL]);
  expect(await shop.db.product.count()).toBe(ALL + 1);
  expect(await shop.db.category.count({ where: { name: "茶叶" } })).toBe(1);
  expect(await findDemoGoods(shop)).toHaveLength(ALL);
  const gone = await Promise.all([removeDemoGoods(shop), removeDemoGoods(shop)]);
  expect(gone.map(({ products }) => products).sort()).toEqual([0, ALL]);
  expect((await shop.db.product.findMany()).map(({ id }) => id)).toEqual([own]);
  expect((await shop.db.category.findMany()).map(({ name }) => name)).toEqual(["茶叶"]);
  expect((await auditKinds(shop)).slice(-2)).toEqual(["demo_goods_added", "demo_goods_removed"]);
});

test("a demo product that the owner made its own stays, with its category", async () => {
  const shop = await actingShop();
  await addDemoGoods(shop);
  const [renamed, pictured] = await shop.db.product.findMany({
    where: { slug: { in: ["longjing", "baicha"] } },
    orderBy: { slug: "desc" },
  });
  if (!renamed || !pictured) throw new Error("no such demo goods");
  const { subtitle, description, categoryId } = renamed;
  await updateProduct(shop, renamed.id, { title: "我家的龙井", subtitle, description, categoryId });
  await shop.db.product.update({ where: { id: pictured.id }, data: { images: ["u/0123456789abcdef01234567"] } });
  await removeDemoGoods(shop);
  expect((await shop.db.product.findMany({ orderBy: { slug: "desc" } })).map(({ id }) => id)).toEqual([renamed.id, pictured.id]);
  expect(await shop.db.category.count()).toBe(1);
});

test("a demo product stays that an owner gave another price, or pictures of a value or in its description", async () => {
  const shop = await actingShop();
  await addDemoGoods(shop);
  const [priced, valued, described] = await shop.db.product.findMany({
    where: { options: { some: {} } },
    select: { id: true, variants: { orderBy: { id: "asc" } }, options: { select: { values: true } } },
    orderBy: { id: "asc" },
    take: 3,
  });
  const [variant, value] = [priced?.variants[0], valued?.options[0]?.values[0]];
  if (!priced || !variant || !valued || !value || !described) throw new Error("no such demo goods");
  const { grams, sku, active } = variant;
  const prices = { priceFen: 100, listPriceFen: null, grams, sku, active, stockDelta: 0 };
  expect(await saveMatrix(shop, priced.id, [{ of: { variantId: variant.id }, ...prices }])).toEqual({ ok: true });
  await shop.db.optionValue.update({ where: { id: value.id }, data: { image: "u/0123456789abcdef01234567" } });
  await shop.db.product.update({ where: { id: described.id }, data: { details: ["u/0123456789abcdef01234567"] } });
  await removeDemoGoods(shop);
  expect((await shop.db.product.findMany({ orderBy: { id: "asc" } })).map((one) => one.id)).toEqual([priced.id, valued.id, described.id]);
});

test("what somebody has ordered is kept for its order, off sale, and its stock still comes back; adding them again changes nothing of it", async () => {
  const shop = await actingShop();
  await addDemoGoods(shop);
  const order = await (await shopperOf(shop, "longjing"))();
  if (!order.ok) throw new Error(order.reason);
  expect(await removeDemoGoods(shop)).toEqual({ products: ALL, kept: 1 });
  expect(await shop.db.product.findMany()).toMatchObject([{ slug: "longjing", onSale: false }]);
  expect(await shop.db.orderLine.count()).toBe(1);
  expect(await findDemoGoods(shop)).toEqual([]);
  expect(await removeDemoGoods(shop)).toEqual({ products: 0, kept: 0 });
  expect(await addDemoGoods(shop)).toEqual({ ok: true, products: ALL - 1 });
});

test("a shopper who orders while the owner takes the demo goods out has an order of goods that are kept, or none", async () => {
  for (let round = 0; round < 4; round++) {
    const shop = await actingShop();
    await addDemoGoods(shop);
    const buy = await shopperOf(shop, "shupu");
    const [order] = await Promise.all([buy(), removeDemoGoods(shop)]);
    const isThere = (await shop.db.product.count({ where: { slug: "shupu" } })) > 0;
    expect(isThere).toBe(order.ok);
  }
});

test("demo goods never come into a live shop that takes money", async () => {
  const shop = actingAs(await testShop({ demo: false }), 7);
  expect(await addDemoGoods(shop)).toMatchObject({ ok: true });
  await removeDemoGoods(shop);
  await shop.db.shopOpening.update({ where: { id: 1 }, data: { standing: "open", openedAt: shop.now() } });
  expect(await addDemoGoods(shop)).toEqual({ ok: false, reason: "in_use" });
  await shop.db.shopOpening.update({ where: { id: 1 }, data: { standing: "paused" } });
  expect(await addDemoGoods(shop)).toEqual({ ok: false, reason: "in_use" });
  expect(await shop.db.product.count()).toBe(0);
});
