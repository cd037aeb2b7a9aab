import { expect, test } from "vitest";
import { anOrder, stockGoods, testShop } from "@/test/test-shop";
import { getPastProduct } from "./get-past-product";
import { setOnSale } from "./set-on-sale";

test("who comes by the link of something that was sold reads that it is off sale, and sees what the category has instead", async () => {
  const shop = await testShop();
  const { productId, variantId } = await stockGoods(shop);
  const { slug } = await shop.db.product.findUniqueOrThrow({ where: { id: productId } });
  await anOrder(shop, { variantId });
  expect(await getPastProduct(shop, slug)).toBeNull();
  await setOnSale(shop, productId, false);
  const other = await stockGoods(shop, { title: "红茶" });
  const otherSlug = (await shop.db.product.findUniqueOrThrow({ where: { id: other.productId } })).slug;
  expect(await getPastProduct(shop, slug)).toMatchObject({ title: "龙井茶", others: [{ slug: otherSlug }] });
});

test("a product that nobody could ever buy is shown to nobody before its owner puts it on sale", async () => {
  const shop = await testShop();
  const { productId } = await stockGoods(shop);
  const { slug } = await shop.db.product.findUniqueOrThrow({ where: { id: productId } });
  await setOnSale(shop, productId, false);
  expect(await getPastProduct(shop, slug)).toBeNull();
  expect(await getPastProduct(shop, "no-such")).toBeNull();
});
