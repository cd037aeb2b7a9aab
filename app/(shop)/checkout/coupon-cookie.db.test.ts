import { beforeEach, expect, test, vi } from "vitest";
import { quoteItems } from "@/lib/shop/checkout/quote-items";
import { tryCode } from "@/lib/shop/checkout/try-code";
import { aCoupon } from "@/test/promotions";
import { aBuyer, stockGoods, testShop } from "@/test/test-shop";
import { forgetAction } from "../(tabs)/me/actions";
import { couponOfCheckout, keepCoupon } from "./coupon-cookie";

const here = vi.hoisted(() => ({ shop: null as unknown, cookies: new Map<string, string>() }));
vi.mock("@/lib/shop/assembly/get-shop", () => ({ getShop: () => here.shop }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ "sec-fetch-site": "same-origin" }),
  cookies: async () => ({
    get: (name: string) => (here.cookies.has(name) ? { name, value: here.cookies.get(name) } : undefined),
    set: (name: string, value: string, { maxAge }: { maxAge: number }) =>
      maxAge === 0 ? here.cookies.delete(name) : here.cookies.set(name, value),
    delete: (name: string) => here.cookies.delete(name),
  }),
}));

beforeEach(() => here.cookies.clear());

async function aTriedCode() {
  const shop = await testShop();
  here.shop = shop;
  const [{ variantId }, buyerId] = [await stockGoods(shop), await aBuyer(shop)];
  await aCoupon(shop);
  const lines = await quoteItems(shop, [{ variantId, quantity: 1 }]);
  const tried = await tryCode(shop, { buyerId, network: "203.0.113.0/24", lines, typed: "save5" });
  if (!tried.ok) throw new Error(tried.reason);
  return { shop, buyerId, sealed: tried.sealed };
}

test("a live code that somebody writes into the cookie by hand shows no discount; one that the browser has tried does", async () => {
  const { shop, buyerId, sealed } = await aTriedCode();
  here.cookies.set("coupon", "SAVE5");
  expect(await couponOfCheckout(buyerId)).toBeNull();
  await keepCoupon(sealed);
  expect(await couponOfCheckout(buyerId)).toBe("SAVE5");
  expect(await couponOfCheckout(await aBuyer(shop))).toBeNull();
});

test("a buyer who has the device forgotten leaves no code and no language behind", async () => {
  const { sealed } = await aTriedCode();
  await keepCoupon(sealed);
  here.cookies.set("lang", "en");
  expect(await forgetAction({ ok: true, message: "" }, new FormData())).toMatchObject({ ok: true });
  expect([...here.cookies.keys()]).toEqual([]);
});
