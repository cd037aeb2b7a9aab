import { expect, test } from "vitest";
import { aPaidOrder } from "@/test/refund-shop";
import { anOrder, MINUTE_MS, stockGoods, testShop } from "@/test/test-shop";
import { listOwnerOrders } from "./list-owner-orders";
import { shipOrder } from "./ship-order";

test("an owner leafs through all orders, newest first, while new ones arrive, and misses and repeats none", async () => {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop, { stock: 100 });
  const placed: string[] = [];
  for (let index = 0; index < 45; index++) {
    if (index % 3 === 0) shop.advance(MINUTE_MS); // three orders share each moment
    placed.push((await anOrder(shop, { variantId })).no);
  }
  const seen: string[] = [];
  let next: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listOwnerOrders>> = await listOwnerOrders(shop, {
      tab: "all",
      search: "",
      ...(next && { after: next }),
    });
    seen.push(...page.orders.map((order) => order.no));
    next = page.next;
    shop.advance(MINUTE_MS);
    await anOrder(shop, { variantId });
  } while (next);
  expect(new Set(seen).size).toBe(45);
  expect([...seen].sort()).toEqual([...placed].sort());
});

test("an owner finds an order by the number of one of its parcels, as a courier or a buyer types it", async () => {
  const shop = await testShop();
  const [wanted] = [await aPaidOrder(shop), await anOrder(shop)];
  await shipOrder(shop, wanted.orderId, { courier: "顺丰速运", trackingNo: "SF1007896781640" });
  for (const search of ["SF1007896781640", "sf1007896781640", " SF1007 8967 81640 "]) {
    const { orders } = await listOwnerOrders(shop, { tab: "all", search });
    expect(orders.map((order) => order.no)).toEqual([wanted.no]);
  }
});

test("an owner finds an order by its number, its phone, its name, and what Alipay calls it", async () => {
  const shop = await testShop();
  const wanted = await anOrder(shop);
  await anOrder(shop);
  await shop.db.order.update({ where: { id: wanted.orderId }, data: { receiverName: "欧阳晓晓", receiverPhone: "13912345678" } });
  await shop.db.paymentAttempt.updateMany({ where: { orderId: wanted.orderId }, data: { tradeNo: "2026112200001" } });
  const spelled = [`${wanted.no}。`, "139 1234–5678", "+86 13912345678", "欧阳，", "\u202D13912345678\u202C", "《欧阳晓晓》"];
  for (const search of [wanted.no, "13912345678", "欧阳", wanted.outTradeNo, "2026112200001", ` ${wanted.no.slice(0, 12)} `, ...spelled]) {
    const { orders, counts } = await listOwnerOrders(shop, { tab: "all", search });
    expect(orders.map((order) => order.no)).toEqual([wanted.no]);
    expect(counts).toMatchObject({ all: 1, pending: 1, paid: 0 });
  }
  for (const search of ["没有这个人", "。", "%"]) expect((await listOwnerOrders(shop, { tab: "all", search })).orders, search).toEqual([]);
});

test("the tab of trouble holds the orders with an open discrepancy, until each is resolved", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  await anOrder(shop);
  await shop.db.discrepancy.create({ data: { kind: "refund_seen", dedupeKey: "x", orderId: order.orderId } });
  const list = await listOwnerOrders(shop, { tab: "trouble", search: "" });
  expect(list.orders.map((one) => one.no)).toEqual([order.no]);
  expect(list.counts).toMatchObject({ all: 2, trouble: 1 });
  await shop.db.discrepancy.updateMany({ data: { resolvedAt: shop.now() } });
  expect((await listOwnerOrders(shop, { tab: "trouble", search: "" })).orders).toEqual([]);
});

test("an owner who looks for goods of which there are more than five hundred finds the order of the least sold one, and an exact count", async () => {
  const shop = await testShop();
  const { variantId, productId } = await stockGoods(shop, { title: "礼盒" });
  await shop.db.variant.createMany({
    data: Array.from({ length: 600 }, (_, index) => ({ productId, name: `第 ${index} 款`, priceFen: 100, sold: 10 })),
  });
  const { no } = await anOrder(shop, { variantId });
  const { orders, counts } = await listOwnerOrders(shop, { tab: "all", search: "礼盒" });
  await shop.db.variant.updateMany({ data: { sold: 0 } }); // as the ledger knows it
  expect(orders.map((order) => order.no)).toEqual([no]);
  expect(counts).toMatchObject({ all: 1, pending: 1 });
});

test("an owner finds what a buyer typed in full-width letters, ligatures or circled numbers, however they type it themselves", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  await anOrder(shop);
  await shop.db.order.update({ where: { id: order.orderId }, data: { receiverName: "Ｔｏｎｙ王", note: "Ａ座①号楼，ｏﬃce" } });
  for (const search of ["tony王", "ＴＯＮＹ", "Tony", "A座1号", "Ａ座①号楼", "office", "①号"]) {
    const { orders, counts } = await listOwnerOrders(shop, { tab: "all", search });
    expect(
      orders.map(({ no }) => no),
      search,
    ).toEqual([order.no]);
    expect(counts.all, search).toBe(1);
  }
});

test("an owner who pastes a whole label finds the orders of its phone", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  await anOrder(shop);
  await shop.db.order.update({ where: { id: order.orderId }, data: { receiverName: "王小明", receiverPhone: "13912345678" } });
  const { orders } = await listOwnerOrders(shop, { tab: "all", search: "王小明 13912345678 浙江省 杭州市 西湖区 文三路 1 号" });
  expect(orders.map(({ no }) => no)).toEqual([order.no]);
});
