import { describe, expect, test } from "vitest";
import { rememberedAddress } from "@/lib/shop/addresses/remembered-address";
import { getSelectedLines } from "@/lib/shop/cart/get-cart";
import { requestClose } from "@/lib/shop/payments/close-order";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { startPayment } from "@/lib/shop/payments/start-payment";
import type { Shop } from "@/lib/shop/shop";
import { aTrade } from "@/test/fake-gateway";
import { walk } from "@/test/step-by-step";
import { ADDRESS, aBuyer, MINUTE_MS, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { checkOut } from "./check-out";

const KEY = "k".repeat(43);
const OTHER = { ...ADDRESS, name: "李四", phone: "13900000001", detail: "文二路 2 号" };

type Form = { variantId: number; quantity?: number; priceFen?: number; address?: typeof ADDRESS; note?: string; fromCart?: boolean };

const send = (shop: Shop, buyerId: string, form: Form) => {
  const { variantId, quantity = 1, priceFen = 1980, address = ADDRESS, note = "", fromCart = false } = form;
  const items = [{ variantId, quantity, expectedPriceFen: priceFen }];
  return checkOut(shop, buyerId, { idempotencyKey: KEY, items, address, note, fromCart });
};
const orders = (shop: TestShop) => shop.db.order.findMany({ orderBy: { createdAt: "asc" }, include: { lines: true } });
const events = (shop: TestShop, orderId: string) => shop.db.orderEvent.findMany({ where: { orderId }, orderBy: { id: "asc" } });

/** A buyer who has sent the form, and stands at the cashier. */
async function aBuyerAtTheCashier(shop: TestShop, goods: { stock?: number } = {}) {
  const buyerId = await aBuyer(shop);
  const { variantId } = await stockGoods(shop, goods);
  const placed = await send(shop, buyerId, { variantId });
  if (!placed.ok) throw new Error(placed.reason);
  expect(await startPayment(shop, placed.orderId)).toMatchObject({ ok: true });
  const { outTradeNo } = await shop.db.paymentAttempt.findFirstOrThrow({ where: { orderId: placed.orderId } });
  const payOld = () => settlePayment(shop, aTrade(outTradeNo, 1980), "notify");
  shop.advance(1_000);
  return { buyerId, variantId, old: placed, payOld };
}

describe("back from the cashier, with something changed", () => {
  test("another receiver: the unpaid order takes it, and its timeline says so", async () => {
    const shop = await testShop();
    const { buyerId, variantId, old } = await aBuyerAtTheCashier(shop);
    expect(await send(shop, buyerId, { variantId, address: OTHER, note: "晚上送" })).toMatchObject({
      ok: true,
      no: old.no,
      replayed: true,
    });
    expect(await orders(shop)).toMatchObject([{ receiverName: "李四", addressDetail: "文二路 2 号", note: "晚上送", status: "PENDING" }]);
    const changed = (await events(shop, old.orderId)).find(({ kind }) => kind === "receiver_changed");
    expect(changed).toMatchObject({ actor: "buyer", detail: { receiver: expect.stringContaining("139****0001") } });
    expect(JSON.stringify(changed?.detail)).not.toMatch(/13800000000|13900000001|文三路/);
    expect(await rememberedAddress(shop, buyerId)).toEqual(OTHER);
  });

  test("another address that ends in a rare character, which is masked whole", async () => {
    const shop = await testShop();
    const { buyerId, variantId, old } = await aBuyerAtTheCashier(shop);
    for (const detail of ["文二路 2 号𠮷野家", "文二路 2 号𠮷𠮷𠮷𠮷"])
      expect(await send(shop, buyerId, { variantId, address: { ...OTHER, detail } })).toMatchObject({ ok: true, no: old.no });
    const told = (await events(shop, old.orderId)).filter(({ kind }) => kind === "receiver_changed").map(({ detail }) => detail);
    expect(told).toMatchObject([{ receiver: expect.stringContaining("…𠮷野家") }, { receiver: expect.stringContaining("…𠮷𠮷𠮷") }]);
  });

  test("nothing: it is the same order, and nothing is written", async () => {
    const shop = await testShop();
    const { buyerId, variantId, old } = await aBuyerAtTheCashier(shop);
    const before = await events(shop, old.orderId);
    const sent = await Promise.all(Array.from({ length: 10 }, () => send(shop, buyerId, { variantId })));
    expect(sent.every((placed) => placed.ok && placed.no === old.no && placed.replayed)).toBe(true);
    expect(await events(shop, old.orderId)).toEqual(before);
  });

  test.each(["quantity", "price"] as const)(
    "another %s: a new order takes the old one's place, which can be paid no more",
    async (what) => {
      const shop = await testShop();
      const { buyerId, variantId, old } = await aBuyerAtTheCashier(shop);
      if (what === "price") await shop.db.variant.update({ where: { id: variantId }, data: { priceFen: 2080 } });
      const changed = what === "price" ? { variantId, priceFen: 2080 } : { variantId, quantity: 2 };
      const placed = await send(shop, buyerId, changed);
      if (!placed.ok) throw new Error(placed.reason);
      expect(placed).toMatchObject({ replayed: false });
      const [first, second] = await orders(shop);
      expect(first).toMatchObject({ id: old.orderId, status: "CLOSED", closeReason: "buyer" });
      expect(second).toMatchObject({ id: placed.orderId, status: "PENDING", totalFen: what === "price" ? 2080 : 3960 });
      expect(await startPayment(shop, old.orderId)).toMatchObject({ ok: false, reason: "closed" });
      expect(await events(shop, placed.orderId)).toMatchObject([{ kind: "placed", detail: { replaces: old.no } }]);
      expect((await events(shop, old.orderId)).find(({ kind }) => kind === "close_asked")).toMatchObject({
        detail: { replacedBy: placed.no },
      });
      // A late copy of the first form is still the first order.
      expect(await send(shop, buyerId, { variantId })).toMatchObject({ ok: true, no: old.no, replayed: true });
      expect(await send(shop, buyerId, changed)).toMatchObject({ ok: true, no: placed.no, replayed: true });
      expect(await orders(shop)).toHaveLength(2);
    },
  );

  test("more of goods that the first order holds the last of: that one is closed first", async () => {
    const shop = await testShop();
    const { buyerId, variantId, old } = await aBuyerAtTheCashier(shop, { stock: 2 });
    expect(await send(shop, buyerId, { variantId, quantity: 2 })).toMatchObject({ ok: true, replayed: false });
    expect((await orders(shop)).map(({ status }) => status)).toEqual(["CLOSED", "PENDING"]);
    expect(await shop.db.order.findUniqueOrThrow({ where: { id: old.orderId } })).toMatchObject({ closeReason: "buyer" });
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 0, reserved: 2 });
  });

  test("after the first hold, while nobody has closed the order yet: it can still be paid, so it is given up for the new one", async () => {
    const shop = await testShop({ firstHoldMs: 10 * MINUTE_MS });
    const buyerId = await aBuyer(shop);
    const { variantId } = await stockGoods(shop);
    const old = await send(shop, buyerId, { variantId });
    if (!old.ok) throw new Error(old.reason);
    shop.advance(10 * MINUTE_MS + 1_000);
    const placed = await send(shop, buyerId, { variantId, quantity: 2 });
    if (!placed.ok) throw new Error(placed.reason);
    expect(await startPayment(shop, placed.orderId)).toMatchObject({ ok: true });
    expect(await startPayment(shop, old.orderId), "the order's page in another tab").toMatchObject({ ok: false, reason: "closed" });
    expect((await orders(shop)).map(({ status }) => status)).toEqual(["CLOSED", "PENDING"]);
  });

  test("after the first hold, more of goods that the first order holds the last of: that one is closed first", async () => {
    const shop = await testShop({ firstHoldMs: 10 * MINUTE_MS });
    const buyerId = await aBuyer(shop);
    const { variantId } = await stockGoods(shop, { stock: 2 });
    await send(shop, buyerId, { variantId });
    shop.advance(10 * MINUTE_MS + 1_000);
    expect(await send(shop, buyerId, { variantId, quantity: 2 })).toMatchObject({ ok: true, replayed: false });
  });

  test("what cannot be ordered closes nothing", async () => {
    const shop = await testShop();
    const { buyerId, variantId } = await aBuyerAtTheCashier(shop, { stock: 2 });
    expect(await send(shop, buyerId, { variantId, quantity: 3 })).toMatchObject({ ok: false, reason: "sold_out" });
    expect(await send(shop, buyerId, { variantId, priceFen: 1 })).toMatchObject({ ok: false, reason: "price_changed" });
    expect(await orders(shop)).toMatchObject([{ status: "PENDING", closeWanted: null }]);
  });

  test("other goods altogether: that is a further order, and the first one waits as before", async () => {
    const shop = await testShop();
    const { buyerId, old } = await aBuyerAtTheCashier(shop);
    const { variantId } = await stockGoods(shop, { title: "马克杯" });
    expect(await send(shop, buyerId, { variantId })).toMatchObject({ ok: true, replayed: false });
    expect(await orders(shop)).toMatchObject([{ id: old.orderId, status: "PENDING", closeWanted: null }, { status: "PENDING" }]);
  });

  test.each(["receiver", "goods"] as const)(
    "other %s after it was paid: nothing is changed, nothing is ordered, and the buyer is led there",
    async (what) => {
      const shop = await testShop();
      const { buyerId, variantId, old, payOld } = await aBuyerAtTheCashier(shop);
      await payOld();
      const change = what === "receiver" ? { address: OTHER } : { quantity: 2 };
      expect(await send(shop, buyerId, { variantId, ...change })).toEqual({ ok: false, reason: "paid_before", no: old.no });
      expect(await orders(shop)).toMatchObject([{ status: "PAID", receiverName: ADDRESS.name }]);
    },
  );

  test("another receiver after it was cancelled: a new order, since the old one goes nowhere", async () => {
    const shop = await testShop();
    const { buyerId, variantId, old } = await aBuyerAtTheCashier(shop);
    await requestClose(shop, old.orderId, "buyer");
    const placed = await send(shop, buyerId, { variantId, address: OTHER });
    expect(placed).toMatchObject({ ok: true, replayed: false });
    expect(await send(shop, buyerId, { variantId, address: OTHER })).toMatchObject({
      ok: true,
      replayed: true,
      no: placed.ok && placed.no,
    });
    expect((await orders(shop)).map(({ status, receiverName }) => [status, receiverName])).toEqual([
      ["CLOSED", ADDRESS.name],
      ["PENDING", "李四"],
    ]);
  });

  test("while the payment comes in, at whatever moment: the parcel goes to where the paid order says, and that is never unsaid", async () => {
    const shop = await testShop();
    for (let steps = 0, isOver = false; !isOver; steps++) {
      const { buyerId, variantId, old, payOld } = await aBuyerAtTheCashier(shop);
      const sending = walk(shop, (its) => send(its, buyerId, { variantId, address: OTHER }));
      for (let step = 0; step < steps && !isOver; step++) isOver = await sending.step();
      await payOld();
      const sent = await sending.finish();
      const order = await shop.db.order.findUniqueOrThrow({ where: { id: old.orderId } });
      expect(order.status).toBe("PAID");
      expect(order.receiverName).toBe(sent.ok ? "李四" : ADDRESS.name);

      if (isOver) break;
    }
  });
});

