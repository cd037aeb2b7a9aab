import { expect, test } from "vitest";
import { confirmReceipt } from "@/lib/shop/orders/confirm-receipt";
import { listOrdersOfPhone } from "@/lib/shop/orders/list-owner-orders";
import { noteOrder } from "@/lib/shop/orders/note-order";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { eraseBuyerData } from "@/lib/shop/privacy/buyer-data";
import { aPaidOrder, ask, pass } from "@/test/refund-shop";
import { anOrder, MINUTE_MS, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { getCustomer } from "./get-customer";
import { listCustomers } from "./list-customers";

const list = async (shop: TestShop, search = "") => (await listCustomers(shop, { search })).customers;
const goesTo = (shop: TestShop, orderId: string, receiverPhone: string, receiverName: string) =>
  shop.db.order.update({ where: { id: orderId }, data: { receiverPhone, receiverName } });

test("an owner sees who has ordered, by phone: how many orders, what was paid and given back, the one with the newest order first", async () => {
  const shop = await testShop();
  const first = await aPaidOrder(shop, { quantity: 2 });
  await goesTo(shop, first.orderId, "13900000001", "王小明");
  shop.advance(MINUTE_MS);
  const other = await anOrder(shop);
  await goesTo(shop, other.orderId, "13900000002", "李雷");
  shop.advance(MINUTE_MS);
  const second = await anOrder(shop); // another browser, not paid
  await goesTo(shop, second.orderId, "13900000001", "小明");
  await ask(shop, first, 480);
  await pass(shop, MINUTE_MS);
  const wang = { phone: "13900000001", name: "小明", no: second.no, orders: 2, paidOrders: 1, paidFen: 3960, refundedFen: 480 };
  const li = { phone: "13900000002", name: "李雷", no: other.no, orders: 1, paidOrders: 0, paidFen: 0, refundedFen: 0 };
  expect(await list(shop)).toMatchObject([wang, li]);
  for (const search of ["王小明", "小明", "13900000001", "0001", "139 0000 0001"])
    expect(await list(shop, search), search).toMatchObject([wang]);
  expect(await list(shop, "1390000")).toHaveLength(2);
  for (const search of ["龙井", "没有这个人", first.no, "。"]) expect(await list(shop, search), search).toEqual([]);
});

test("a customer's page is reached from any of their orders and has all of them with their notes, and nobody else's", async () => {
  const shop = await testShop();
  const orders = [await anOrder(shop), await anOrder(shop), await anOrder(shop)];
  const [first, second, stranger] = orders;
  if (!first || !second || !stranger) throw new Error("three orders");
  await goesTo(shop, first.orderId, "13900000001", "王小明");
  await goesTo(shop, second.orderId, "13900000001", "小明");
  await noteOrder(shop, first.orderId, { ownerNote: "老顾客" });
  for (const { no } of [first, second])
    expect(await getCustomer(shop, no)).toMatchObject({
      phone: "13900000001",
      names: expect.arrayContaining(["王小明", "小明"]),
      orders: 2,
    });
  const { orders: theirs, next } = await listOrdersOfPhone(shop, "13900000001");
  expect(new Set(theirs.map(({ no, ownerNote }) => `${no} ${ownerNote}`))).toEqual(new Set([`${first.no} 老顾客`, `${second.no} `]));
  expect(next).toBeNull();
  for (const no of ["0000000000", "x", ""]) expect(await getCustomer(shop, no)).toBeNull();
});

test("who wants to be forgotten is a customer no longer, however many orders they had", async () => {
  const shop = await testShop();
  const order = await aPaidOrder(shop);
  await goesTo(shop, order.orderId, "13900000001", "王小明");
  await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF0000001" });
  await confirmReceipt(shop, order.orderId);
  expect(await list(shop)).toHaveLength(1);
  await eraseBuyerData(shop, "13900000001");
  expect(await list(shop)).toEqual([]);
  expect(await list(shop, "王小明")).toEqual([]);
  expect(await getCustomer(shop, order.no)).toBeNull();
});

test("an owner leafs through the customers and misses and repeats none, also where one has many orders", async () => {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop, { stock: 99 });
  const phones: string[] = [];
  for (let nth = 0; nth < 23; nth++) {
    const phone = `139000001${String(nth).padStart(2, "0")}`;
    phones.push(phone);
    await goesTo(shop, (await anOrder(shop, { variantId })).orderId, phone, "王小明");
    await goesTo(shop, (await anOrder(shop, { variantId })).orderId, "13900000200", "常客");
  }
  for (const search of ["", "1390000"]) {
    const first = await listCustomers(shop, { search });
    const second = await listCustomers(shop, { search, after: first.next ?? "" });
    expect(second.next).toBeNull();
    const seen = [...first.customers, ...second.customers];
    expect(seen.map(({ phone }) => phone).sort()).toEqual([...phones, "13900000200"].sort());
    expect(seen.find(({ phone }) => phone === "13900000200")?.orders).toBe(23);
  }
});
