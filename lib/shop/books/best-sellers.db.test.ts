import { expect, test } from "vitest";
import { saveLowStock } from "@/lib/shop/alerts/low-stock";
import { DAY_MS } from "@/lib/shop/day";
import { aPaidOrder, ask, pass } from "@/test/refund-shop";
import { anOrder, MINUTE_MS, stockGoods, testShop } from "@/test/test-shop";
import { listBestSellers } from "./best-sellers";
import { listScarce } from "./list-scarce";

test("an owner reads which goods sold best: paid ones alone, by product over its variants, less what came back before it was sent", async () => {
  const shop = await testShop();
  const tea = await stockGoods(shop, { title: "龙井", stock: 50 });
  const cup = await stockGoods(shop, { title: "马克杯", stock: 50 });
  const large = await shop.db.variant.create({ data: { productId: tea.productId, name: "大", priceFen: 1980, stock: 9 } });
  await shop.db.stockMovement.create({ data: { variantId: large.id, kind: "adjust", quantity: 9 } });
  await aPaidOrder(shop, { variantId: tea.variantId, quantity: 2 });
  await aPaidOrder(shop, { variantId: large.id, quantity: 3 });
  const back = await aPaidOrder(shop, { variantId: cup.variantId, quantity: 4 });
  const partly = await aPaidOrder(shop, { variantId: cup.variantId, quantity: 1 });
  await anOrder(shop, { variantId: cup.variantId, quantity: 9 }); // not paid
  await ask(shop, back, back.totalFen);
  await ask(shop, partly, 100); // a refund of a part names no goods
  await pass(shop, MINUTE_MS);
  const today = { from: "2026-11-22", to: "2026-11-22" };
  expect(await listBestSellers(shop, today)).toEqual([
    { productId: tea.productId, title: "龙井", image: "", pieces: 5, soldFen: 5 * 1980 },
    { productId: cup.productId, title: "马克杯", image: "", pieces: 1, soldFen: 1980 },
  ]);
  expect(await listBestSellers(shop, { from: "2026-11-20", to: "2026-11-21" })).toEqual([]);
});

test("what was sold one day and came back the next counts as sold on the one and is taken off the other, as money is", async () => {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop, { stock: 50 });
  const order = await aPaidOrder(shop, { variantId, quantity: 3 });
  shop.advance(DAY_MS);
  await aPaidOrder(shop, { variantId, quantity: 4 });
  await ask(shop, order, order.totalFen);
  await pass(shop, MINUTE_MS);
  const pieces = async (from: string, to = from) => (await listBestSellers(shop, { from, to })).map((best) => best.pieces);
  expect(await pieces("2026-11-22")).toEqual([3]);
  expect(await pieces("2026-11-23")).toEqual([1]);
  expect(await pieces("2026-11-22", "2026-11-23")).toEqual([4]);
});

test("goods are scarce from the number of pieces that the owner has set for alerts, the scarcest first", async () => {
  const shop = await testShop();
  const [few, none, enough] = [
    await stockGoods(shop, { stock: 5 }),
    await stockGoods(shop, { stock: 0 }),
    await stockGoods(shop, { stock: 6 }),
  ];
  const products = async () => {
    const { at, goods } = await listScarce(shop, 8);
    return [at, goods.map(({ productId }) => productId)];
  };
  expect(await products()).toEqual([5, [none.productId, few.productId]]);
  await saveLowStock(shop, 6);
  expect(await products()).toEqual([6, [none.productId, few.productId, enough.productId]]);
  await shop.db.product.update({ where: { id: none.productId }, data: { onSale: false } });
  await saveLowStock(shop, 0);
  expect(await products()).toEqual([0, []]);
});
