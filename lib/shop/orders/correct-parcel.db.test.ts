import { describe, expect, test } from "vitest";
import { aPaidOrder } from "@/test/paid-order";
import { type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { confirmReceipt } from "./confirm-receipt";
import { correctParcel } from "./correct-parcel";
import { getOrderForBuyer } from "./get-order";
import { shipOrder } from "./ship-order";

const WRONG = { courier: "顺丰速运", trackingNo: "SF0000001" };
const RIGHT = { courier: "中通快递", trackingNo: "ZT0000002" };

async function aShippedOrder(shop: TestShop): Promise<TestOrder> {
  const order = await aPaidOrder(shop);
  await shipOrder(shop, order.orderId, WRONG);
  return order;
}

const parcelOf = async (shop: TestShop, { orderId }: TestOrder) =>
  (await shop.db.parcel.findFirst({ where: { orderId }, orderBy: { id: "asc" } }))?.id ?? 0n;
const correct = async (shop: TestShop, order: TestOrder, parcel: typeof RIGHT) =>
  correctParcel(shop, order.orderId, { parcelId: await parcelOf(shop, order), ...parcel });
const corrections = (shop: TestShop) => shop.db.orderEvent.findMany({ where: { kind: "parcel_corrected" }, orderBy: { id: "asc" } });

describe("an owner corrects a parcel's number", () => {
  test("the buyer sees the new one, the time of shipping stays, and the timeline keeps the old one", async () => {
    const shop = await testShop();
    const order = await aShippedOrder(shop);
    const shippedAt = shop.now();
    shop.advance(60_000);
    expect(await correct(shop, order, RIGHT)).toEqual({ ok: true });

    const seen = await getOrderForBuyer(shop, order.no, order.buyerId);
    expect(seen?.view).toMatchObject({ parcels: [RIGHT], phase: "shipped", shippedAt });
    const detail = { ...RIGHT, oldCourier: WRONG.courier, oldTrackingNo: WRONG.trackingNo };
    expect(await corrections(shop)).toMatchObject([{ actor: "owner", detail, createdAt: shop.now() }]);
  });

  test("a number that is the same already leaves no trace", async () => {
    const shop = await testShop();
    const order = await aShippedOrder(shop);
    expect(await correct(shop, order, WRONG)).toMatchObject({ ok: false, reason: "unchanged" });
    expect(await corrections(shop)).toEqual([]);
  });

  test("an order that has not been shipped, or has arrived, is left as it is", async () => {
    const shop = await testShop();
    const waiting = await aPaidOrder(shop);
    expect(await correct(shop, waiting, RIGHT)).toMatchObject({ ok: false, reason: "not_shipped" });
    const arrived = await aShippedOrder(shop);
    await confirmReceipt(shop, arrived.orderId);
    expect(await correct(shop, arrived, RIGHT)).toMatchObject({ ok: false, reason: "not_shipped" });
    expect(await shop.db.parcel.findMany({ where: { orderId: arrived.orderId } })).toMatchObject([WRONG]);
    expect(await corrections(shop)).toEqual([]);
  });

  test("two owners at once: each correction names what the one before had written", async () => {
    const shop = await testShop();
    const order = await aShippedOrder(shop);
    const third = { courier: "圆通速递", trackingNo: "YT0000003" };
    await Promise.all([correct(shop, order, RIGHT), correct(shop, order, third)]);
    const [first, second] = (await corrections(shop)).map(({ detail }) => detail as Record<string, string>);
    expect(first?.oldTrackingNo).toBe(WRONG.trackingNo);
    expect(second?.oldTrackingNo).toBe(first?.trackingNo);
  });
});
