import { expect, test } from "vitest";
import { aWish } from "@/test/owner-wish";
import { aPaidOrder } from "@/test/paid-order";
import { rows } from "@/test/refund-shop";
import { testShop } from "@/test/test-shop";
import { acceptRequest } from "./accept-request";
import { refundOrder } from "./refund-order";
import { requestRefund } from "./request-refund";

test("a buyer asks for a part, and the owner reads the sum and gives it back", async () => {
  const shop = await testShop();
  const { orderId } = await aPaidOrder(shop);
  expect(await requestRefund(shop, orderId, { reason: "商品破损：盖子裂了", amountFen: 500 })).toEqual({ ok: true });
  const [asked] = await rows(shop);
  expect(asked).toMatchObject({ status: "REQUESTED", amountFen: 500, reason: "商品破损：盖子裂了" });
  expect(await acceptRequest(shop, { refundId: asked?.id ?? 0n, amountFen: 500, wish: aWish() })).toMatchObject({ ok: true });
  expect(shop.gateway.refunded).toMatchObject([{ amountFen: 500 }]);
  // What is left may be asked for afterwards, and no more than that.
  expect(await requestRefund(shop, orderId, { reason: "还有一件", amountFen: 1481 })).toEqual({
    ok: false,
    reason: "too_much",
    leftFen: 1480,
  });
  expect(await requestRefund(shop, orderId, { reason: "还有一件", amountFen: 1480 })).toEqual({ ok: true });
});

test.each([0, -1, 0.5, 1981, Number.NaN, Number.MAX_VALUE])("nobody asks for %d fen of ¥19.80", async (amountFen) => {
  const shop = await testShop();
  const { orderId } = await aPaidOrder(shop);
  expect(await requestRefund(shop, orderId, { reason: "拍错了", amountFen })).toEqual({ ok: false, reason: "too_much", leftFen: 1980 });
  expect(await rows(shop)).toEqual([]);
});

test("a form from before the owner gave a part back asks for no more than is left", async () => {
  const shop = await testShop();
  const { orderId } = await aPaidOrder(shop);
  await refundOrder(shop, { orderId, amountFen: 1000, reason: "少发一件", wish: aWish() });
  expect(await requestRefund(shop, orderId, { reason: "拍错了", amountFen: 1980 })).toEqual({
    ok: false,
    reason: "too_much",
    leftFen: 980,
  });
});
