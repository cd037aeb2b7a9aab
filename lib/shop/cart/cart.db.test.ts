import { describe, expect, test } from "vitest";
import { MAX_LINES } from "@/lib/shop/catalog/product";
import type { Shop } from "@/lib/shop/shop";
import { aBuyer, stockGoods, testShop } from "@/test/test-shop";
import { adjustStock } from "../stock/adjust-stock";
import { linesToOrder } from "./cart";
import { acknowledgePrices, addToCart, removeLines, selectLines, setQuantity } from "./change-cart";
import { countCart, getCart, getSelectedLines } from "./get-cart";

async function cartOf(quantity: number, stock: number) {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop, { stock });
  const buyer = await aBuyer(shop);
  await addToCart(shop, buyer, { variantId, quantity });
  return { shop, variantId, buyer };
}

/** Sells, or finds, behind the buyer's back; the ledger knows. */
async function restock(shop: Shop, variantId: number, by: number): Promise<void> {
  await shop.db.variant.update({ where: { id: variantId }, data: { stock: { increment: by } } });
  await shop.db.stockMovement.create({ data: { variantId, kind: "adjust", quantity: by } });
}

describe("putting into the cart", () => {
  test("a buyer who adds twice has the sum, and the badge says so", async () => {
    const { shop, variantId, buyer } = await cartOf(2, 10);
    expect(await addToCart(shop, buyer, { variantId, quantity: 3 })).toEqual({ ok: true, quantity: 5, clamped: false });
    expect(await countCart(shop, buyer)).toBe(5);
  });

  test("a buyer never has more in the cart than there is, and is told", async () => {
    const { shop, variantId, buyer } = await cartOf(2, 3);
    expect(await addToCart(shop, buyer, { variantId, quantity: 5 })).toEqual({ ok: true, quantity: 3, clamped: true });
    expect(await addToCart(shop, buyer, { variantId, quantity: 1 })).toMatchObject({ ok: false, reason: "no_more" });
    expect(await countCart(shop, buyer)).toBe(3);
  });

  test("a buyer takes at most ninety-nine of a thing", async () => {
    const { shop, variantId, buyer } = await cartOf(60, 500);
    expect(await addToCart(shop, buyer, { variantId, quantity: 60 })).toEqual({ ok: true, quantity: 99, clamped: true });
  });

  test("a buyer who taps in two tabs at once has both, and no more than there is", async () => {
    const { shop, variantId, buyer } = await cartOf(1, 8);
    await Promise.all(Array.from({ length: 12 }, () => addToCart(shop, buyer, { variantId, quantity: 1 })));
    expect(await countCart(shop, buyer)).toBe(8);
  });

  test("the badge counts what can be ordered now: not what was sold meanwhile, nor what is off sale", async () => {
    const { shop, variantId, buyer } = await cartOf(5, 10);
    await adjustStock(shop, variantId, { kind: "by", delta: -8 });
    expect(await countCart(shop, buyer)).toBe(2);
    await shop.db.product.updateMany({ data: { onSale: false } });
    expect(await countCart(shop, buyer)).toBe(0);
    expect(await getCart(shop, buyer)).toHaveLength(1);
  });

  test("what is sold out, withdrawn or unknown does not go in", async () => {
    const shop = await testShop();
    const buyer = await aBuyer(shop);
    const { variantId } = await stockGoods(shop, { stock: 0 });
    expect(await addToCart(shop, buyer, { variantId, quantity: 1 })).toMatchObject({ ok: false, reason: "sold_out" });
    await shop.db.product.updateMany({ data: { onSale: false } });
    expect(await addToCart(shop, buyer, { variantId, quantity: 1 })).toMatchObject({ ok: false, reason: "off_sale" });
    expect(await addToCart(shop, buyer, { variantId: 424_242, quantity: 1 })).toMatchObject({ ok: false, reason: "off_sale" });
    expect(await getCart(shop, buyer)).toEqual([]);
  });

  test("a cart holds as many kinds as an order may have, and no more", async () => {
    const { shop, variantId, buyer } = await cartOf(1, 10);
    const { productId } = await shop.db.variant.findUniqueOrThrow({ where: { id: variantId } });
    for (let index = 1; index < MAX_LINES; index++) {
      const { id } = await shop.db.variant.create({ data: { productId, name: `${index}`, priceFen: 100 } });
      await restock(shop, id, 1);
      await addToCart(shop, buyer, { variantId: id, quantity: 1 });
    }
    const { id } = await shop.db.variant.create({ data: { productId, name: "多出来的", priceFen: 100 } });
    await restock(shop, id, 1);
    expect(await addToCart(shop, buyer, { variantId: id, quantity: 1 })).toMatchObject({ ok: false, reason: "cart_full" });
    expect(await addToCart(shop, buyer, { variantId, quantity: 1 })).toMatchObject({ ok: true, quantity: 2 });
  });
});

