import { expect, test } from "vitest";
import { addToCart } from "@/lib/shop/cart/change-cart";
import { getSelectedLines } from "@/lib/shop/cart/get-cart";
import { turnReductions } from "@/lib/shop/promotions/turn-reductions";
import { aCoupon, aReduction } from "@/test/promotions";
import { ADDRESS, aBuyer, MINUTE_MS, stockGoods, testShop } from "@/test/test-shop";
import { checkOut } from "./check-out";
import { countGuess, judgeGuesses } from "./coupon-budget";
import { quoteCoupon } from "./quote-coupon";

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

test("who guesses codes is stopped by browser and by network, also by placing orders with them", async () => {
  const shop = await testShop({ couponGuessesPerHour: { perBrowser: 2, perNetwork: 3 } });
  const [{ variantId }, one, other] = [await stockGoods(shop), await aBuyer(shop), await aBuyer(shop)];
  await aCoupon(shop);
  const who = (buyerId: string) => ({ buyerId, network: NETWORK });
  for (let guess = 0; guess < 2; guess++) {
    expect(await judgeGuesses(shop, who(one))).toBeNull();
    await countGuess(shop, who(one));
  }
  expect(await judgeGuesses(shop, who(one))).toMatchObject({ reason: "too_often", minutes: 60 });
  expect(await judgeGuesses(shop, who(other))).toBeNull();
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
