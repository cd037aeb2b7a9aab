import { expect, test } from "vitest";
import { declineRequest } from "@/lib/shop/refunds/requested/decline-request";
import { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import { withdrawRequest } from "@/lib/shop/refunds/requested/withdraw-request";
import { aPaidOrder } from "@/test/paid-order";
import { anOrder, testShop } from "@/test/test-shop";
import { confirmReceipt } from "./confirm-receipt";
import { countOwnOrders } from "./count-own-orders";
import { listOrders } from "./list-orders";
import { shipOrder } from "./ship-order";

test("a shopper's tabs say how many orders wait in each, and 售后 has all that money was asked back for", async () => {
  const shop = await testShop();
  const first = await anOrder(shop);
  const { buyerId } = first;
  const mine = async () => {
    const order = await aPaidOrder(shop);
    await shop.db.order.update({ where: { id: order.orderId }, data: { buyerId } });
    return order;
  };
  const [paid, shipped, done, withdrawn] = [await mine(), await mine(), await mine(), await mine()];
  for (const { orderId } of [shipped, done]) await shipOrder(shop, orderId, { courier: "顺丰速运", trackingNo: "SF0000001" });
  await confirmReceipt(shop, done.orderId);
  const listed = async (tab: "after_sale" | "to_receive") => (await listOrders(shop, buyerId, { tab })).orders.map(({ no }) => no).sort();
  expect(await countOwnOrders(shop, buyerId)).toEqual({ to_pay: 1, to_ship: 2, to_receive: 1 });
  expect(await listed("after_sale")).toEqual([]);

  for (const { orderId } of [paid, done, withdrawn]) await requestRefund(shop, orderId, { reason: "拍错了" });
  const asked = await shop.db.refund.findMany({ select: { id: true, orderId: true, outRequestNo: true } });
  const of = (orderId: string) => asked.find((refund) => refund.orderId === orderId);
  expect(await countOwnOrders(shop, buyerId)).toMatchObject({ after_sale: 3 });
  await declineRequest(shop, { refundId: of(done.orderId)?.id ?? 0n, note: "已经签收", owner: "owner" });
  await withdrawRequest(shop, withdrawn.orderId, { refundNo: of(withdrawn.orderId)?.outRequestNo ?? "" });
  expect(await countOwnOrders(shop, buyerId)).toMatchObject({ after_sale: 1 });
  expect(await listed("after_sale")).toEqual([paid.no, done.no].sort());
  expect(await countOwnOrders(shop, withdrawn.buyerId)).toEqual({});
});
