import { expect, test } from "vitest";
import { stockGoods, testShop } from "@/test/test-shop";
import { listAddresses } from "./list-addresses";

test("a search engine is told of what is on sale, and of nothing that was taken off sale", async () => {
  const shop = await testShop();
  const { productId } = await stockGoods(shop, { title: "在卖的" });
  const sold = await shop.db.product.findUniqueOrThrow({ where: { id: productId }, include: { category: true } });
  const { productId: gone } = await stockGoods(shop, { title: "下架的" });
  await shop.db.product.update({ where: { id: gone }, data: { onSale: false } });
  const { categories, products } = await listAddresses(shop);
  expect(categories).toContain(sold.category.slug);
  expect(products).toEqual([{ slug: sold.slug, updatedAt: sold.updatedAt }]);
});
