import { expect, test } from "vitest";
import { addToCart } from "@/lib/shop/cart/change-cart";
import { checkOutBy } from "@/lib/shop/checkout/check-out";
import { ADDRESS, stockGoods, testShop } from "@/test/test-shop";
import { welcomeBuyer } from "./buyer-token";

const welcome = (shop: Awaited<ReturnType<typeof testShop>>, ip: string) => async () => {
  const welcomed = await welcomeBuyer(shop, ip);
  return welcomed.ok ? welcomed : null;
};

test("posts without a cookie from one network leave so many buyers an hour, and another network's shopper gets a cart", async () => {
  const shop = await testShop({ newBrowsersPerHour: 5 });
  const { variantId } = await stockGoods(shop);
  const put = (ip: string) => addToCart(shop, welcome(shop, ip), { variantId, quantity: 1 });
  const strangers = [];
  for (let host = 0; host < 20; host++) strangers.push(await put(`203.0.113.${host}`));
  expect(strangers.filter(({ ok }) => ok)).toHaveLength(5);
  expect(strangers.at(-1)).toEqual({ ok: false, reason: "nobody" });
  expect(await shop.db.buyer.count()).toBe(5);
  expect(await put("198.51.100.7")).toMatchObject({ ok: true });
});

test("goods that cannot be bought make nobody known", async () => {
  const shop = await testShop();
  const { variantId, productId } = await stockGoods(shop);
  await shop.db.product.update({ where: { id: productId }, data: { onSale: false } });
  expect(await addToCart(shop, welcome(shop, "203.0.113.9"), { variantId, quantity: 1 })).toEqual({ ok: false, reason: "off_sale" });
  expect(await shop.db.buyer.count()).toBe(0);
});

test("checkout forms without a cookie count as well, whatever becomes of them, and a browser that is known is never refused for it", async () => {
  const shop = await testShop({ newBrowsersPerHour: 3 });
  const { variantId } = await stockGoods(shop);
  const known = await welcomeBuyer(shop, "203.0.113.200");
  if (!known.ok) throw new Error(known.reason);
  const send = (token: string | undefined, priceFen: number, idempotencyKey: string) =>
    checkOutBy(
      shop,
      { token, keep: async () => {} },
      {
        idempotencyKey,
        items: [{ variantId, quantity: 1, expectedPriceFen: priceFen }],
        address: ADDRESS,
        note: "",
        fromCart: false,
        network: "203.0.113.0/24",
      },
    );
  const forms = [];
  for (let n = 0; n < 6; n++) forms.push(await send(undefined, 1, `form ${n}`));
  expect(forms.map((one) => !one.ok && one.reason)).toEqual(["price_changed", "price_changed", ...Array(4).fill("too_often")]);
  expect(forms.at(-1)).toMatchObject({ minutes: 60 });
  expect(await shop.db.buyer.count()).toBe(3);
  expect(await send(known.token, 1980, "the known one's")).toMatchObject({ ok: true });
});
