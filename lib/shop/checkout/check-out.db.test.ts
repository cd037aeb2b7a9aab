import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { rememberedAddress } from "@/lib/shop/addresses/remembered-address";
import { getSelectedLines } from "@/lib/shop/cart/get-cart";
import { minutesLeft } from "@/lib/shop/payments/begin-payment";
import { startBegun } from "@/lib/shop/payments/start-payment";
import type { Shop } from "@/lib/shop/shop";
import { aTrade } from "@/test/fake-gateway";
import { aCoupon } from "@/test/promotions";
import { ADDRESS, aBuyer, stockGoods, testShop } from "@/test/test-shop";
import { checkOut, checkOutBy } from "./check-out";
import { quoteItems } from "./quote-items";

const putIntoCart = (shop: Shop, buyerId: string, variantId: number, selected = true) =>
  shop.db.cartItem.create({ data: { buyerId, variantId, quantity: 2, selected, seenPriceFen: 1980, createdAt: shop.now() } });

const formFor = (variantId: number, { key = "a".repeat(43), fromCart = true, expectedPriceFen = 1980 } = {}) => ({
  idempotencyKey: key,
  items: [{ variantId, quantity: 2, expectedPriceFen }],
  address: ADDRESS,
  note: "",
  fromCart,
});

test("a buyer's cart keeps what was not ordered, and the address is there next time", async () => {
  const shop = await testShop();
  const buyerId = await aBuyer(shop);
  const [tea, cup] = [await stockGoods(shop), await stockGoods(shop, { title: "马克杯" })];
  await putIntoCart(shop, buyerId, tea.variantId);
  await putIntoCart(shop, buyerId, cup.variantId, false);
  const selected = await getSelectedLines(shop, buyerId);
  expect(selected.map(({ variantId, quantity }) => ({ variantId, quantity }))).toEqual([{ variantId: tea.variantId, quantity: 2 }]);
  expect(await rememberedAddress(shop, buyerId)).toBeNull();

  expect(await checkOut(shop, buyerId, formFor(tea.variantId))).toMatchObject({ ok: true, replayed: false });

  expect(await shop.db.cartItem.findMany({ select: { variantId: true } })).toEqual([{ variantId: cup.variantId }]);
  expect(await rememberedAddress(shop, buyerId)).toEqual(ADDRESS);
});

test("a buyer who sends the same form twenty times has one order, and later finds in the cart what was put there since", async () => {
  const shop = await testShop();
  const buyerId = await aBuyer(shop);
  const { variantId } = await stockGoods(shop);
  await putIntoCart(shop, buyerId, variantId);

  const sent = await Promise.all(Array.from({ length: 20 }, () => checkOut(shop, buyerId, formFor(variantId))));

  expect(new Set(sent.map((placed) => placed.ok && placed.no)).size).toBe(1);
  expect(await shop.db.order.count()).toBe(1);
  await putIntoCart(shop, buyerId, variantId);
  expect(await checkOut(shop, buyerId, formFor(variantId))).toMatchObject({ ok: true, replayed: true });
  expect(await getSelectedLines(shop, buyerId)).toHaveLength(1);
});

