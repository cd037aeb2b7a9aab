import { expect, test } from "vitest";
import { aPaidOrderHere } from "@/test/paid-here";
import { anOrder, stockGoods, testShop } from "@/test/test-shop";
import { getProduct } from "./get-product";
import { listAlike } from "./list-alike";
import { setCategoryIcon } from "./set-category-icon";
import { setOnSale } from "./set-on-sale";

test("what a shopper reads as sold was paid for; an order that waits for its money is not among it", async () => {
  const shop = await testShop();
  const { orderId } = await aPaidOrderHere(shop);
  const { variantId, quantity } = await shop.db.orderLine.findFirstOrThrow({ where: { orderId } });
  await anOrder(shop, { variantId, quantity: 1 });
  const { slug } = await shop.db.product.findFirstOrThrow({ where: { variants: { some: { id: variantId } } } });
  expect((await getProduct(shop, slug))?.sold).toBe(quantity);
});

test("pieces of a variant that is not sold any more were sold all the same, and it cannot be chosen", async () => {
  const shop = await testShop();
  const { productId, variantId } = await stockGoods(shop);
  const { slug } = await shop.db.product.findUniqueOrThrow({ where: { id: productId } });
  await shop.db.variant.create({ data: { productId, name: "旧装", priceFen: 100, active: false, sold: 0 } });
  const product = await getProduct(shop, slug);
  expect(product?.variants.map(({ id }) => id)).toEqual([variantId]);
  expect(product).toMatchObject({ sold: 0, details: [], limits: { perOrder: null, perBuyer: null } });
});

test("a shopper is shown what else there is of the kind, what can be bought first, and never the same again", async () => {
  const shop = await testShop();
  const { productId } = await stockGoods(shop, { title: "看的" });
  await stockGoods(shop, { title: "售罄", stock: 0 });
  await stockGoods(shop, { title: "有货" });
  const off = await stockGoods(shop, { title: "下架" });
  await setOnSale(shop, off.productId, false);
  const { slug } = await shop.db.product.findUniqueOrThrow({ where: { id: productId } });
  const alike = await listAlike(shop, { categorySlug: "tea", except: slug });
  expect(alike.map(({ title }) => title)).toEqual(["有货", "售罄"]);
});

test("an owner's own icon takes the place of the one before, which is named so that its file can go", async () => {
  const shop = await testShop();
  await stockGoods(shop);
  const { id } = await shop.db.category.findFirstOrThrow();
  expect(await setCategoryIcon(shop, id, "media/a.webp")).toEqual({ ok: true, former: "tea" });
  expect(await setCategoryIcon(shop, id, "media/b.webp")).toEqual({ ok: true, former: "media/a.webp" });
  expect(await setCategoryIcon(shop, 999, "media/b.webp")).toMatchObject({ reason: "gone" });
});
