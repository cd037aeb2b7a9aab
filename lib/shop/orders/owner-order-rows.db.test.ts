import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/shop/day";
import { readDayRange } from "@/lib/shop/day-range";
import { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import { aPaidOrder, ask, pass } from "@/test/refund-shop";
import { ADDRESS, aBuyer, anOrder, MINUTE_MS, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { listOwnerOrders } from "./list-owner-orders";
import { placeOrder } from "./place-order";

const numbers = async (shop: TestShop, wanted: Partial<Parameters<typeof listOwnerOrders>[1]>) => {
  const { orders, counts } = await listOwnerOrders(shop, { tab: "all", search: "", ...wanted });
  return { nos: orders.map(({ no }) => no), counts };
};

test("an owner reads in the list what is to be packed: the first goods with their variants and pictures, and how many more there are", async () => {
  const shop = await testShop();
  const goods: Awaited<ReturnType<typeof stockGoods>>[] = [];
  for (const title of ["龙井", "普洱", "红茶", "绿茶"]) goods.push(await stockGoods(shop, { title }));
  const [first] = goods;
  await shop.db.variant.update({ where: { id: first?.variantId ?? 0 }, data: { name: "红 / L" } });
  await shop.db.product.update({ where: { id: first?.productId ?? 0 }, data: { images: ["u/red"] } });
  const placed = await placeOrder(shop, await aBuyer(shop), {
    idempotencyKey: "one",
    items: goods.map(({ variantId }, nth) => ({ variantId, quantity: nth + 1, expectedPriceFen: 1980 })),
    address: ADDRESS,
    note: "放门卫",
  });
  expect(placed.ok).toBe(true);
  const { orders } = await listOwnerOrders(shop, { tab: "all", search: "" });
  expect(orders).toMatchObject([{ lineCount: 4, pieces: 10, note: "放门卫", ownerNote: "" }]);
  const line = (title: string, quantity: number) => ({ title, variantName: "", image: "", quantity });
  expect(orders[0]?.lines).toEqual([{ ...line("龙井", 1), variantName: "红 / L", image: "u/red" }, line("普洱", 2), line("红茶", 3)]);
});

test("an owner sees in the list which orders have a refund to answer, one under way, a part back, all back, or none", async () => {
  const shop = await testShop();
  const marks = async () => (await listOwnerOrders(shop, { tab: "all", search: "" })).orders.map(({ refundMark }) => refundMark);
  const order = await aPaidOrder(shop);
  expect(await marks()).toEqual([null]);
  await requestRefund(shop, order.orderId, { reason: "不想要了" });
  expect(await marks()).toEqual(["requested"]);
  await shop.db.refund.updateMany({ data: { status: "WITHDRAWN", endedAt: shop.now() } });
  await ask(shop, order, 480);
  await pass(shop, MINUTE_MS);
  expect(await marks()).toEqual(["partly"]);
  await ask(shop, order, 1500);
  await pass(shop, MINUTE_MS);
  expect(await marks()).toEqual(["refunded"]);
});

test("an owner who asks for some days gets the orders placed on them in Shanghai, in every tab, with a search and in every count", async () => {
  const shop = await testShop(); // 09:00 on 22 November in Shanghai
  const { variantId } = await stockGoods(shop, { stock: 99, title: "碧螺春" });
  const before = await aPaidOrder(shop, { variantId });
  shop.advance(15 * 60 * MINUTE_MS - 1); // the last moment of that day
  const last = await anOrder(shop, { variantId });
  shop.advance(1);
  const first = await anOrder(shop, { variantId });
  shop.advance(DAY_MS);
  await anOrder(shop, { variantId });
  const day = (from: string, to: string) => readDayRange(from, to);
  expect(await numbers(shop, { days: day("2026-11-22", "2026-11-22") })).toMatchObject({
    nos: [last.no, before.no],
    counts: { all: 2, pending: 1, paid: 1, refund: 0, trouble: 0 },
  });
  expect((await numbers(shop, { days: day("2026-11-23", "2026-11-23") })).nos).toEqual([first.no]);
  expect((await numbers(shop, { days: day("", "2026-11-22") })).nos).toEqual([last.no, before.no]);
  expect((await numbers(shop, { days: day("2026-11-24", "") })).nos).toHaveLength(1);
  expect((await numbers(shop, { days: day("2026-11-22", "2026-11-22"), tab: "paid" })).nos).toEqual([before.no]);
  await requestRefund(shop, before.orderId, { reason: "不想要了" });
  for (const search of ["碧螺春", "测试收货人", "0000", "13800000000"]) {
    expect(await numbers(shop, { days: day("2026-11-22", "2026-11-22"), search, tab: "refund" }), search).toMatchObject({
      nos: [before.no],
      counts: { all: 2, refund: 1, paid: 1, pending: 1 },
    });
    expect((await numbers(shop, { days: day("2026-11-20", "2026-11-21"), search })).counts, search).toMatchObject({ all: 0, refund: 0 });
  }
});

test("the pages of some days miss and repeat no order, and end with those days", async () => {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop, { stock: 99 });
  await anOrder(shop, { variantId });
  shop.advance(DAY_MS);
  const placed: string[] = [];
  for (let nth = 0; nth < 23; nth++) placed.push((await anOrder(shop, { variantId })).no);
  const days = readDayRange("2026-11-23", "2026-11-23");
  const first = await listOwnerOrders(shop, { tab: "all", search: "", days });
  const second = await listOwnerOrders(shop, { tab: "all", search: "", days, after: first.next ?? "" });
  expect(second.next).toBeNull();
  expect([...first.orders, ...second.orders].map(({ no }) => no).sort()).toEqual([...placed].sort());
});
