import { describe, expect, test } from "vitest";
import { getOrderForBuyer } from "@/lib/shop/orders/get-order";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { aWish } from "@/test/owner-wish";
import { aPaidOrder } from "@/test/paid-order";
import { type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { acceptRequest } from "./accept-request";
import { declineRequest } from "./decline-request";
import { refundOrder } from "./refund-order";
import { requestRefund } from "./request-refund";
import { withdrawRequest } from "./withdraw-request";

type Asked = TestOrder & { refundId: bigint; refundNo: string };

async function anAskingBuyer(shop: TestShop): Promise<Asked> {
  const order = await aPaidOrder(shop);
  await requestRefund(shop, order.orderId, { reason: "拍错了" });
  const { id, outRequestNo } = await shop.db.refund.findFirstOrThrow({ where: { orderId: order.orderId } });
  return { ...order, refundId: id, refundNo: outRequestNo };
}

const withdraw = (shop: TestShop, { orderId, refundNo }: Asked) => withdrawRequest(shop, orderId, { refundNo });
const told = (shop: TestShop, kind: string) => shop.db.orderEvent.findMany({ where: { kind } });

describe("a buyer takes a request for a refund back", () => {
  test("nothing is paid, the timeline tells of it, and the order goes on as if nobody had asked", async () => {
    const shop = await testShop();
    const asked = await anAskingBuyer(shop);
    shop.advance(1_000);
    expect(await withdraw(shop, asked)).toEqual({ ok: true });

    expect(await shop.db.refund.findFirstOrThrow()).toMatchObject({ status: "WITHDRAWN", endedAt: shop.now() });
    expect(await told(shop, "request_withdrawn")).toMatchObject([{ actor: "buyer", detail: { refundNo: asked.refundNo } }]);
    const seen = await getOrderForBuyer(shop, asked.no, asked.buyerId);
    expect(seen?.view).toMatchObject({ refundMark: null, refundableFen: asked.totalFen, refunds: [{ status: "WITHDRAWN" }] });
    expect(await shipOrder(shop, asked.orderId, { courier: "顺丰速运", trackingNo: "SF0000001" })).toEqual({ ok: true });
    expect(shop.gateway.refunded).toEqual([]);
  });

  test("who asks and withdraws in a loop is refused from the sixth time on, until a day has passed", async () => {
    const shop = await testShop();
    const { orderId } = await aPaidOrder(shop);
    const askAndWithdraw = async () => {
      const asked = await requestRefund(shop, orderId, { reason: "拍错了" });
      const open = await shop.db.refund.findFirst({ where: { orderId, status: "REQUESTED" } });
      if (open) await withdrawRequest(shop, orderId, { refundNo: open.outRequestNo });
      return asked;
    };
    for (let time = 0; time < 5; time++) expect(await askAndWithdraw()).toEqual({ ok: true });
    expect(await askAndWithdraw()).toEqual({ ok: false, reason: "too_often" });
    expect(await shop.db.refund.count()).toBe(5);
    expect(await told(shop, "refund_requested")).toHaveLength(5);
    shop.advance(24 * 3600_000 + 1);
    expect(await askAndWithdraw()).toEqual({ ok: true });
  });

  test("they may ask again, and the owner may refund of their own accord", async () => {
    const shop = await testShop();
    const asked = await anAskingBuyer(shop);
    await withdraw(shop, asked);
    expect(await requestRefund(shop, asked.orderId, { reason: "还是想退" })).toEqual({ ok: true });

    const again = await anAskingBuyer(shop);
    await withdraw(shop, again);
    const { orderId } = again;
    expect(await refundOrder(shop, { orderId, amountFen: 500, reason: "少发一件", wish: aWish() })).toMatchObject({ ok: true });
  });

  test("two taps take it back once, and both are told that it is done", async () => {
    const shop = await testShop();
    const asked = await anAskingBuyer(shop);
    expect(await Promise.all([withdraw(shop, asked), withdraw(shop, asked)])).toEqual([{ ok: true }, { ok: true }]);
    expect(await told(shop, "request_withdrawn")).toHaveLength(1);
  });

  test("one that the owner has accepted meanwhile stays accepted", async () => {
    const shop = await testShop();
    const asked = await anAskingBuyer(shop);
    await acceptRequest(shop, { refundId: asked.refundId, amountFen: 800, wish: aWish() });
    expect(await withdraw(shop, asked)).toMatchObject({ ok: false, reason: "accepted" });
    expect(await shop.db.refund.findFirstOrThrow()).toMatchObject({ status: "DONE" });
  });

  test("one that the owner has declined meanwhile keeps the owner's answer", async () => {
    const shop = await testShop();
    const asked = await anAskingBuyer(shop);
    await declineRequest(shop, { refundId: asked.refundId, note: "已经发出", owner: "owner" });
    expect(await withdraw(shop, asked)).toMatchObject({ ok: false, reason: "declined" });
    expect(await shop.db.refund.findFirstOrThrow()).toMatchObject({ status: "DECLINED", note: "已经发出" });
  });

  test("an owner who answers after that is refused, and Alipay hears nothing", async () => {
    const shop = await testShop();
    const asked = await anAskingBuyer(shop);
    await withdraw(shop, asked);
    expect(await acceptRequest(shop, { refundId: asked.refundId, amountFen: 800, wish: aWish() })).toMatchObject({
      ok: false,
      reason: "not_requested",
    });
    expect(await declineRequest(shop, { refundId: asked.refundId, note: "不行", owner: "owner" })).toMatchObject({
      ok: false,
      reason: "not_requested",
    });
    expect(shop.gateway.refunded).toEqual([]);
  });

  test.each([1, 2, 3, 4, 5])("a buyer and an owner at the same moment: one of them wins, the other is told (%i)", async () => {
    const shop = await testShop();
    const asked = await anAskingBuyer(shop);
    const [back, accepted] = await Promise.all([
      withdraw(shop, asked),
      acceptRequest(shop, { refundId: asked.refundId, amountFen: 800, wish: aWish() }),
    ]);
    expect(back.ok).not.toBe(accepted.ok);
    expect(shop.gateway.refunded).toHaveLength(accepted.ok ? 1 : 0);
  });

  test("a request of another order, and a refund that the owner began, are not theirs to take back", async () => {
    const shop = await testShop();
    const asked = await anAskingBuyer(shop);
    const other = await aPaidOrder(shop);
    expect(await withdraw(shop, { ...asked, orderId: other.orderId })).toMatchObject({ ok: false, reason: "not_found" });

    shop.gateway.answers.refund = { kind: "accepted" };
    await refundOrder(shop, { orderId: other.orderId, amountFen: 500, reason: "少发一件", wish: aWish() });
    const { outRequestNo: refundNo } = await shop.db.refund.findFirstOrThrow({ where: { orderId: other.orderId } });
    expect(await withdrawRequest(shop, other.orderId, { refundNo })).toMatchObject({ ok: false, reason: "not_found" });
    expect(await shop.db.refund.findMany({ orderBy: { id: "asc" } })).toMatchObject([{ status: "REQUESTED" }, { status: "PENDING" }]);
  });
});
