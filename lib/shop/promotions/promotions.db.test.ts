import { expect, test } from "vitest";
import { Prisma } from "@/lib/server/prisma/client";
import { runOn } from "@/lib/server/sql";
import { placeOrder } from "@/lib/shop/orders/place-order";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { aTrade } from "@/test/fake-gateway";
import { actingAs } from "@/test/owner-access";
import { aCoupon, aReduction } from "@/test/promotions";
import { ADDRESS, aBuyer, MINUTE_MS, stockGoods, testShop } from "@/test/test-shop";
import { takeUse } from "./hold-coupon";
import { idsOfSlugs, listPromotions, slugsOf } from "./list-promotions";
import { addPromotion, changePromotion, stopPromotion } from "./save-promotion";

const DAY_MS = 24 * 60 * MINUTE_MS;

test("an owner sees how often a coupon is used and what it cost, and each change is in the trail", async () => {
  const shop = actingAs(await testShop(), 7);
  const { variantId } = await stockGoods(shop);
  const id = await aCoupon(shop, { total: 5, perBuyer: 2 });
  for (const key of ["paid", "unpaid"]) {
    const items = [{ variantId, quantity: 1, expectedPriceFen: 1980 }];
    const draft = { idempotencyKey: key, items, couponCode: "SAVE5", expectedDiscountFen: 500, address: ADDRESS, note: "" };
    const placed = await placeOrder(shop, await aBuyer(shop), draft);
    if (!placed.ok) throw new Error(placed.reason);
    const { outTradeNo } = await shop.db.paymentAttempt.findFirstOrThrow({ where: { orderId: placed.orderId } });
    if (key === "paid") await settlePayment(shop, aTrade(outTradeNo, 1480), "query");
  }
  const [seen] = await listPromotions(shop);
  expect(seen).toMatchObject({ id, standing: "on", held: 2, costFen: 500, total: 5, perBuyer: 2, version: 1 });
  if (!seen) throw new Error("no promotion");
  const { version, rule, startsAt, endsAt } = seen;
  const change = { id, version, name: "新客券", rule, total: 9, perBuyer: null, startsAt, endsAt };
  expect(await changePromotion(shop, change)).toEqual({ ok: true });
  expect(await changePromotion(shop, change)).toMatchObject({ reason: "moved" });
  expect(await changePromotion(shop, { ...change, version: 2, endsAt: startsAt })).toMatchObject({ reason: "ends_before" });
  expect(await stopPromotion(shop, id)).toEqual({ ok: true });
  expect(await stopPromotion(shop, id)).toMatchObject({ reason: "gone" });
  expect(await changePromotion(shop, { ...change, version: 3 })).toMatchObject({ reason: "gone" });
  expect((await listPromotions(shop, id))[0]).toMatchObject({ standing: "stopped", total: 9, held: 2 });
  const trail = await shop.db.auditEntry.findMany({ orderBy: { id: "asc" }, select: { kind: true } });
  expect(trail.map(({ kind }) => kind)).toEqual(["promotion_added", "promotion_changed", "promotion_stopped"]);
});

test("a code is one coupon for ever, and 满减 are so many at a time", async () => {
  const shop = await testShop();
  await aCoupon(shop);
  const now = shop.now();
  const times = { startsAt: new Date(now.getTime() + DAY_MS), endsAt: new Date(now.getTime() + 2 * DAY_MS) };
  const said = { name: "又一张", total: null, perBuyer: null, ...times };
  const rule = { kind: "coupon" as const, scope: { kind: "all" as const }, fromFen: 0, off: { kind: "sum" as const, offFen: 1 } };
  expect(await addPromotion(shop, { ...said, code: "SAVE5", rule })).toMatchObject({ reason: "same_code" });
  for (let nth = 0; nth < 20; nth++) await aReduction(shop, [{ fromFen: 100 + nth, offFen: 1 }]);
  const tiers = [{ fromFen: 100, offFen: 10 }];
  const more = { ...said, code: null, rule: { kind: "reduction" as const, scope: { kind: "all" as const }, tiers } };
  expect(await addPromotion(shop, more)).toMatchObject({ reason: "too_many", most: 20 });
  shop.advance(31 * DAY_MS);
  expect((await listPromotions(shop))[0]).toMatchObject({ standing: "over" });
});

test("a rule that gives all that it asks cannot be written", async () => {
  const shop = await testShop();
  await expect(aReduction(shop, [{ fromFen: 100, offFen: 100 }])).rejects.toThrow();
  await expect(aCoupon(shop, { off: { kind: "percent", payPercent: 100, mostFen: 1 } })).rejects.toThrow();
});

test("goods are found by the addresses of their pages", async () => {
  const shop = await testShop();
  const { productId } = await stockGoods(shop);
  const slugs = await slugsOf(shop, [productId, productId + 1]);
  expect(await idsOfSlugs(shop, slugs)).toEqual([productId]);
  expect(await idsOfSlugs(shop, [...slugs, "gone"])).toBeNull();
});

test("a coupon that is used up, over or stopped is not counted once more, whatever was judged before", async () => {
  const shop = await testShop();
  const id = await aCoupon(shop, { total: 1, days: 1 });
  const take = (isPossible = true) =>
    runOn(shop.pool)(takeUse(id, { isPossible: Prisma.sql`${isPossible}::boolean`, givenUp: 0, at: shop.now() }));
  expect([await take(false), await take(), await take()].map((rows) => rows.length)).toEqual([0, 1, 0]);
  await shop.db.promotion.updateMany({ data: { used: 0, active: false } });
  expect(await take()).toEqual([]);
  await shop.db.promotion.updateMany({ data: { active: true } });
  shop.advance(DAY_MS);
  expect(await take()).toEqual([]);
});
