import { describe, expect, test } from "vitest";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { addParcel } from "./add-parcel";
import { confirmReceipt } from "./confirm-receipt";
import { getOrderForBuyer } from "./get-order";
import { readLastCourier } from "./last-courier";
import { standingOf } from "./order";
import { sendNoMore } from "./send-no-more";
import { shipOrder } from "./ship-order";
import { takeBackParcel } from "./take-back-parcel";

const FIRST = { courier: "顺丰速运", trackingNo: "SF1007896781640" };
const THIRD = { courier: "圆通速递", trackingNo: "YT8812345678901" };
const SECOND = { courier: "中通快递", trackingNo: "78123456789012" };

/** Three pieces of one line, paid for. */
async function aPaidOrderOfThree(shop: TestShop): Promise<TestOrder & { lineId: bigint }> {
  const order = await anOrder(shop, { quantity: 3 });
  await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
  const { id: lineId } = await shop.db.orderLine.findFirstOrThrow({ where: { orderId: order.orderId } });
  return { ...order, lineId };
}

const rowOf = (shop: TestShop, { orderId }: TestOrder) => shop.db.order.findUniqueOrThrow({ where: { id: orderId } });
const parcelsOf = (shop: TestShop, { orderId }: TestOrder) =>
  shop.db.parcel.findMany({ where: { orderId }, select: { id: true, trackingNo: true, lines: true }, orderBy: { id: "asc" } });
const kindsOf = async (shop: TestShop, { orderId }: TestOrder) =>
  (await shop.db.orderEvent.findMany({ where: { orderId }, orderBy: { id: "asc" } })).map(({ kind }) => kind);
const seenBy = async (shop: TestShop, order: TestOrder) => {
  const found = await getOrderForBuyer(shop, order.no, order.buyerId);
  if (!found) throw new Error("its buyer sees it");
  return found.view;
};

