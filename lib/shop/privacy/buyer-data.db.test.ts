import sharp from "sharp";
import { expect, test } from "vitest";
import { Prisma } from "@/lib/server/prisma/client";
import { rememberAddress } from "@/lib/shop/addresses/remembered-address";
import { confirmReceipt } from "@/lib/shop/orders/confirm-receipt";
import { findByLink, noteVisit } from "@/lib/shop/orders/open-by-link";
import type { OrderDraft } from "@/lib/shop/orders/order-draft";
import { placeOrder } from "@/lib/shop/orders/place-order";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { requestClose } from "@/lib/shop/payments/close-order";
import { reviewDueOrders } from "@/lib/shop/payments/due-orders";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { addPicture } from "@/lib/shop/refunds/pictures/add-picture";
import { declineRequest } from "@/lib/shop/refunds/requested/decline-request";
import { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import { aTrade } from "@/test/fake-gateway";
import { actingAs } from "@/test/owner-access";
import { aPaidOrderHere } from "@/test/paid-here";
import { ADDRESS, aBuyer, anOrder, MINUTE_MS, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { eraseBuyerData, exportBuyerData, findBuyerData, mayErase } from "./buyer-data";

/** The same form sent again with other words. */
async function correctReceiver(shop: TestShop, { form, buyerId }: { form: OrderDraft; buyerId: string }, note: string, detail: string) {
  const placed = await placeOrder(shop, buyerId, { ...form, note, address: { ...ADDRESS, detail } });
  expect(placed).toMatchObject({ ok: true });
}

/** All that the database has, whichever table it is in. */
async function everyRow({ db }: TestShop): Promise<string> {
  const tables = await db.$queryRaw<
    { name: string }[]
  >`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()`;
  const texts: string[] = [];
  for (const { name } of tables) {
    const [row] = await db.$queryRaw<
      { text: string | null }[]
    >`SELECT string_agg(to_jsonb(it)::text, ' ') AS text FROM ${Prisma.raw(`"${name}"`)} it`;
    texts.push(row?.text ?? "");
  }
  return texts.join("\n");
}

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

test("nothing is erased of an order whose buyer has asked for money back until that is answered", async () => {
  const shop = await testShop();
  const order = await aPaidOrderHere(shop);
  await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF0000001" });
  await confirmReceipt(shop, order.orderId);
  await requestRefund(shop, order.orderId, { reason: "商品破损" });
  expect((await findBuyerData(shop, ADDRESS.phone)).map(mayErase)).toEqual([false]);
  expect(await eraseBuyerData(shop, ADDRESS.phone)).toEqual({ erased: 0, left: 1 });
  const { id } = await shop.db.refund.findFirstOrThrow();
  await declineRequest(shop, { refundId: id, note: "已签收", owner: "owner" });
  expect(await eraseBuyerData(shop, ADDRESS.phone)).toEqual({ erased: 1, left: 0 });
});

test("on an order whose buyer was erased nothing is asked for and no picture is taken", async () => {
  const shop = await testShop();
  const order = await aPaidOrderHere(shop);
  await requestRefund(shop, order.orderId, { reason: "商品破损" });
  const { id } = await shop.db.refund.findFirstOrThrow();
  await shop.db.order.update({ where: { id: order.orderId }, data: { receiverPhone: "" } });
  const bytes = await sharp({ create: { width: 20, height: 20, channels: 3, background: "#884422" } })
    .jpeg()
    .toBuffer();
  expect(await addPicture(shop, { refundId: id, bytes })).toEqual({ ok: false, reason: "erased" });
  await declineRequest(shop, { refundId: id, note: "已签收", owner: "owner" });
  expect(await requestRefund(shop, order.orderId, { reason: "住在文三路的我" })).toEqual({ ok: false, reason: "erased" });
  expect(await shop.db.refund.count()).toBe(1);
});

test("after erasure no word of the buyer's notes and addresses is in the order's story, the earlier ones included", async () => {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop);
  const buyerId = await aBuyer(shop);
  const items = [{ variantId, quantity: 1, expectedPriceFen: 1980 }];
  const form = { idempotencyKey: "the form", items, address: ADDRESS, note: "请打我妈电话" };
  const placed = await placeOrder(shop, buyerId, form);
  if (!placed.ok) throw new Error(placed.reason);
  await correctReceiver(shop, { form, buyerId }, "放在门口红桶里", "文三路 98 号");
  await correctReceiver(shop, { form, buyerId }, "", "文三路 99 号");
  const order = await shop.db.order.findFirstOrThrow({ include: { attempts: true } });
  expect(await everyRow(shop)).toContain("红桶");
  await settlePayment(shop, aTrade(order.attempts[0]?.outTradeNo ?? "", order.totalFen), "notify");
  await shipOrder(shop, order.id, { courier: "顺丰速运", trackingNo: "SF0000001" });
  await confirmReceipt(shop, order.id);
  expect(await eraseBuyerData(shop, ADDRESS.phone)).toEqual({ erased: 1, left: 0 });
  const rows = await everyRow(shop);
  for (const word of ["请打我妈电话", "红桶", "1 号", "98 号", "99 号", "138****", `${ADDRESS.name[0]}* `])
    expect(rows, word).not.toContain(word);
});
