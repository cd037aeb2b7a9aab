import { expect, test } from "vitest";
import { ACCESS, aChannel } from "@/test/alert-services";
import { aPaidOrder } from "@/test/refund-shop";
import { stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { saveLowStock } from "../alerts/low-stock";
import { listScarce } from "../books/list-scarce";
import { listOwnerProducts } from "../catalog/list-owner-products";
import { saveMatrix } from "../catalog/save-matrix";

/** One variant that is left with `stock` pieces after a sale of one, scarce from `lowStockAt` on where that is said. */
async function sellOne(shop: TestShop, stock: number, lowStockAt: number | null) {
  const goods = await stockGoods(shop, { stock: stock + 1 });
  await saveMatrix(shop, goods.productId, [
    { of: { variantId: goods.variantId }, priceFen: 1980, listPriceFen: null, lowStockAt, sku: "", active: true, stockDelta: 0 },
  ]);
  await aPaidOrder(shop, { variantId: goods.variantId });
  return goods;
}

test("goods with a number of their own are scarce by it, all others by the shop's: for the alert, the figures and the list alike", async () => {
  const shop = await testShop();
  await aChannel(shop, ACCESS.wecom, { events: ["low_stock"] });
  await saveLowStock(shop, 5);
  const cases = [
    { stock: 5, lowStockAt: null, isScarce: true },
    { stock: 6, lowStockAt: null, isScarce: false },
    { stock: 20, lowStockAt: 20, isScarce: true },
    { stock: 21, lowStockAt: 20, isScarce: false },
    { stock: 3, lowStockAt: 2, isScarce: false },
    { stock: 1, lowStockAt: 0, isScarce: false },
    { stock: 0, lowStockAt: 0, isScarce: true },
  ];
  const scarce: number[] = [];
  const all: { productId: number; variantId: number }[] = [];
  for (const { stock, lowStockAt, isScarce } of cases) {
    const goods = await sellOne(shop, stock, lowStockAt);
    all.push(goods);
    if (isScarce) scarce.push(goods.productId);
  }
  const told = await shop.db.alert.findMany({ where: { event: "low_stock" } });
  expect(told.map(({ about }) => all.find(({ variantId }) => String(variantId) === about)?.productId).sort()).toEqual([...scarce].sort());
  expect((await listScarce(shop, 50)).goods.map(({ productId }) => productId).sort()).toEqual([...scarce].sort());
  const listed = await listOwnerProducts(shop, { search: "", filter: "low", scarceAt: 5 });
  expect(listed.products.map(({ id }) => id).sort()).toEqual([...scarce].sort());
  const marked = (await listOwnerProducts(shop, { search: "", filter: "all", scarceAt: 5 })).products.filter((one) => one.scarce > 0);
  expect(marked.map(({ id }) => id).sort()).toEqual([...scarce].sort());
});

test("an owner who empties the number of a variant goes back to the shop's, and a table without the column leaves it", async () => {
  const shop = await testShop();
  const { productId, variantId } = await stockGoods(shop, { stock: 9 });
  const save = (more: { lowStockAt?: number | null }) =>
    saveMatrix(shop, productId, [{ of: { variantId }, priceFen: 1980, listPriceFen: null, sku: "", active: true, stockDelta: 0, ...more }]);
  const known = async () => (await shop.db.variant.findUniqueOrThrow({ where: { id: variantId } })).lowStockAt;
  await save({ lowStockAt: 12 });
  expect(await known()).toBe(12);
  await save({});
  expect(await known()).toBe(12);
  await save({ lowStockAt: null });
  expect(await known()).toBeNull();
});
