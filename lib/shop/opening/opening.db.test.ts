import { expect, test } from "vitest";
import { placeOrder } from "@/lib/shop/orders/place-order";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { actingAs, auditKinds } from "@/test/owner-access";
import { ADDRESS, aBuyer, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { pauseShop, resumeShop } from "./change-standing";
import { isPreview, previewToken, renewPreview, visitPreview } from "./preview";
import { readOpening } from "./read-opening";

const DAY_MS = 24 * 3600_000;

const buy = async (shop: TestShop, buyerId: string, key = "form") =>
  placeOrder(shop, buyerId, {
    idempotencyKey: key,
    items: [{ variantId: (await shop.db.variant.findFirstOrThrow()).id, quantity: 1, expectedPriceFen: 1980 }],
    address: ADDRESS,
    note: "",
  });

test("nobody can buy in a live shop that its owner has not opened, and nothing is reserved", async () => {
  const shop = await testShop({ demo: false });
  await stockGoods(shop);
  expect(await buy(shop, await aBuyer(shop))).toEqual({ ok: false, reason: "closed", standing: "preparing", note: "" });
  expect(await shop.db.order.count()).toBe(0);
  expect(await shop.db.variant.findFirst()).toMatchObject({ stock: 10, reserved: 0 });
});

test("an owner who pauses the shop stops new orders alone: a form that made an order before still finds it, and it can be paid", async () => {
  const shop = actingAs(await testShop(), 7);
  await stockGoods(shop);
  const buyerId = await aBuyer(shop);
  const placed = await buy(shop, buyerId);
  if (!placed.ok) throw new Error(placed.reason);
  expect(await pauseShop(shop, "春节放假，初八恢复")).toEqual({ ok: true });
  expect(await buy(shop, buyerId, "another form")).toEqual({
    ...{ ok: false, reason: "closed", standing: "paused", note: "春节放假，初八恢复" },
  });
  expect(await buy(shop, buyerId)).toMatchObject({ ok: true, replayed: true, orderId: placed.orderId });
  expect(await startPayment(shop, placed.orderId)).toMatchObject({ ok: true });
  expect(await resumeShop(shop)).toEqual({ ok: true });
  expect(await readOpening(shop)).toEqual({ standing: "open", note: "" });
  expect(await buy(shop, buyerId, "another form")).toMatchObject({ ok: true, replayed: false });
  expect(await auditKinds(shop)).toEqual(["shop_paused", "shop_resumed"]);
});

test("of two tabs that pause the shop one does, and the other is told that it is paused already", async () => {
  const shop = actingAs(await testShop(), 7);
  const both = await Promise.all([pauseShop(shop, "一"), pauseShop(shop, "二")]);
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(await auditKinds(shop)).toEqual(["shop_paused"]);
});

test("a demonstration that was paused, and maybe resumed, is yet to be opened when it gets real keys", async () => {
  for (const isResumed of [true, false]) {
    const demo = actingAs(await testShop(), 7);
    await stockGoods(demo);
    await pauseShop(demo, "盘点");
    if (isResumed) await resumeShop(demo);
    const live: TestShop = { ...demo, config: { ...demo.config, demo: false } };
    expect(await readOpening(live)).toEqual({ standing: "preparing", note: "" });
    expect(await resumeShop(live)).toEqual({ ok: false, reason: "moved" });
    expect(await buy(live, await aBuyer(live))).toMatchObject({ ok: false, reason: "closed", standing: "preparing" });
  }
});

test("a phone sees the unopened shop by the owner's link, the same in both tabs, and by no other", async () => {
  const shop = await testShop({ demo: false });
  const [one, other] = await Promise.all([previewToken(shop), previewToken(shop)]);
  expect(one).toBe(other);
  expect(await isPreview(shop, undefined)).toBe(false);
  expect(await isPreview(shop, "")).toBe(false);
  expect(await visitPreview(shop, "x".repeat(43))).toBe(false);
  expect((await shop.db.shopOpening.findFirstOrThrow()).previewedAt).toBeNull();
  expect(await visitPreview(shop, one)).toBe(true);
  expect((await shop.db.shopOpening.findFirstOrThrow()).previewedAt).toEqual(shop.now());
});

test("a link that the owner sent to the wrong people is taken back at once, and ends by itself after a week", async () => {
  const shop = actingAs(await testShop({ demo: false }), 7);
  const sent = await previewToken(shop);
  await renewPreview(shop);
  expect(await isPreview(shop, sent)).toBe(false);
  const kept = await previewToken(shop);
  expect(kept).not.toBe(sent);
  shop.advance(7 * DAY_MS - 1);
  expect(await previewToken(shop)).toBe(kept);
  expect(await isPreview(shop, kept)).toBe(true);
  shop.advance(1);
  expect(await isPreview(shop, kept)).toBe(false);
  const next = await previewToken(shop);
  expect(next).not.toBe(kept);
  expect(await visitPreview(shop, next)).toBe(true);
  expect(await auditKinds(shop)).toEqual(["preview_renewed"]);
});
