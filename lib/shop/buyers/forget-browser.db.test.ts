import { expect, test } from "vitest";
import { addToCart } from "@/lib/shop/cart/change-cart";
import { anOrder, stockGoods, testShop } from "@/test/test-shop";
import { createBuyer, findBuyer } from "./buyer-token";
import { forgetBrowser } from "./forget-browser";

test("a browser that is forgotten has no cart, and its cookie opens nothing", async () => {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop);
  const buyer = await createBuyer(shop);
  await addToCart(shop, buyer.id, { variantId, quantity: 1 });
  await forgetBrowser(shop, buyer.id);
  expect(await findBuyer(shop, buyer.token)).toBeNull();
  expect(await shop.db.buyer.count()).toBe(0);
  expect(await shop.db.cartItem.count()).toBe(0);
});

test("its orders stay, for whoever has their link or knows number and phone", async () => {
  const shop = await testShop();
  const buyer = await createBuyer(shop);
  const order = await anOrder(shop, { buyerId: buyer.id });
  await forgetBrowser(shop, buyer.id);
  expect(await findBuyer(shop, buyer.token)).toBeNull();
  expect(await shop.db.order.findUniqueOrThrow({ where: { id: order.orderId } })).toMatchObject({ status: "PENDING" });
});
