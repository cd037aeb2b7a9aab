import { describe, expect, test } from "vitest";
import { DAY_MS } from "@/lib/shop/day";
import { aPaidOrder } from "@/test/paid-order";
import { type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { addParcel } from "./add-parcel";
import { correctParcel } from "./correct-parcel";
import { shipOrder } from "./ship-order";

const LABEL = { courier: "顺丰速运", trackingNo: "SF1007896781640" };
const OTHER = { courier: "中通快递", trackingNo: "78123456789012" };

async function anOrderOf(shop: TestShop, phone: string): Promise<TestOrder> {
  const order = await aPaidOrder(shop);
  await shop.db.order.update({ where: { id: order.orderId }, data: { receiverPhone: phone } });
  return order;
}

describe("an owner whose scanner reads one label twice", () => {
  test("is asked before the next buyer's order goes under it, once, and may mean it", async () => {
    const shop = await testShop();
    const [first, next] = [await anOrderOf(shop, "13911110001"), await anOrderOf(shop, "13911110002")];
    expect(await shipOrder(shop, first.orderId, LABEL)).toEqual({ ok: true });
    const asked = { ok: false, reason: "number_elsewhere", no: first.no };
    expect(await shipOrder(shop, next.orderId, LABEL)).toEqual(asked);
    expect(await shop.db.order.findUniqueOrThrow({ where: { id: next.orderId } })).toMatchObject({ status: "PAID" });
    expect(await shipOrder(shop, next.orderId, { ...LABEL, sure: [first.no] })).toEqual({ ok: true });
  });

  test("is asked so for a further parcel, and for a correction", async () => {
    const shop = await testShop();
    const [first, next] = [await anOrderOf(shop, "13911110001"), await anOrderOf(shop, "13911110002")];
    await shipOrder(shop, first.orderId, LABEL);
    await shipOrder(shop, next.orderId, OTHER);
    const asked = { ok: false, reason: "number_elsewhere", no: first.no };
    expect(await addParcel(shop, next.orderId, LABEL)).toEqual(asked);
    const { id: parcelId } = await shop.db.parcel.findFirstOrThrow({ where: { orderId: next.orderId } });
    expect(await correctParcel(shop, next.orderId, { parcelId, ...LABEL })).toEqual(asked);
    expect(await correctParcel(shop, next.orderId, { parcelId, ...LABEL, sure: [first.no] })).toEqual({ ok: true });
  });

  test("at two desks at once sends one of the two", async () => {
    const shop = await testShop();
    const [first, next] = [await anOrderOf(shop, "13911110001"), await anOrderOf(shop, "13911110002")];
    const sent = await Promise.all([shipOrder(shop, first.orderId, LABEL), shipOrder(shop, next.orderId, LABEL)]);
    expect(sent.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("is not asked where two orders of one receiver share a parcel, nor after months", async () => {
    const shop = await testShop();
    const [first, second] = [await anOrderOf(shop, "13911110001"), await anOrderOf(shop, "13911110001")];
    await shipOrder(shop, first.orderId, LABEL);
    expect(await shipOrder(shop, second.orderId, LABEL)).toEqual({ ok: true });
    const later = await anOrderOf(shop, "13911110002");
    shop.advance(61 * DAY_MS);
    expect(await shipOrder(shop, later.orderId, LABEL)).toEqual({ ok: true });
  });
});

test("the barcode of a packing slip is no tracking number", async () => {
  const shop = await testShop();
  const [order, other] = [await aPaidOrder(shop), await aPaidOrder(shop)];
  const refused = { ok: false, reason: "number_is_order" };
  expect(await shipOrder(shop, order.orderId, { courier: "其他", trackingNo: order.no })).toEqual(refused);
  expect(await shipOrder(shop, order.orderId, { courier: "其他", trackingNo: other.no })).toEqual(refused);
  await shipOrder(shop, order.orderId, LABEL);
  const { id: parcelId } = await shop.db.parcel.findFirstOrThrow({ where: { orderId: order.orderId } });
  expect(await correctParcel(shop, order.orderId, { parcelId, courier: "其他", trackingNo: order.no })).toEqual(refused);
});

test("a form for a further parcel that is sent twice makes one, also without a number", async () => {
  const shop = await testShop();
  const order = await aPaidOrder(shop);
  await shipOrder(shop, order.orderId, LABEL);
  const { parcelChanges: seen } = await shop.db.order.findUniqueOrThrow({ where: { id: order.orderId } });
  const parcel = { courier: "同城配送", trackingNo: null, seen };
  const sent = await Promise.all([addParcel(shop, order.orderId, parcel), addParcel(shop, order.orderId, parcel)]);
  expect(sent.filter(({ ok }) => ok)).toHaveLength(1);
  expect(sent.find(({ ok }) => !ok)).toEqual({ ok: false, reason: "moved_on", changes: seen + 1 });
  expect(await shop.db.parcel.count({ where: { orderId: order.orderId } })).toBe(2);
  expect(await addParcel(shop, order.orderId, { ...parcel, seen: seen + 1 }), "who has seen it may mean another").toEqual({ ok: true });
});
