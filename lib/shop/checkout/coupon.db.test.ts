import { expect, test } from "vitest";
import { addToCart } from "@/lib/shop/cart/change-cart";
import { getSelectedLines } from "@/lib/shop/cart/get-cart";
import { stopPromotion } from "@/lib/shop/promotions/save-promotion";
import { turnReductions } from "@/lib/shop/promotions/turn-reductions";
import { aCoupon, aReduction } from "@/test/promotions";
import { ADDRESS, aBuyer, MINUTE_MS, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { checkOut } from "./check-out";
import { quoteCoupon } from "./quote-coupon";
import { openTriedCode } from "./tried-code";
import { tryCode } from "./try-code";

const NETWORK = "203.0.113.0/24";

test("a shopper sees what a code takes off, and why it takes nothing, and is asked the sum without it then", async () => {
  const shop = await testShop();
  const [{ variantId }, buyerId] = [await stockGoods(shop), await aBuyer(shop)];
  await addToCart(shop, buyerId, { variantId, quantity: 1 });
  await aReduction(shop, [
    { fromFen: 1000, offFen: 100 },
    { fromFen: 3000, offFen: 400 },
  ]);
  await aCoupon(shop);
  await aCoupon(shop, { code: "BIG", fromFen: 5000 });
  const lines = await getSelectedLines(shop, buyerId);
  const ask = (code: string | null) => quoteCoupon(shop, { buyerId, lines, code });
  expect(await ask(null)).toMatchObject({
    quote: { discountFen: 100, next: { missingFen: 1020, offFen: 400 } },
    code: null,
    refusal: null,
  });
  expect(await ask("SAVE5")).toMatchObject({ quote: { discountFen: 600 }, code: "SAVE5" });
  const short = { reason: "coupon_short", missingFen: 3020 };
  expect(await ask("BIG")).toMatchObject({ quote: { discountFen: 100 }, code: null, refusal: short });
  expect(await ask("NONE")).toMatchObject({ quote: { discountFen: 100 }, refusal: { reason: "coupon_unusable" } });
});

const aTry = (shop: TestShop, buyerId: string, typed: string) => tryCode(shop, { buyerId, network: NETWORK, lines: [], typed });

test("who guesses codes is stopped by browser and by network, also by placing orders with them", async () => {
  const shop = await testShop({ couponGuessesPerHour: { perBrowser: 2, perNetwork: 3 } });
  const [{ variantId }, one, other] = [await stockGoods(shop), await aBuyer(shop), await aBuyer(shop)];
  await aCoupon(shop);
  for (let guess = 0; guess < 2; guess++) expect(await aTry(shop, one, `NONE${guess}`)).toMatchObject({ reason: "coupon_unusable" });
  for (let more = 0; more < 3; more++) expect(await aTry(shop, one, "SAVE5")).toMatchObject({ reason: "too_often", minutes: 60 });
  for (let honest = 0; honest < 5; honest++) expect(await aTry(shop, other, "SAVE5")).toMatchObject({ reason: "coupon_no_goods" });
  const items = [{ variantId, quantity: 1, expectedPriceFen: 1980 }];
  const order = (key: string, couponCode?: string) =>
    checkOut(shop, other, {
      ...{ idempotencyKey: key, items, address: ADDRESS, note: "", network: NETWORK, fromCart: false },
      ...(couponCode && { couponCode, expectedDiscountFen: 500 }),
    });
  expect(await order("a", "GUESS")).toMatchObject({ reason: "coupon_unusable" });
  expect(await order("b", "GUESS2")).toMatchObject({ reason: "too_often" });
  expect(await order("c", "SAVE5")).toMatchObject({ reason: "too_often" });
  expect(await order("d")).toMatchObject({ ok: true });
});

test("who sends many guesses at once has no more answers than who sends them one after the other", async () => {
  const shop = await testShop({ couponGuessesPerHour: { perBrowser: 20, perNetwork: 30 } });
  const [one, other] = [await aBuyer(shop), await aBuyer(shop)];
  const burst = async (buyerId: string) => {
    const all = await Promise.all(Array.from({ length: 100 }, (_, nth) => aTry(shop, buyerId, `GUESS${nth}`)));
    return all.filter((one) => !one.ok && one.reason !== "too_often").length;
  };
  expect([await burst(one), await burst(other)]).toEqual([20, 10]);
});

test("an honest code that ended or was stopped while forms were open keeps nobody behind the same carrier from using another", async () => {
  const shop = await testShop({ couponGuessesPerHour: { perBrowser: 1, perNetwork: 1 } });
  const [{ variantId }, buyerId] = [await stockGoods(shop), await aBuyer(shop)];
  await aCoupon(shop, { days: 1 });
  const stopped = await aCoupon(shop, { code: "STOPPED" });
  await stopPromotion(shop, stopped);
  shop.advance(24 * 60 * MINUTE_MS);
  const items = [{ variantId, quantity: 1, expectedPriceFen: 1980 }];
  const form = { items, address: ADDRESS, note: "", network: NETWORK, fromCart: false, expectedDiscountFen: 500 };
  for (const couponCode of ["SAVE5", "STOPPED"]) {
    const placed = await checkOut(shop, await aBuyer(shop), { ...form, idempotencyKey: couponCode, couponCode });
    expect(placed).toMatchObject({ reason: "coupon_unusable" });
    expect(await aTry(shop, buyerId, couponCode)).toMatchObject({ reason: "coupon_unusable" });
  }
  expect(await aTry(shop, buyerId, "NONE")).toMatchObject({ reason: "coupon_unusable" });
});

test("a cookie that was written by hand, or belongs to another browser, shows no code; the one of a code that was tried does", async () => {
  const shop = await testShop();
  const [{ variantId }, buyerId, other] = [await stockGoods(shop), await aBuyer(shop), await aBuyer(shop)];
  await addToCart(shop, buyerId, { variantId, quantity: 1 });
  await aCoupon(shop);
  const lines = await getSelectedLines(shop, buyerId);
  const tried = await tryCode(shop, { buyerId, network: NETWORK, lines, typed: "save5" });
  if (!tried.ok) throw new Error(tried.reason);
  expect(tried.offFen).toBe(500);
  expect(openTriedCode(shop, buyerId, tried.sealed)).toBe("SAVE5");
  expect(openTriedCode(shop, other, tried.sealed)).toBeNull();
  expect(openTriedCode(shop, buyerId, "SAVE5")).toBeNull();
});

test("满减 is turned on and off by the clock, each once, so that kept pages are made anew then", async () => {
  const shop = await testShop();
  const id = await aReduction(shop, [{ fromFen: 100, offFen: 10 }], { days: 1 });
  const turned = async () => [await turnReductions(shop), (await shop.db.promotion.findUniqueOrThrow({ where: { id } })).shown];
  expect([await turned(), await turned()]).toEqual([
    [1, true],
    [0, true],
  ]);
  shop.advance(24 * 60 * MINUTE_MS);
  expect([await turned(), await turned()]).toEqual([
    [1, false],
    [0, false],
  ]);
});