test("a shop that dies while an order is placed leaves a full cart and no order, or an empty one and an order", async () => {
  const shop = await testShop();
  for (let steps = 0, isOver = false; !isOver; steps++) {
    const buyerId = await aBuyer(shop);
    const { variantId } = await stockGoods(shop);
    await shop.db.cartItem.create({ data: { buyerId, variantId, quantity: 1, seenPriceFen: 1980, createdAt: shop.now() } });
    const dying = walk(shop, (its) => send(its, buyerId, { variantId, fromCart: true }));
    for (let step = 0; step < steps && !isOver; step++) isOver = await dying.step();
    const placed = await shop.db.order.count({ where: { buyerId } });
    expect((await getSelectedLines(shop, buyerId)).length, `after ${steps} steps`).toBe(1 - placed);
    expect(await rememberedAddress(shop, buyerId), `after ${steps} steps`).toEqual(placed === 1 ? ADDRESS : null);
    if (isOver) break;
  }
});

test("a buyer whose two tabs send the same form with two addresses has one order, to one of them, and the timeline tells of the other", async () => {
  const shop = await testShop();
  const buyerId = await aBuyer(shop);
  const { variantId } = await stockGoods(shop);
  const sent = await Promise.all(
    Array.from({ length: 12 }, (_, i) => send(shop, buyerId, { variantId, address: i % 2 ? OTHER : ADDRESS })),
  );
  expect(new Set(sent.map((placed) => placed.ok && placed.no)).size).toBe(1);
  expect(await orders(shop)).toHaveLength(1);
  expect(await shop.db.orderEvent.count({ where: { kind: "receiver_changed" } })).toBeGreaterThan(0);
});
