import { expect, test } from "vitest";
import { testShop } from "@/test/test-shop";
import { listAddresses } from "./list-addresses";

test("a search engine is told of what is on sale, and of nothing that was taken off sale", async () => {
  const shop = await testShop();
  const before = await listAddresses(shop);
  expect(before.categories.length).toBeGreaterThan(0);
  const [first] = before.products;
  if (!first) throw new Error("the test's shop sells something");
  await shop.db.product.update({ where: { slug: first.slug }, data: { onSale: false } });
  const after = await listAddresses(shop);
  expect(after.products.map(({ slug }) => slug)).not.toContain(first.slug);
  expect(after.products).toHaveLength(before.products.length - 1);
});
