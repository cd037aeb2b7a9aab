import { expect, test } from "vitest";
import { rememberAddress } from "@/lib/shop/addresses/remembered-address";
import { confirmReceipt } from "@/lib/shop/orders/confirm-receipt";
import { findByLink, noteVisit } from "@/lib/shop/orders/open-by-link";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { requestClose } from "@/lib/shop/payments/close-order";
import { reviewDueOrders } from "@/lib/shop/payments/due-orders";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { aTrade } from "@/test/fake-gateway";
import { actingAs } from "@/test/owner-access";
import { aPaidOrderHere } from "@/test/paid-here";
import { ADDRESS, anOrder, MINUTE_MS, testShop } from "@/test/test-shop";
import { eraseBuyerData, exportBuyerData, findBuyerData } from "./buyer-data";

test("a buyer who wants to be forgotten leaves sums and goods behind, and no name, address, note or link", async () => {
  const shop = await testShop();
  const order = await aPaidOrderHere(shop);
  await shop.db.order.update({ where: { id: order.orderId }, data: { note: "放门口" } });
  await rememberAddress(shop.db, order.buyerId, ADDRESS);
  const visitor = await shop.db.buyer.create({ data: { tokenHash: "0".repeat(64) } });
  await noteVisit(shop, { orderId: order.orderId, ownerId: order.buyerId, buyerId: visitor.id });
  await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF0000001" });
  await confirmReceipt(shop, order.orderId);
  expect(await findBuyerData(shop, ADDRESS.phone)).toMatchObject([{ no: order.no, receiverName: ADDRESS.name }]);
  expect(await eraseBuyerData(shop, ADDRESS.phone)).toEqual({ erased: 1, left: 0 });
  const everything = JSON.stringify(
    await shop.db.order.findMany({ include: { lines: true, events: true, payments: true, deliveries: true, buyer: true } }),
    (_key, value) => (typeof value === "bigint" ? String(value) : value),
  );
  for (const personal of [ADDRESS.name, ADDRESS.phone, ADDRESS.detail, "放门口", "buyer1@", "bu***", order.accessToken])
    expect(everything, personal).not.toContain(personal);
  expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "COMPLETED", totalFen: order.totalFen });
  expect(await findByLink(shop, { no: order.no, token: order.accessToken })).toBeNull();
  expect(await shop.db.linkVisit.count()).toBe(0);
  expect(await findBuyerData(shop, ADDRESS.phone)).toEqual([]);
});

test("an order that still waits for its parcel keeps its address until it has ended", async () => {
  const shop = await testShop();
  const waiting = await anOrder(shop);
  const paid = await aPaidOrderHere(shop);
  expect(await eraseBuyerData(shop, ADDRESS.phone)).toEqual({ erased: 0, left: 2 });
  for (const { orderId } of [waiting, paid])
    expect(await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).toMatchObject({ receiverName: ADDRESS.name });
});

test("a cancelled order that its buyer may still be paying for keeps its address until Alipay has had its say", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  await startPayment(shop, order.orderId);
  expect(await requestClose(shop, order.orderId, "buyer")).toEqual({ ok: true, closed: true });
  expect(await eraseBuyerData(shop, ADDRESS.phone)).toEqual({ erased: 0, left: 1 });
  await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
  expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID", receiverName: ADDRESS.name });
});

test("a cancelled order is forgotten as soon as nothing can be paid for it any more", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  await startPayment(shop, order.orderId);
  await requestClose(shop, order.orderId, "buyer");
  shop.advance(60 * MINUTE_MS);
  while ((await reviewDueOrders(shop)) > 0) shop.advance(11 * MINUTE_MS);
  expect(await eraseBuyerData(shop, ADDRESS.phone)).toEqual({ erased: 1, left: 0 });
});

test("who erased or handed out a buyer's data is in the trail, and the buyer's number is not", async () => {
  const shop = actingAs(await testShop(), 7);
  const order = await aPaidOrderHere(shop);
  await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF0000001" });
  await confirmReceipt(shop, order.orderId);
  expect(await exportBuyerData(shop, ADDRESS.phone)).toMatchObject([{ no: order.no }]);
  await eraseBuyerData(shop, ADDRESS.phone);
  const trail = await shop.db.auditEntry.findMany({ where: { kind: { startsWith: "buyer_" } }, orderBy: { id: "asc" } });
  expect(trail).toMatchObject([
    { kind: "buyer_data_exported", ownerId: 7, after: { orders: 1 } },
    { kind: "buyer_data_erased", ownerId: 7, subject: order.no },
  ]);
  expect(JSON.stringify(trail, (_key, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain(ADDRESS.phone);
});