describe("an order in two parcels", () => {
  test("is on its way with the first, tells how many pieces are to come, and is sent with the second", async () => {
    const shop = await testShop();
    const { lineId, ...order } = await aPaidOrderOfThree(shop);
    expect(await shipOrder(shop, order.orderId, { ...FIRST, pieces: [{ lineId, quantity: 1 }] })).toEqual({ ok: true });
    const before = await seenBy(shop, order);
    expect(before).toMatchObject({ phase: "shipped", unsentPieces: 2, receiveBy: null });
    expect(before.parcels).toMatchObject([{ ...FIRST, lines: [{ title: "龙井茶", quantity: 1 }] }]);

    shop.advance(60_000);
    expect(await addParcel(shop, order.orderId, SECOND)).toEqual({ ok: true });
    const after = await seenBy(shop, order);
    expect(after).toMatchObject({ phase: "shipped", unsentPieces: 0, parcels: [FIRST, { ...SECOND, lines: [{ quantity: 2 }] }] });
    expect(after.receiveBy).toEqual(new Date(shop.now().getTime() + 10 * 24 * 3600_000));
    expect(standingOf(after).version, "an open page learns of it").not.toBe(standingOf(before).version);
    expect(await kindsOf(shop, order)).toEqual(["placed", "paid", "shipped", "parcel_added"]);
    expect(await readLastCourier(shop)).toBe("中通快递");
  });

  test("does not arrive before all of it was sent", async () => {
    const shop = await testShop();
    const { lineId, ...order } = await aPaidOrderOfThree(shop);
    await shipOrder(shop, order.orderId, { ...FIRST, pieces: [{ lineId, quantity: 1 }] });
    expect(await confirmReceipt(shop, order.orderId)).toEqual({ ok: false, reason: "not_all_sent", pieces: 2 });
    await addParcel(shop, order.orderId, SECOND);
    expect(await confirmReceipt(shop, order.orderId)).toEqual({ ok: true });
    expect(await rowOf(shop, order)).toMatchObject({ status: "COMPLETED", receiveBy: null });
  });

  test("never holds more than was bought, whoever sends at the same moment", async () => {
    const shop = await testShop();
    const { lineId, ...order } = await aPaidOrderOfThree(shop);
    await shipOrder(shop, order.orderId, { ...FIRST, pieces: [{ lineId, quantity: 1 }] });
    const pieces = [{ lineId, quantity: 2 }];
    const sent = await Promise.all([
      addParcel(shop, order.orderId, { ...SECOND, pieces }),
      addParcel(shop, order.orderId, { courier: "圆通速递", trackingNo: "YT8812345678901", pieces }),
    ]);
    expect(sent.filter(({ ok }) => ok)).toHaveLength(1);
    expect(sent.find(({ ok }) => !ok)).toMatchObject({ reason: "too_many_pieces", title: "龙井茶", left: 0 });
    expect(await rowOf(shop, order)).toMatchObject({ unsentPieces: 0 });
  });

  test("may be ended by the owner with what was sent", async () => {
    const shop = await testShop();
    const { lineId, ...order } = await aPaidOrderOfThree(shop);
    await shipOrder(shop, order.orderId, { ...FIRST, pieces: [{ lineId, quantity: 2 }] });
    expect(await sendNoMore(shop, order.orderId)).toEqual({ ok: true });
    expect(await rowOf(shop, order)).toMatchObject({ unsentPieces: 0, receiveBy: expect.any(Date) });
    expect(await sendNoMore(shop, order.orderId)).toMatchObject({ ok: false, reason: "nothing_left" });
    expect(await confirmReceipt(shop, order.orderId)).toEqual({ ok: true });
  });

  test("is not promised the rest again by a replacement that follows, nor when that is taken back", async () => {
    const shop = await testShop();
    const { lineId, ...order } = await aPaidOrderOfThree(shop);
    await shipOrder(shop, order.orderId, { ...FIRST, pieces: [{ lineId, quantity: 2 }] });
    await sendNoMore(shop, order.orderId);
    expect(await addParcel(shop, order.orderId, SECOND)).toEqual({ ok: true });
    const [, replacement] = await parcelsOf(shop, order);
    expect(replacement?.lines).toEqual([]);
    await takeBackParcel(shop, order.orderId, { parcelId: replacement?.id ?? 0n });
    expect(await rowOf(shop, order)).toMatchObject({ unsentPieces: 0, receiveBy: expect.any(Date) });
    expect(await confirmReceipt(shop, order.orderId)).toEqual({ ok: true });
  });

  test("names each parcel once, and only what was paid for and is on its way has any", async () => {
    const shop = await testShop();
    const { lineId: _, ...order } = await aPaidOrderOfThree(shop);
    expect(await addParcel(shop, order.orderId, FIRST)).toMatchObject({ ok: false, reason: "not_shipped" });
    await shipOrder(shop, order.orderId, FIRST);
    expect(await shipOrder(shop, order.orderId, SECOND)).toMatchObject({ ok: false, reason: "not_shippable" });
    expect(await addParcel(shop, order.orderId, { ...FIRST, courier: "中通快递" })).toMatchObject({ ok: false, reason: "same_parcel" });
    // A second number of what went as a whole: nothing more is to come.
    expect(await addParcel(shop, order.orderId, SECOND)).toEqual({ ok: true });
    expect(await parcelsOf(shop, order)).toMatchObject([{ lines: [] }, { lines: [] }]);
  });
});

describe("goods that go without a number", () => {
  test("are sent so by the owner's choice, and by no other", async () => {
    const shop = await testShop();
    const { lineId: _, ...order } = await aPaidOrderOfThree(shop);
    expect(await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: null })).toMatchObject({ reason: "needs_number" });
    expect(await shipOrder(shop, order.orderId, { courier: "同城配送", trackingNo: null })).toEqual({ ok: true });
    expect((await seenBy(shop, order)).parcels).toMatchObject([{ courier: "同城配送", trackingNo: null }]);
    expect(await readLastCourier(shop), "what the next parcel begins with").toBeNull();
  });
});