describe("coming back to the cart", () => {
  test("a buyer sees what is left of a thing beside what was wanted; the cart itself stays as it was", async () => {
    const { shop, variantId, buyer } = await cartOf(5, 10);
    await restock(shop, variantId, -8);
    expect(await getCart(shop, buyer)).toMatchObject([{ quantity: 2, wantedQuantity: 5, available: 2 }]);
    await restock(shop, variantId, 8);
    expect(await getCart(shop, buyer)).toMatchObject([{ quantity: 5, wantedQuantity: null }]);
  });

  test("a buyer sees that something is sold out or withdrawn, and cannot take it to the checkout", async () => {
    const { shop, variantId, buyer } = await cartOf(2, 2);
    await restock(shop, variantId, -2);
    expect(await getCart(shop, buyer)).toMatchObject([{ quantity: 0, onSale: true, available: 0 }]);
    expect(linesToOrder(await getSelectedLines(shop, buyer))).toEqual([]);

    await restock(shop, variantId, 2);
    await shop.db.variant.updateMany({ data: { active: false } });
    expect(await getCart(shop, buyer)).toMatchObject([{ quantity: 0, onSale: false }]);
    expect(linesToOrder(await getSelectedLines(shop, buyer))).toEqual([]);
  });

  test("a buyer is shown a changed price until it has been seen", async () => {
    const { shop, variantId, buyer } = await cartOf(1, 5);
    await shop.db.variant.updateMany({ data: { priceFen: 2180 } });
    expect(await getCart(shop, buyer)).toMatchObject([{ priceFen: 2180, formerPriceFen: 1980 }]);
    await acknowledgePrices(shop, buyer, [{ variantId, priceFen: 2180 }]);
    expect(await getCart(shop, buyer)).toMatchObject([{ priceFen: 2180, formerPriceFen: null }]);
  });

  test("a price that changed again while the buyer was reading is shown again", async () => {
    const { shop, variantId, buyer } = await cartOf(1, 5);
    await shop.db.variant.updateMany({ data: { priceFen: 2380 } });
    await acknowledgePrices(shop, buyer, [{ variantId, priceFen: 2180 }]);
    expect(await getCart(shop, buyer)).toMatchObject([{ priceFen: 2380, formerPriceFen: 2180 }]);
  });
});

describe("changing the cart", () => {
  test("a buyer who asks for more than there is gets what there is, and is told", async () => {
    const { shop, variantId, buyer } = await cartOf(1, 3);
    expect(await setQuantity(shop, buyer, { variantId, quantity: 9 })).toEqual({ ok: true, quantity: 3, clamped: true });
    expect(await setQuantity(shop, buyer, { variantId, quantity: 2 })).toEqual({ ok: true, quantity: 2, clamped: false });
  });

  test("a buyer cannot change what was sold meanwhile, nor what another tab has thrown out", async () => {
    const { shop, variantId, buyer } = await cartOf(1, 3);
    await restock(shop, variantId, -3);
    expect(await setQuantity(shop, buyer, { variantId, quantity: 2 })).toMatchObject({ ok: false, reason: "sold_out" });
    await restock(shop, variantId, 3);
    await removeLines(shop, buyer, [variantId]);
    expect(await setQuantity(shop, buyer, { variantId, quantity: 2 })).toMatchObject({ ok: false, reason: "gone" });
  });

  test("a buyer takes only what is ticked to the checkout", async () => {
    const { shop, variantId, buyer } = await cartOf(2, 10);
    await selectLines(shop, buyer, { variantIds: [variantId], selected: false });
    expect(await getSelectedLines(shop, buyer)).toEqual([]);
    await selectLines(shop, buyer, { variantIds: "all", selected: true });
    expect(await getSelectedLines(shop, buyer)).toMatchObject([{ variantId, quantity: 2, priceFen: 1980 }]);
  });

  test("one buyer's changes leave another's cart alone", async () => {
    const { shop, variantId, buyer } = await cartOf(2, 10);
    const stranger = await aBuyer(shop);
    await removeLines(shop, stranger, [variantId]);
    await selectLines(shop, stranger, { variantIds: "all", selected: false });
    expect(await setQuantity(shop, stranger, { variantId, quantity: 9 })).toMatchObject({ ok: false, reason: "gone" });
    expect(await getSelectedLines(shop, buyer)).toMatchObject([{ quantity: 2 }]);
  });

  test("what was ordered leaves the cart, what was not stays", async () => {
    const { shop, variantId, buyer } = await cartOf(2, 10);
    const other = await stockGoods(shop, { stock: 5 });
    await addToCart(shop, buyer, { variantId: other.variantId, quantity: 1 });
    await removeLines(shop, buyer, [variantId]);
    expect((await getCart(shop, buyer)).map((line) => line.variantId)).toEqual([other.variantId]);
  });
});
