import { describe, expect, test } from "vitest";
import { aWish } from "@/test/owner-wish";
import { aPaidOrder, ask, rows } from "@/test/refund-shop";
import { testShop } from "@/test/test-shop";
import { acceptRequest } from "./accept-request";
import { declineRequest } from "./decline-request";
import { requestRefund } from "./request-refund";

describe("a buyer asks for money back", () => {
  test("the owner accepts another sum, and the buyer's order tells of it", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    expect(await requestRefund(shop, order.orderId, { reason: "拍错了" })).toEqual({ ok: true });
    expect(await requestRefund(shop, order.orderId, { reason: "拍错了" })).toMatchObject({ ok: false, reason: "asked_already" });
    expect(await ask(shop, order, 100)).toMatchObject({ ok: false, reason: "answer_request" });
    const [asked] = await rows(shop);
    expect(asked).toMatchObject({ status: "REQUESTED", amountFen: 1980, requestedBy: "buyer" });
    const refundId = asked?.id ?? 0n;
    expect(await acceptRequest(shop, { refundId, amountFen: 5000, wish: aWish() })).toMatchObject({ ok: false, reason: "too_much" });
    expect(await acceptRequest(shop, { refundId, amountFen: 800, wish: aWish() })).toMatchObject({ ok: true, outcome: { status: "DONE" } });
    expect(await acceptRequest(shop, { refundId, amountFen: 800, wish: aWish() })).toMatchObject({ ok: false, reason: "not_requested" });
    expect(shop.gateway.refunded).toMatchObject([{ amountFen: 800, reason: "拍错了" }]);
  });

  test("the owner declines with a note, nothing is paid, and the buyer may ask again", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    await requestRefund(shop, order.orderId, { reason: "不想要了" });
    const [asked] = await rows(shop);
    expect(await declineRequest(shop, { refundId: asked?.id ?? 0n, note: "已经发出", owner: "owner" })).toEqual({ ok: true });
    expect(shop.gateway.refunded).toEqual([]);
    expect(await requestRefund(shop, order.orderId, { reason: "真的不想要了" })).toEqual({ ok: true });
  });

  test("two taps at once make one request", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    const results = await Promise.all([1, 2, 3].map(() => requestRefund(shop, order.orderId, { reason: "拍错了" })));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });
});