describe("a parcel entered by mistake", () => {
  test("is taken back: the order waits to be shipped again, and can be", async () => {
    const shop = await testShop();
    const { lineId: _, ...order } = await aPaidOrderOfThree(shop);
    await shipOrder(shop, order.orderId, FIRST);
    const [parcel] = await parcelsOf(shop, order);
    const parcelId = parcel?.id ?? 0n;
    expect(await takeBackParcel(shop, order.orderId, { parcelId })).toEqual({ ok: true, isUnsent: true });
    expect(await seenBy(shop, order)).toMatchObject({ phase: "paid", shippedAt: null, parcels: [] });
    expect(await takeBackParcel(shop, order.orderId, { parcelId })).toMatchObject({ ok: false, reason: "not_shipped" });
    expect(await shipOrder(shop, order.orderId, SECOND)).toEqual({ ok: true });
    expect(await kindsOf(shop, order)).toEqual(["placed", "paid", "shipped", "shipping_taken_back", "shipped"]);
  });

  test("of several leaves the others, and its pieces are to be sent again", async () => {
    const shop = await testShop();
    const { lineId, ...order } = await aPaidOrderOfThree(shop);
    await shipOrder(shop, order.orderId, { ...FIRST, pieces: [{ lineId, quantity: 1 }] });
    await addParcel(shop, order.orderId, SECOND);
    const [first] = await parcelsOf(shop, order);
    expect(await takeBackParcel(shop, order.orderId, { parcelId: first?.id ?? 0n })).toEqual({ ok: true, isUnsent: false });
    expect(await seenBy(shop, order)).toMatchObject({ phase: "shipped", unsentPieces: 1, receiveBy: null, parcels: [SECOND] });
  });

  test("beside one that lists nothing still gives its pieces back to be sent", async () => {
    const shop = await testShop();
    const { lineId, ...order } = await aPaidOrderOfThree(shop);
    await shipOrder(shop, order.orderId, { ...FIRST, pieces: [{ lineId, quantity: 1 }] });
    await addParcel(shop, order.orderId, SECOND);
    // A replacement of what broke: nothing was left to be listed.
    await addParcel(shop, order.orderId, THIRD);
    const [first, second] = await parcelsOf(shop, order);
    expect(await takeBackParcel(shop, order.orderId, { parcelId: second?.id ?? 0n })).toEqual({ ok: true, isUnsent: false });
    expect(await rowOf(shop, order)).toMatchObject({ unsentPieces: 2, receiveBy: null });
    expect(await takeBackParcel(shop, order.orderId, { parcelId: first?.id ?? 0n })).toEqual({ ok: true, isUnsent: false });
    expect(await rowOf(shop, order)).toMatchObject({ unsentPieces: 3, receiveBy: null });
    expect(await addParcel(shop, order.orderId, SECOND)).toEqual({ ok: true });
    expect((await parcelsOf(shop, order)).at(-1)?.lines).toMatchObject([{ lineId, quantity: 3 }]);
  });

  test("brings nothing back that another parcel holds, or that the owner will not send", async () => {
    const shop = await testShop();
    const { lineId, ...order } = await aPaidOrderOfThree(shop);
    await shipOrder(shop, order.orderId, FIRST);
    await addParcel(shop, order.orderId, { ...SECOND, pieces: [{ lineId, quantity: 1 }] });
    const [, again] = await parcelsOf(shop, order);
    await takeBackParcel(shop, order.orderId, { parcelId: again?.id ?? 0n });
    expect(await rowOf(shop, order)).toMatchObject({ unsentPieces: 0, receiveBy: expect.any(Date) });
  });

  test("of another order is not touched, nor of one that has arrived", async () => {
    const shop = await testShop();
    const { lineId: _, ...order } = await aPaidOrderOfThree(shop);
    const { lineId: __, ...other } = await aPaidOrderOfThree(shop);
    await shipOrder(shop, order.orderId, FIRST);
    await shipOrder(shop, other.orderId, FIRST);
    const parcelId = (await parcelsOf(shop, other))[0]?.id ?? 0n;
    expect(await takeBackParcel(shop, order.orderId, { parcelId })).toMatchObject({ ok: false, reason: "not_shipped" });
    await confirmReceipt(shop, other.orderId);
    expect(await takeBackParcel(shop, other.orderId, { parcelId })).toMatchObject({ ok: false, reason: "not_shipped" });
    expect(await parcelsOf(shop, other)).toHaveLength(1);
  });
});
