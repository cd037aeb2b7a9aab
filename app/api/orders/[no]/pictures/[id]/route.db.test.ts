import sharp from "sharp";
import { expect, test, vi } from "vitest";
import { createBuyer } from "@/lib/shop/buyers/buyer-token";
import { confirmReceipt } from "@/lib/shop/orders/confirm-receipt";
import { findByLink, noteVisit } from "@/lib/shop/orders/open-by-link";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { addPicture } from "@/lib/shop/refunds/pictures/add-picture";
import { declineRequest } from "@/lib/shop/refunds/requested/decline-request";
import { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, testShop } from "@/test/test-shop";
import { GET } from "./route";

const here = vi.hoisted(() => ({ shop: null as unknown, token: "" }));
vi.mock("@/lib/shop/assembly/get-shop", () => ({ getShop: () => here.shop }));
vi.mock("@/app/current-buyer", () => ({
  buyerToken: async () => here.token,
  currentBuyer: async () => null,
  ensureBuyer: async () => null,
}));

test("who came by an order's link sees what its buyer shows of the goods until the order is over, and its buyer sees it after that", async () => {
  const shop = await testShop();
  here.shop = shop;
  const [buyer, visitor] = [await createBuyer(shop), await createBuyer(shop)];
  const { orderId, no, accessToken, outTradeNo, totalFen } = await anOrder(shop, { buyerId: buyer.id });
  const visit = await findByLink(shop, { no, token: accessToken });
  if (visit) await noteVisit(shop, { ...visit, buyerId: visitor.id });
  await settlePayment(shop, aTrade(outTradeNo, totalFen), "notify");
  await requestRefund(shop, orderId, { reason: "商品破损" });
  const { id: refundId } = await shop.db.refund.findFirstOrThrow();
  const bytes = await sharp({ create: { width: 20, height: 20, channels: 3, background: "#884422" } })
    .jpeg()
    .toBuffer();
  await addPicture(shop, { refundId, bytes });
  const { id } = await shop.db.refundPicture.findFirstOrThrow();
  const ask = async ({ token }: { token: string }) => {
    here.token = token;
    const params = Promise.resolve({ no, id });
    const sizes = ["", "?size=small"].map((size) =>
      GET(new Request(`http://shop.example/api/orders/${no}/pictures/${id}${size}`), { params }),
    );
    return (await Promise.all(sizes)).map(({ status }) => status);
  };
  expect(await ask(visitor)).toEqual([200, 200]);
  await declineRequest(shop, { refundId, note: "已签收", owner: "owner" });
  await shipOrder(shop, orderId, { courier: "顺丰速运", trackingNo: "SF0000001" });
  expect(await confirmReceipt(shop, orderId)).toEqual({ ok: true });
  expect(await ask(visitor)).toEqual([404, 404]);
  expect(await ask(buyer)).toEqual([200, 200]);
  expect(await ask(await createBuyer(shop))).toEqual([404, 404]);
});
