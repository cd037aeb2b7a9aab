import { expect, test } from "vitest";
import { aTrade } from "@/test/fake-gateway";
import { actingAs } from "@/test/owner-access";
import { ask } from "@/test/refund-shop";
import { anOrder, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { shipOrder } from "../orders/ship-order";
import { settlePayment } from "../payments/settle-payment";
import { getProduct } from "./get-product";
import type { ListPriceBasis } from "./list-price";
import { type MatrixInput, saveMatrix } from "./save-matrix";

const DAY_MS = 24 * 3600_000;

/** Tea for 99 yuan, from two months ago on. */
async function tea(shop: TestShop) {
  const goods = await stockGoods(shop, { priceFen: 9900 });
  const began = new Date(shop.now().getTime() - 60 * DAY_MS);
  await shop.db.priceChange.deleteMany();
  await shop.db.priceChange.create({ data: { variantId: goods.variantId, priceFen: 9900, at: began } });
  const save = (more: Partial<MatrixInput>, basis?: ListPriceBasis) =>
    saveMatrix(
      shop,
      goods.productId,
      [{ of: { variantId: goods.variantId }, priceFen: 7900, listPriceFen: 9900, sku: "", active: true, stockDelta: 0, ...more }],
      basis,
    );
  const sell = async (priceFen: number) => {
    const order = await anOrder(shop, { variantId: goods.variantId, priceFen });
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen, { paidAt: shop.now() }), "notify");
    return order;
  };
  return { ...goods, save, sell };
}

test("tea that was sold for 99 is cut to 79: 原价 99 is true, and the shop says so", async () => {
  const shop = await testShop();
  const { productId, save, sell } = await tea(shop);
  await sell(9900);
  shop.advance(3 * DAY_MS);
  expect(await save({}, "former")).toEqual({ ok: true });
  const { slug } = await shop.db.product.findUniqueOrThrow({ where: { id: productId } });
  expect(await getProduct(shop, slug)).toMatchObject({ listPriceBasis: "former", variants: [{ priceFen: 7900, listPriceFen: 9900 }] });
});

test("what was put up an hour before it was cut is no 原价: the owner reads what it may be, and since when", async () => {
  const shop = await testShop();
  const { productId, save, sell } = await tea(shop);
  await sell(9900);
  await save({ priceFen: 12900, listPriceFen: null });
  shop.advance(3600_000);
  await sell(12900);
  shop.advance(3600_000);
  expect(await save({ listPriceFen: 12900 }, "former")).toMatchObject({
    ok: false,
    reason: "former_price",
    row: 0,
    fen: 9900,
    was: "sold",
  });
  // Nothing of it was written, so that no page shows it.
  const product = await shop.db.product.findUniqueOrThrow({ where: { id: productId }, include: { variants: true } });
  expect(product).toMatchObject({ listPriceBasis: "reference", variants: [{ priceFen: 12900, listPriceFen: null }] });
  expect(await save({ listPriceFen: 12900 }, "suggested")).toEqual({ ok: true });
});

test("an offer of these seven days that nobody took counts too; one of before counts no more", async () => {
  const shop = await testShop();
  const { save, sell } = await tea(shop);
  await save({ priceFen: 8900, listPriceFen: null });
  shop.advance(DAY_MS);
  await save({ priceFen: 9900, listPriceFen: null });
  await sell(9900);
  shop.advance(3 * DAY_MS);
  expect(await save({}, "former")).toMatchObject({ reason: "former_price", fen: 8900, was: "offered" });
  shop.advance(5 * DAY_MS);
  expect(await save({}, "former")).toEqual({ ok: true });
});

test("what nobody bought in seven days was last sold before, and what nobody ever bought has no 原价", async () => {
  const shop = await testShop();
  const { save, sell } = await tea(shop);
  expect(await save({}, "former")).toMatchObject({ reason: "never_sold", row: 0 });
  await sell(9900);
  shop.advance(30 * DAY_MS);
  expect(await save({}, "former")).toEqual({ ok: true });
});

test("a second cut is counted from the first: the old 原价 goes with it", async () => {
  const shop = await testShop();
  const { save, sell } = await tea(shop);
  await sell(9900);
  shop.advance(DAY_MS);
  expect(await save({}, "former")).toEqual({ ok: true });
  // Saved again with nothing changed it is what it was, also a month later.
  shop.advance(30 * DAY_MS);
  expect(await save({ sku: "L-1" })).toEqual({ ok: true });
  await sell(7900);
  shop.advance(3600_000);
  expect(await save({ priceFen: 6900 })).toMatchObject({ reason: "former_price", fen: 7900 });
  expect(await save({ priceFen: 6900, listPriceFen: 7900 })).toEqual({ ok: true });
});