test("while somebody holds the goods, a form that was sent before and one for more than there is are answered at once", async () => {
  const shop = await testShop();
  const [buyerId, other] = [await aBuyer(shop), await aBuyer(shop)];
  const { variantId } = await stockGoods(shop, { stock: 3 });
  expect(await checkOut(shop, buyerId, formFor(variantId))).toMatchObject({ ok: true, replayed: false });
  await shop.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM variants WHERE id = ${variantId} FOR UPDATE`;
    expect(await checkOut(shop, buyerId, formFor(variantId))).toMatchObject({ ok: true, replayed: true });
    expect(await checkOut(shop, other, formFor(variantId))).toMatchObject({ ok: false, reason: "sold_out" });
  });
});

test("a buyer who buys at once keeps the cart as it is", async () => {
  const shop = await testShop();
  const buyerId = await aBuyer(shop);
  const { variantId } = await stockGoods(shop);
  await putIntoCart(shop, buyerId, variantId);
  expect(await checkOut(shop, buyerId, formFor(variantId, { fromCart: false }))).toMatchObject({ ok: true });
  expect(await getSelectedLines(shop, buyerId)).toHaveLength(1);
});

test("a buyer who is refused loses neither cart nor the old address", async () => {
  const shop = await testShop();
  const buyerId = await aBuyer(shop);
  const { variantId } = await stockGoods(shop);
  await putIntoCart(shop, buyerId, variantId);
  expect(await checkOut(shop, buyerId, formFor(variantId, { expectedPriceFen: 1 }))).toMatchObject({ ok: false, reason: "price_changed" });
  expect(await getSelectedLines(shop, buyerId)).toHaveLength(1);
  expect(await rememberedAddress(shop, buyerId)).toBeNull();
  expect(await shop.db.order.count()).toBe(0);
});

test("a shopper is quoted today's price, and no more than there is", async () => {
  const shop = await testShop();
  const few = await stockGoods(shop, { stock: 2, priceFen: 9800 });
  const none = await stockGoods(shop, { stock: 0 });
  const gone = await stockGoods(shop);
  await shop.db.product.update({ where: { id: gone.productId }, data: { onSale: false } });

  const wanted = [few, none, gone].map(({ variantId }) => ({ variantId, quantity: 3 }));
  const lines = await quoteItems(shop, [...wanted, { variantId: 999_999, quantity: 1 }]);

  expect(lines.map(({ variantId, priceFen, quantity, onSale }) => ({ variantId, priceFen, quantity, onSale }))).toEqual([
    { variantId: few.variantId, priceFen: 9800, quantity: 2, onSale: true },
    { variantId: none.variantId, priceFen: 1980, quantity: 0, onSale: true },
    { variantId: gone.variantId, priceFen: 1980, quantity: 0, onSale: false },
  ]);
});

test("a stranger who places and cancels without end is slowed; what is refused to strangers costs a neighbour nothing", async () => {
  const shop = await testShop({ ordersPerHour: { perBrowser: 2, perNetwork: 3 } });
  const { variantId } = await stockGoods(shop);
  const [stranger, neighbour, another] = [await aBuyer(shop), await aBuyer(shop), await aBuyer(shop)];
  const order = (buyerId: string, key: string, { network = "203.0.113.0/24", expectedPriceFen = 1980 } = {}) =>
    checkOut(shop, buyerId, { ...formFor(variantId, { key: key.repeat(43), fromCart: false, expectedPriceFen }), network });
  expect(await order(stranger, "a")).toMatchObject({ ok: true });
  expect(await order(stranger, "b")).toMatchObject({ ok: true });
  expect(await order(stranger, "c")).toEqual({ ok: false, reason: "too_often", minutes: 60 });
  for (let refused = 0; refused < 5; refused++)
    expect(await order(await aBuyer(shop), "d", { expectedPriceFen: 1 })).toMatchObject({ ok: false, reason: "price_changed" });
  expect(await order(neighbour, "e")).toMatchObject({ ok: true });
  expect(await order(another, "f")).toMatchObject({ ok: false, reason: "too_often" });
  expect(await order(another, "f", { network: "198.51.100.0/24" })).toMatchObject({ ok: true });
  expect(await shop.db.order.count()).toBe(4);
});

test.each([
  ["", null],
  [", also with a coupon of which each may use one", { perBuyer: 1 }],
  [", also with the last use of a coupon", { total: 1 }],
] as const)(
  "a buyer whose order is paid while a changed form takes its place is led to the paid one, and never to pay again%s",
  async (_, said) => {
    const shop = await testShop();
    const buyerId = await aBuyer(shop);
    const { variantId } = await stockGoods(shop, { stock: 10 });
    if (said) await aCoupon(shop, said);
    const form = { ...formFor(variantId, { fromCart: false }), ...(said && { couponCode: "SAVE5", expectedDiscountFen: 500 }) };
    const first = await checkOut(shop, buyerId, { ...form, toCashier: true });
    if (!first.ok || !first.begun) throw new Error("not placed");
    await startBegun(shop, first, first.begun);
    const { outTradeNo, amountFen } = first.begun;
    shop.gateway.trades.set(outTradeNo, { ...aTrade(outTradeNo, amountFen), paidAt: shop.now() });
    shop.advance(20_000);

    const changed = { ...form, items: [{ variantId, quantity: 3, expectedPriceFen: 1980 }], toCashier: true };
    expect(await checkOut(shop, buyerId, changed)).toEqual({ ok: false, reason: "paid_before", no: first.no });
    const orders = await shop.db.order.findMany({ orderBy: { createdAt: "asc" }, select: { no: true, status: true, closeWanted: true } });
    expect(orders.find(({ no }) => no === first.no)).toMatchObject({ status: "PAID" });
    for (const other of orders.filter(({ no }) => no !== first.no))
      expect(other.status === "CLOSED" || other.closeWanted === "buyer").toBe(true);
  },
);

test("a new browser has its cookie before anything is placed: a form whose answer was lost is the same order when it is sent again", async () => {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop);
  const form = formFor(variantId, { fromCart: false });
  const kept: string[] = [];
  const keep = async (token: string) => {
    expect(await shop.db.order.count()).toBe(0);
    kept.push(token);
  };
  const first = await checkOutBy(shop, { token: undefined, keep }, form);
  expect(kept).toHaveLength(1);
  const again = await checkOutBy(shop, { token: kept[0], keep }, form);
  expect(again).toMatchObject({ ok: true, replayed: true, no: first.ok && first.no });
  expect(kept).toHaveLength(1);
});

test("a payment that waited between its placing and the gateway can be paid for what is left of its time", () => {
  const at = new Date("2026-11-22T01:00:00Z");
  const left = (lateMs: number) => minutesLeft({ expiresInMinutes: 30, at }, new Date(at.getTime() + lateMs));
  expect([0, 9_000, 15_000, 75_000, 3_600_000].map(left)).toEqual([30, 30, 29, 28, 1]);
});

test("a buyer who leaves an e-mail gets word of that order; who comes back to correct it corrects it, and a paid order stays as it is", async () => {
  const shop = await testShop();
  const { id } = await shop.db.wordChannel.create({
    data: { id: randomUUID(), medium: "email", kind: "email", target: "", sealed: "", events: ["paid"] },
    select: { id: true },
  });
  const buyerId = await aBuyer(shop);
  const { variantId } = await stockGoods(shop);
  const form = formFor(variantId, { fromCart: false });
  const contact = { email: "li@exmaple.com", sms: true, language: "en" as const };
  expect(await checkOut(shop, buyerId, { ...form, contact })).toMatchObject({ ok: true, replayed: false });
  // No SMS are offered, so none are promised.
  expect(await shop.db.orderContact.findMany()).toMatchObject([{ email: "li@exmaple.com", sms: false, language: "en" }]);
  expect(await checkOut(shop, buyerId, { ...form, contact: { ...contact, email: "li@example.com" } })).toMatchObject({ replayed: true });
  expect(await shop.db.orderContact.findMany()).toMatchObject([{ email: "li@example.com" }]);
  await shop.db.wordChannel.update({ where: { id }, data: { status: "paused" } });
  // An old form without any takes nothing away.
  expect(await checkOut(shop, buyerId, { ...form, contact: { ...contact, email: null, sms: false } })).toMatchObject({ replayed: true });
  expect(await shop.db.orderContact.findMany()).toMatchObject([{ email: "li@example.com" }]);
  expect(await checkOut(shop, buyerId, { ...formFor(variantId, { key: "b".repeat(43), fromCart: false }), contact })).toMatchObject({
    ok: true,
  });
  expect(await shop.db.orderContact.count()).toBe(1);
});
