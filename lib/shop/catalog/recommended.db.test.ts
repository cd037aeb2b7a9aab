import { expect, test } from "vitest";
import { stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { moveRecommended, recommendProduct } from "./arrange-recommended";
import { listOwnerRecommended, listRecommended } from "./list-recommended";
import { MOST_RECOMMENDED } from "./product";
import { setOnSale } from "./set-on-sale";

const shown = async (shop: TestShop) => (await listRecommended(shop)).map(({ title }) => title);

async function shopThatRecommends(...titles: string[]): Promise<{ shop: TestShop; ids: number[] }> {
  const shop = await testShop();
  const ids: number[] = [];
  for (const title of titles) {
    const { productId } = await stockGoods(shop, { title });
    await recommendProduct(shop, productId);
    ids.push(productId);
  }
  return { shop, ids };
}

test("a shopper sees what the owner recommends, in the owner's order, and nothing while nothing is chosen", async () => {
  const { shop, ids } = await shopThatRecommends("茶", "杯", "蜜");
  await stockGoods(shop, { title: "没有推荐" });
  expect(await shown(shop)).toEqual(["茶", "杯", "蜜"]);
  const [tea = 0, cup = 0, honey = 0] = ids;
  await moveRecommended(shop, honey, "up");
  await moveRecommended(shop, tea, "up"); // over the edge
  expect(await shown(shop)).toEqual(["茶", "蜜", "杯"]);
  await moveRecommended(shop, tea, "remove");
  await moveRecommended(shop, honey, "down");
  expect(await shown(shop)).toEqual(["杯", "蜜"]);
  expect(await moveRecommended(shop, tea, "down")).toMatchObject({ reason: "not_recommended" });
  for (const id of [cup, honey]) await moveRecommended(shop, id, "remove");
  expect(await shown(shop)).toEqual([]);
});

test("what is off sale keeps its place, which the owner sees and no shopper does", async () => {
  const { shop, ids } = await shopThatRecommends("茶", "杯");
  await setOnSale(shop, ids[0] ?? 0, false);
  expect(await shown(shop)).toEqual(["杯"]);
  expect((await listOwnerRecommended(shop)).map(({ title, isShown }) => [title, isShown])).toEqual([
    ["茶", false],
    ["杯", true],
  ]);
  await setOnSale(shop, ids[0] ?? 0, true);
  expect(await shown(shop)).toEqual(["茶", "杯"]);
});

test("an owner who taps in two tabs at once has every place once, and a product that is recommended twice stands once", async () => {
  const shop = await testShop();
  const ids: number[] = [];
  for (const title of ["a", "b", "c", "d"]) ids.push((await stockGoods(shop, { title })).productId);
  await Promise.all([...ids, ...ids].map((id) => recommendProduct(shop, id)));
  const rows = await shop.db.product.findMany({ orderBy: { recommended: "asc" }, select: { recommended: true } });
  expect(rows.map(({ recommended }) => recommended)).toEqual([1, 2, 3, 4]);
});

test("an owner cannot recommend everything, nor what is gone", async () => {
  const { shop } = await shopThatRecommends(...Array.from({ length: MOST_RECOMMENDED }, (_, index) => `${index}`));
  const { productId } = await stockGoods(shop);
  expect(await recommendProduct(shop, productId)).toMatchObject({ reason: "too_many", most: MOST_RECOMMENDED });
  expect(await recommendProduct(shop, 999_999)).toMatchObject({ reason: "gone" });
});