test("a sale that was given back whole was none", async () => {
  const shop = await testShop();
  const { save, sell } = await tea(shop);
  const order = await sell(9900);
  shop.advance(DAY_MS);
  await ask(shop, order, order.totalFen);
  expect(await shop.db.order.findUniqueOrThrow({ where: { id: order.orderId } })).toMatchObject({ status: "CLOSED" });
  expect(await save({}, "former")).toMatchObject({ reason: "never_sold" });
});

test("a sale whose money went back whole after it was sent was none, in full or to the last fen; one that went back in part was one", async () => {
  const shop = await testShop();
  const { save, sell } = await tea(shop);
  const order = await sell(9900);
  await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF1007896781640" });
  await ask(shop, order, order.totalFen - 1);
  shop.advance(DAY_MS);
  expect(await save({ priceFen: 8900 }, "former")).toEqual({ ok: true });
  await save({ priceFen: 9900, listPriceFen: null });
  await ask(shop, order, 1);
  expect(await shop.db.order.findUniqueOrThrow({ where: { id: order.orderId } })).toMatchObject({ status: "SHIPPED" });
  expect(await save({}, "former")).toMatchObject({ reason: "never_sold" });
});

test("an 原价 that rests on a sale stops being one when the money of that sale goes back, and not before", async () => {
  const shop = await testShop();
  const { productId, save, sell } = await tea(shop);
  const [first, last] = [await sell(9900), await sell(9900)];
  shop.advance(DAY_MS);
  expect(await save({}, "former")).toEqual({ ok: true });
  const basis = async () => (await shop.db.product.findUniqueOrThrow({ where: { id: productId } })).listPriceBasis;
  await shipOrder(shop, first.orderId, { courier: "顺丰速运", trackingNo: "SF1007896781640" });
  await ask(shop, first, first.totalFen);
  await ask(shop, last, 100);
  expect(await basis()).toBe("former");
  shop.advance(DAY_MS);
  await ask(shop, last, last.totalFen - 100);
  expect(await basis()).toBe("reference");
  const { slug } = await shop.db.product.findUniqueOrThrow({ where: { id: productId } });
  expect(await getProduct(shop, slug)).toMatchObject({ listPriceBasis: "reference", variants: [{ priceFen: 7900, listPriceFen: 9900 }] });
});

test("in a shop that has just learnt to keep its prices none may be called 原价 before it is cut: what stood before is not known", async () => {
  const shop = await testShop();
  const { variantId, save, sell } = await tea(shop);
  await sell(9900);
  // Cut before the update: the record begins with the lower price.
  await shop.db.variant.update({ where: { id: variantId }, data: { priceFen: 7900 } });
  await shop.db.priceChange.deleteMany();
  shop.advance(DAY_MS);
  await shop.db.priceChange.create({ data: { variantId, priceFen: 7900, at: shop.now() } });
  expect(await save({}, "former")).toMatchObject({ reason: "no_record", row: 0 });
});

test("what is called 原价 is the lowest, and no lower one either: the owner is told the sum", async () => {
  const shop = await testShop();
  const { save, sell } = await tea(shop);
  await sell(9900);
  shop.advance(DAY_MS);
  expect(await save({ listPriceFen: 8900 }, "former")).toMatchObject({ reason: "former_price", fen: 9900, priceFen: 7900, variant: "" });
  expect(await save({ listPriceFen: 9900 }, "former")).toEqual({ ok: true });
});

test("each change of a price is kept with who made it and when, whichever way it is made, and for good", async () => {
  const shop = actingAs(await testShop(), 7);
  const { variantId, save } = await tea(shop);
  shop.advance(DAY_MS);
  await save({ listPriceFen: null });
  await save({ listPriceFen: null, sku: "L-1" });
  await shop.db.variant.update({ where: { id: variantId }, data: { priceFen: 5900 } });
  const kept = await shop.db.priceChange.findMany({ where: { variantId }, orderBy: { id: "asc" } });
  expect(kept.map(({ priceFen, by }) => [priceFen, by !== ""])).toEqual([
    [9900, false],
    [7900, true],
    [5900, false],
  ]);
  expect(kept[1]?.at).toEqual(shop.now());
  await expect(shop.db.priceChange.updateMany({ data: { priceFen: 1 } })).rejects.toThrow();
});
