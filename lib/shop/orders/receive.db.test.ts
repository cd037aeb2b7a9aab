import { describe, expect, test } from "vitest";
import { DAY_MS } from "@/lib/shop/day";
import { declineRequest } from "@/lib/shop/refunds/requested/decline-request";
import { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import { aPaidOrder } from "@/test/paid-order";
import { MINUTE_MS, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { confirmReceipt } from "./confirm-receipt";
import { extendReceipt } from "./extend-receipt";
import { getOrderForBuyer } from "./get-order";
import { getOwnerOrder } from "./get-owner-order";
import { readReceiveDays, saveReceiveDays } from "./receive-days";
import { receiveDue } from "./receive-due";
import { shipOrder } from "./ship-order";

async function aShippedOrder(shop: TestShop): Promise<TestOrder> {
  const order = await aPaidOrder(shop);
  await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF1007896781640" });
  return order;
}
const rowOf = (shop: TestShop, { orderId }: TestOrder) => shop.db.order.findUniqueOrThrow({ where: { id: orderId } });
const viewOf = async (shop: TestShop, order: TestOrder) => (await getOrderForBuyer(shop, order.no, order.buyerId))?.view;

describe("an order whose buyer says nothing", () => {
  test("counts as received on the day that its page named, and the worker is named for it", async () => {
    const shop = await testShop();
    const order = await aShippedOrder(shop);
    const { dueAt } = await rowOf(shop, order);
    const until = (await viewOf(shop, order))?.receiveBy;
    expect(until).toEqual(new Date(shop.now().getTime() + 10 * DAY_MS));
    shop.advance(10 * DAY_MS - MINUTE_MS);
    expect(await receiveDue(shop)).toBe(0);
    shop.advance(MINUTE_MS);
    expect(await receiveDue(shop)).toBe(1);
    expect(await rowOf(shop, order), "the reviews of its money are left alone").toMatchObject({ status: "COMPLETED", dueAt });
    const last = await shop.db.orderEvent.findFirst({ where: { orderId: order.orderId }, orderBy: { id: "desc" } });
    expect(last).toMatchObject({ kind: "completed", actor: "worker" });
    expect(await receiveDue(shop)).toBe(0);
  });

  test("is completed once, whoever is there at the same moment", async () => {
    const shop = await testShop();
    const order = await aShippedOrder(shop);
    shop.advance(10 * DAY_MS);
    const [one, other, byBuyer] = await Promise.all([receiveDue(shop), receiveDue(shop), confirmReceipt(shop, order.orderId)]);
    expect(one + other + (byBuyer.ok ? 1 : 0)).toBe(1);
    expect(await shop.db.orderEvent.count({ where: { kind: "completed" } })).toBe(1);
  });

  test("is given three days more, once", async () => {
    const shop = await testShop();
    const order = await aShippedOrder(shop);
    expect(await extendReceipt(shop, order.orderId)).toEqual({ ok: true });
    expect(await extendReceipt(shop, order.orderId)).toMatchObject({ ok: false, reason: "extended_already" });
    shop.advance(13 * DAY_MS - MINUTE_MS);
    expect(await receiveDue(shop)).toBe(0);
    shop.advance(MINUTE_MS);
    expect(await receiveDue(shop)).toBe(1);
    expect(await extendReceipt(shop, order.orderId)).toMatchObject({ ok: false, reason: "not_waiting" });
  });

  test("waits while a refund is open, and three days after its answer", async () => {
    const shop = await testShop();
    const order = await aShippedOrder(shop);
    shop.advance(9 * DAY_MS);
    await requestRefund(shop, order.orderId, { reason: "碎了" });
    expect((await viewOf(shop, order))?.receiveBy).toBeNull();
    shop.advance(2 * DAY_MS);
    expect(await receiveDue(shop)).toBe(0);
    const { id: refundId } = await shop.db.refund.findFirstOrThrow();
    await declineRequest(shop, { refundId, note: "请提供照片", owner: "owner" });
    expect((await viewOf(shop, order))?.receiveBy).toEqual(new Date(shop.now().getTime() + 3 * DAY_MS));
    shop.advance(3 * DAY_MS - MINUTE_MS);
    expect(await receiveDue(shop)).toBe(0);
    shop.advance(MINUTE_MS);
    expect(await receiveDue(shop)).toBe(1);
  });
});

test("an order that cannot be completed holds up no other", async () => {
  const shop = await testShop();
  const stuck = await aShippedOrder(shop);
  shop.advance(MINUTE_MS);
  const sound = await aShippedOrder(shop);
  shop.advance(10 * DAY_MS);
  await shop.db.$executeRawUnsafe(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$`);
  await shop.db.$executeRawUnsafe(
    `CREATE TRIGGER refuse BEFORE UPDATE ON orders FOR EACH ROW WHEN (OLD.no = '${stuck.no}') EXECUTE FUNCTION refuse()`,
  );
  expect(await receiveDue(shop)).toBe(1);
  expect(await rowOf(shop, sound)).toMatchObject({ status: "COMPLETED" });
  expect(await rowOf(shop, stuck)).toMatchObject({ status: "SHIPPED" });
});

test("a buyer who asks for more time after an answer to a refund is given three days more than there were", async () => {
  const shop = await testShop();
  const order = await aShippedOrder(shop);
  shop.advance(9 * DAY_MS);
  await requestRefund(shop, order.orderId, { reason: "碎了" });
  expect(await extendReceipt(shop, order.orderId)).toMatchObject({ ok: false, reason: "not_waiting" });
  const { id: refundId } = await shop.db.refund.findFirstOrThrow();
  await declineRequest(shop, { refundId, note: "请提供照片", owner: "owner" });
  const answered = shop.now().getTime();
  expect((await getOwnerOrder(shop, order.no))?.receiveBy, "the owner sees the same day").toEqual(new Date(answered + 3 * DAY_MS));
  expect(await extendReceipt(shop, order.orderId)).toEqual({ ok: true });
  expect((await viewOf(shop, order))?.receiveBy).toEqual(new Date(answered + 6 * DAY_MS));
  expect((await getOwnerOrder(shop, order.no))?.receiveBy).toEqual(new Date(answered + 6 * DAY_MS));
  shop.advance(6 * DAY_MS - MINUTE_MS);
  expect(await receiveDue(shop)).toBe(0);
  shop.advance(MINUTE_MS);
  expect(await receiveDue(shop)).toBe(1);
});

test("a buyer who asks for more time in the last moment has it from now on", async () => {
  const shop = await testShop();
  const order = await aShippedOrder(shop);
  shop.advance(11 * DAY_MS);
  await extendReceipt(shop, order.orderId);
  expect((await viewOf(shop, order))?.receiveBy).toEqual(new Date(shop.now().getTime() + 3 * DAY_MS));
});

describe("an owner", () => {
  test("says after how many days; what is on its way already keeps its day", async () => {
    const shop = await testShop();
    const before = await aShippedOrder(shop);
    await saveReceiveDays(shop, 15);
    expect(await readReceiveDays(shop.db)).toBe(15);
    const after = await aShippedOrder(shop);
    expect((await viewOf(shop, before))?.receiveBy).toEqual(new Date(shop.now().getTime() + 10 * DAY_MS));
    expect((await viewOf(shop, after))?.receiveBy).toEqual(new Date(shop.now().getTime() + 15 * DAY_MS));
  });

  test("may leave it to the buyers alone", async () => {
    const shop = await testShop();
    await saveReceiveDays(shop, 0);
    const order = await aShippedOrder(shop);
    shop.advance(60 * DAY_MS);
    expect(await receiveDue(shop)).toBe(0);
    expect(await rowOf(shop, order)).toMatchObject({ status: "SHIPPED", receiveBy: null });
    expect(await extendReceipt(shop, order.orderId)).toMatchObject({ ok: false, reason: "not_waiting" });
  });
});
