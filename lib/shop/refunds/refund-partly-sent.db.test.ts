import { describe, expect, test } from "vitest";
import { previewShipments } from "@/lib/shop/dispatch/preview-shipments";
import { addParcel } from "@/lib/shop/orders/add-parcel";
import { confirmReceipt } from "@/lib/shop/orders/confirm-receipt";
import { getOrderForBuyer } from "@/lib/shop/orders/get-order";
import { receiveDue } from "@/lib/shop/orders/receive-due";
import { sendNoMore } from "@/lib/shop/orders/send-no-more";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { takeBackParcel } from "@/lib/shop/orders/take-back-parcel";
import { actingAs } from "@/test/owner-access";
import { aPaidOrder, ask } from "@/test/refund-shop";
import { type TestOrder, type TestShop, testShop } from "@/test/test-shop";

const DAY_MS = 24 * 3600_000;
const FIRST = { courier: "顺丰速运", trackingNo: "SF1007896781640" };
const SECOND = { courier: "中通快递", trackingNo: "78123456789012" };

/** Two pieces, of which one is on its way. */
async function aPartlySentOrder(shop: TestShop): Promise<TestOrder & { lineId: bigint }> {
  const order = await aPaidOrder(shop, { quantity: 2 });
  const { id: lineId } = await shop.db.orderLine.findFirstOrThrow({ where: { orderId: order.orderId } });
  await shipOrder(shop, order.orderId, { ...FIRST, pieces: [{ lineId, quantity: 1 }] });
  return { ...order, lineId };
}
const rowOf = (shop: TestShop, { orderId }: TestOrder) => shop.db.order.findUniqueOrThrow({ where: { id: orderId } });

describe("a buyer who was sent half and gets all the money back", () => {
  test("waits for nothing more: the order comes to its end by itself, and says what did not come", async () => {
    const shop = await testShop();
    const order = await aPartlySentOrder(shop);
    await ask(shop, order, order.totalFen);
    expect(await rowOf(shop, order)).toMatchObject({ status: "SHIPPED", unsentPieces: 0, receiveBy: expect.any(Date) });
    const said = await shop.db.orderEvent.findFirst({ where: { orderId: order.orderId, kind: "rest_not_sent" } });
    expect(said).toMatchObject({ actor: "alipay", detail: { pieces: "1" } });
    shop.advance(10 * DAY_MS);
    expect(await receiveDue(shop)).toBe(1);
  });

  test("reads which goods do not come, and that their money went back", async () => {
    const shop = await testShop();
    const order = await aPartlySentOrder(shop);
    const seen = async () => (await getOrderForBuyer(shop, order.no, order.buyerId))?.view.neverSent;
    expect(await seen()).toBeNull();
    await sendNoMore(shop, order.orderId);
    const goods = [{ title: "龙井茶", variantName: "", quantity: 1 }];
    expect(await seen()).toEqual({ goods, paidFen: order.totalFen / 2, refundedFen: 0, openFen: 0, money: "none" });
    await ask(shop, order, order.totalFen / 2);
    expect(await seen()).toEqual({ goods, paidFen: order.totalFen / 2, refundedFen: order.totalFen / 2, openFen: 0, money: "back" });
  });

  test("may say that it has arrived", async () => {
    const shop = await testShop();
    const order = await aPartlySentOrder(shop);
    await ask(shop, order, order.totalFen);
    expect(await confirmReceipt(shop, order.orderId)).toEqual({ ok: true });
  });

  test("is sent no further goods, neither by hand nor by a file", async () => {
    const shop = actingAs(await testShop(), 7);
    const order = await aPartlySentOrder(shop);
    await ask(shop, order, order.totalFen);
    expect(await addParcel(shop, order.orderId, SECOND)).toMatchObject({ ok: false, reason: "refunded" });
    const file = `订单号,快递公司,快递单号\n${order.no},顺丰,${FIRST.trackingNo}\n${order.no},中通,${SECOND.trackingNo}\n`;
    await previewShipments(shop, new TextEncoder().encode(file), { courier: null });
    const rows = await shop.db.shipmentFileRow.findMany({ orderBy: { position: "asc" } });
    expect(rows.map(({ state, problem }) => [state, problem])).toEqual([
      ["same", null],
      ["wrong", { code: "refunded" }],
    ]);
  });

  test("is promised nothing again by a parcel that is taken back", async () => {
    const shop = await testShop();
    const order = await aPartlySentOrder(shop);
    await addParcel(shop, order.orderId, SECOND);
    await ask(shop, order, order.totalFen);
    const last = await shop.db.parcel.findFirstOrThrow({ where: { orderId: order.orderId }, orderBy: { id: "desc" } });
    expect(await takeBackParcel(shop, order.orderId, { parcelId: last.id })).toMatchObject({ ok: true });
    expect(await rowOf(shop, order)).toMatchObject({ unsentPieces: 0, receiveBy: expect.any(Date) });
  });

  test("still waits for the rest after a part of the money", async () => {
    const shop = await testShop();
    const order = await aPartlySentOrder(shop);
    await ask(shop, order, 500);
    expect(await rowOf(shop, order)).toMatchObject({ unsentPieces: 1, receiveBy: null });
    expect(await addParcel(shop, order.orderId, SECOND)).toEqual({ ok: true });
  });
});
