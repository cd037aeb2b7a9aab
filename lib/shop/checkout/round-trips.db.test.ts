import { expect, inject, test } from "vitest";
import { createBuyer } from "@/lib/shop/buyers/buyer-token";
import { addToCart } from "@/lib/shop/cart/change-cart";
import { startBegun } from "@/lib/shop/payments/start-payment";
import { countingProxy } from "@/test/counting-proxy";
import { fakeGateway } from "@/test/fake-gateway";
import { aCoupon } from "@/test/promotions";
import { ADDRESS, openTestShop, stockGoods } from "@/test/test-shop";
import { checkOutBy } from "./check-out";

test("a buyer who sends the form stands at the cashier after four round trips to the database, with a coupon after five", async () => {
  const proxy = await countingProxy(inject("databaseUrl"));
  const through = (connectionString: string) =>
    Object.assign(new URL(connectionString), { port: new URL(proxy.connectionString).port }).href;
  const shop = await openTestShop(fakeGateway, {}, { through });
  const { variantId } = await stockGoods(shop, { stock: 50 });
  await aCoupon(shop, { total: 50, perBuyer: 1 });
  const buyAsSomebody = async (discount = {}) => {
    const { id, token } = await createBuyer(shop);
    await addToCart(shop, id, { variantId, quantity: 1 });
    const before = proxy.trips();
    const items = [{ variantId, quantity: 1, expectedPriceFen: 1980 }];
    const form = { idempotencyKey: token, items, address: ADDRESS, note: "", ...discount };
    const who = { token, keep: () => Promise.reject(new Error("the browser is known")) };
    const placed = await checkOutBy(shop, who, { ...form, network: "203.0.113.0/24", fromCart: true, toCashier: true });
    if (!placed.ok || !placed.begun) throw new Error("not placed");
    expect(await startBegun(shop, placed, placed.begun)).toMatchObject({ ok: true });
    return proxy.trips() - before;
  };
  await buyAsSomebody(); // opens the connection
  expect(await buyAsSomebody()).toBeLessThanOrEqual(4);
  expect(await buyAsSomebody({ couponCode: "SAVE5", expectedDiscountFen: 500 })).toBeLessThanOrEqual(5);
});
