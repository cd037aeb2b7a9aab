import { describe, expect, test } from "vitest";
import { addToCart } from "@/lib/shop/cart/change-cart";
import { getSelectedLines } from "@/lib/shop/cart/get-cart";
import { placeOrder } from "@/lib/shop/orders/place-order";
import { requestClose } from "@/lib/shop/payments/close-order";
import { ADDRESS, aBuyer, anOrder, stockGoods, testShop } from "@/test/test-shop";
import { buyAgain } from "./buy-again";

describe("a buyer whose order was closed buys again with one tap", () => {
  test("one kind of goods by itself, and the cart stays as it is", async () => {
    const shop = await testShop();
    const { orderId, buyerId } = await anOrder(shop, { quantity: 2 });
    const { variantId } = await stockGoods(shop);
    await addToCart(shop, buyerId, { variantId, quantity: 1 });
    await requestClose(shop, orderId, "buyer");
    expect(await buyAgain(shop, { buyerId, orderId })).toMatchObject({ ok: true, buy: { quantity: 2 } });
    expect(await getSelectedLines(shop, buyerId)).toMatchObject([{ variantId, quantity: 1 }]);
  });

  test("of several those that there still are, as many as before however often it is tapped, and nothing else of the cart", async () => {
    const shop = await testShop();
    const buyerId = await aBuyer(shop);
    const [tea, fruit, gone, extra] = [await stockGoods(shop), await stockGoods(shop), await stockGoods(shop), await stockGoods(shop)];
    await addToCart(shop, buyerId, { variantId: extra.variantId, quantity: 1 });
    await addToCart(shop, buyerId, { variantId: tea.variantId, quantity: 1 });
    const items = [tea, fruit, gone].map(({ variantId }) => ({ variantId, quantity: 3, expectedPriceFen: 1980 }));
    const placed = await placeOrder(shop, buyerId, { idempotencyKey: "k", items, address: ADDRESS, note: "" });
    if (!placed.ok) throw new Error(placed.reason);
    await requestClose(shop, placed.orderId, "buyer");
    await shop.db.product.update({ where: { id: gone.productId }, data: { onSale: false } });
    for (let tap = 0; tap < 2; tap++) expect(await buyAgain(shop, { buyerId, orderId: placed.orderId })).toEqual({ ok: true, buy: null });
    const ticked = await getSelectedLines(shop, buyerId);
    expect(ticked.map(({ variantId, quantity }) => [variantId, quantity])).toEqual([
      [tea.variantId, 3],
      [fruit.variantId, 3],
    ]);
  });

  test("unless none of them can be had any more", async () => {
    const shop = await testShop();
    const buyerId = await aBuyer(shop);
    const goods = [await stockGoods(shop), await stockGoods(shop)];
    const items = goods.map(({ variantId }) => ({ variantId, quantity: 1, expectedPriceFen: 1980 }));
    const placed = await placeOrder(shop, buyerId, { idempotencyKey: "k", items, address: ADDRESS, note: "" });
    if (!placed.ok) throw new Error(placed.reason);
    await requestClose(shop, placed.orderId, "buyer");
    await shop.db.product.updateMany({ data: { onSale: false } });
    expect(await buyAgain(shop, { buyerId, orderId: placed.orderId })).toEqual({ ok: false, reason: "nothing_left" });
  });
});
