import { expect, test } from "vitest";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import { aTrade } from "@/test/fake-gateway";
import { aPaidOrder } from "@/test/paid-order";
import { anOrder, type TestShop, testShop } from "@/test/test-shop";
import { addParcel } from "./add-parcel";
import { shipOrder } from "./ship-order";
import { readShipQueue } from "./ship-queue";

async function paidOrders(shop: TestShop, count: number) {
  const orders: Awaited<ReturnType<typeof aPaidOrder>>[] = [];
  for (let made = 0; made < count; made++) {
    const order = await aPaidOrder(shop);
    // A trade of the tests was paid at one and the same time.
    await shop.db.order.update({ where: { id: order.orderId }, data: { paidAt: shop.now() } });
    orders.push(order);
    shop.advance(60_000);
  }
  return orders;
}
const ship = (shop: TestShop, orderId: string) => shipOrder(shop, orderId, { courier: "其他", trackingNo: "A1234567" });

test("an owner ships one after the other, the longest paid first, and skips what can wait", async () => {
  const shop = await testShop();
  const [first, second, third] = await paidOrders(shop, 3);
  if (!first || !second || !third) throw new Error("three were made");
  const start = await readShipQueue(shop);
  expect(start).toMatchObject({ next: { no: first.no }, left: 3, held: 0, partly: [] });
  const skipped = await readShipQueue(shop, start.next?.skip);
  expect(skipped).toMatchObject({ next: { no: second.no }, left: 3 });
  await ship(shop, second.orderId);
  expect(await readShipQueue(shop, start.next?.skip)).toMatchObject({ next: { no: third.no }, left: 2 });
  await ship(shop, third.orderId);
  expect(await readShipQueue(shop, start.next?.skip)).toMatchObject({ next: null, left: 1 });
  expect(await readShipQueue(shop, "nonsense")).toMatchObject({ next: { no: first.no } });
  await ship(shop, first.orderId);
  expect(await readShipQueue(shop)).toMatchObject({ next: null, left: 0 });
});

test("an owner is not offered what must stay: its refund is open, or its money is in doubt", async () => {
  const shop = await testShop();
  const [asked, doubted, sound] = await paidOrders(shop, 3);
  if (!asked || !doubted || !sound) throw new Error("three were made");
  await requestRefund(shop, asked.orderId, { reason: "不想要了" });
  await shop.db.discrepancy.create({
    data: { kind: "seller_mismatch", dedupeKey: "doubt", orderId: doubted.orderId, createdAt: shop.now() },
  });
  expect(await readShipQueue(shop)).toMatchObject({ next: { no: sound.no }, left: 1, held: 2 });
  // The queue leaves out exactly what is refused.
  for (const { orderId } of [asked, doubted]) expect(await ship(shop, orderId)).toMatchObject({ ok: false });
  expect(await ship(shop, sound.orderId)).toEqual({ ok: true });
});

test("an owner sees which orders are sent in part", async () => {
  const shop = await testShop();
  const order = await anOrder(shop, { quantity: 2 });
  await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
  const { id: lineId } = await shop.db.orderLine.findFirstOrThrow();
  await shipOrder(shop, order.orderId, { courier: "其他", trackingNo: "A1234567", pieces: [{ lineId, quantity: 1 }] });
  expect(await readShipQueue(shop)).toMatchObject({ next: null, left: 0, partly: [{ no: order.no, unsentPieces: 1 }] });
  await addParcel(shop, order.orderId, { courier: "同城配送", trackingNo: null });
  expect(await readShipQueue(shop)).toMatchObject({ partly: [] });
});
