import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { sweep } from "@/lib/shop/assembly/sweep";
import { confirmReceipt } from "@/lib/shop/orders/confirm-receipt";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { eraseBuyerData } from "@/lib/shop/privacy/buyer-data";
import { findBuyerPictures } from "@/lib/shop/privacy/buyer-pictures";
import { aPaidOrder } from "@/test/paid-order";
import { ADDRESS, type TestShop, testShop } from "@/test/test-shop";
import { declineRequest } from "../requested/decline-request";
import { requestRefund } from "../requested/request-refund";
import { withdrawRequest } from "../requested/withdraw-request";
import { addPicture } from "./add-picture";
import { admitPicture, MOST_REFUND_PICTURES } from "./admit-picture";
import { listRefundPictures, readRefundPicture } from "./read-pictures";

/** A photograph with the place where it was taken. */
async function aPhotograph(): Promise<Uint8Array> {
  return sharp({ create: { width: 2400, height: 1200, channels: 3, background: "#884422" } })
    .withExif({ IFD0: { ImageDescription: "at home" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "30/1 15/1 0/1" } })
    .jpeg()
    .toBuffer();
}

async function anAskingBuyer(shop: TestShop) {
  const order = await aPaidOrder(shop);
  await requestRefund(shop, order.orderId, { reason: "商品破损" });
  const { id, outRequestNo } = await shop.db.refund.findFirstOrThrow({ where: { orderId: order.orderId } });
  return { ...order, refundId: id, refundNo: outRequestNo };
}

async function add(shop: TestShop, { orderId, refundNo }: { orderId: string; refundNo: string }) {
  const admitted = await admitPicture(shop, orderId, { refundNo });
  return admitted.ok ? addPicture(shop, { refundId: admitted.refundId, bytes: await aPhotograph() }) : admitted;
}

describe("a buyer shows what is wrong with the goods", () => {
  test("the picture is kept smaller, without the place where it was taken, and only with its own order", async () => {
    const shop = await testShop();
    const asked = await anAskingBuyer(shop);
    const other = await aPaidOrder(shop);
    expect(await add(shop, asked)).toEqual({ ok: true });
    const [picture] = await listRefundPictures(shop, asked.orderId);
    expect(picture).toMatchObject({ refundNo: asked.refundNo });
    const id = picture?.id ?? "";
    const large = await readRefundPicture(shop, asked.orderId, { id, isSmall: false });
    const meta = await sharp(large ?? undefined).metadata();
    expect(meta).toMatchObject({ format: "webp", width: 1440, height: 720 });
    expect(meta.exif).toBeUndefined();
    const small = await readRefundPicture(shop, asked.orderId, { id, isSmall: true });
    expect(await sharp(small ?? undefined).metadata()).toMatchObject({ width: 320 });
    expect(await readRefundPicture(shop, other.orderId, { id, isSmall: false })).toBeNull();
    expect(await readRefundPicture(shop, asked.orderId, { id: "../secret", isSmall: false })).toBeNull();
  });

  test("three of one request, also when they come at once, and none for a request that is no longer open", async () => {
    const shop = await testShop();
    const asked = await anAskingBuyer(shop);
    const results = await Promise.all(Array.from({ length: MOST_REFUND_PICTURES + 2 }, () => add(shop, asked)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(MOST_REFUND_PICTURES);
    expect(await shop.db.refundPicture.count()).toBe(MOST_REFUND_PICTURES);
    expect(await add(shop, asked)).toEqual({ ok: false, reason: "full", most: MOST_REFUND_PICTURES });
    await withdrawRequest(shop, asked.orderId, { refundNo: asked.refundNo });
    expect(await add(shop, asked)).toEqual({ ok: false, reason: "not_open" });
    expect(await add(shop, { ...asked, orderId: (await aPaidOrder(shop)).orderId })).toEqual({ ok: false, reason: "not_open" });
  });

  test("a request that was answered while the picture was on its way takes none", async () => {
    const shop = await testShop();
    const asked = await anAskingBuyer(shop);
    const admitted = await admitPicture(shop, asked.orderId, { refundNo: asked.refundNo });
    await declineRequest(shop, { refundId: asked.refundId, note: "已签收", owner: "owner" });
    expect(admitted).toMatchObject({ ok: true });
    expect(await addPicture(shop, { refundId: asked.refundId, bytes: await aPhotograph() })).toEqual({ ok: false, reason: "not_open" });
  });

  test.each(["<svg onload=alert(1)>", "", "GIF89a half a picture"])("%j is no picture", async (text) => {
    const shop = await testShop();
    const { refundId } = await anAskingBuyer(shop);
    expect(await addPicture(shop, { refundId, bytes: new TextEncoder().encode(text) })).toEqual({ ok: false, reason: "not_a_picture" });
  });
});

describe("nobody fills the disk", () => {
  test("of an order there are only so many tries an hour, whatever they send", async () => {
    const shop = await testShop();
    const asked = await anAskingBuyer(shop);
    const tries = [];
    for (let nth = 0; nth < 21; nth++) tries.push(await admitPicture(shop, asked.orderId, { refundNo: asked.refundNo }));
    expect(tries.slice(0, 20).every(({ ok }) => ok)).toBe(true);
    expect(tries.at(-1)).toEqual({ ok: false, reason: "too_often" });
  });

  test("what all pictures of the shop may take up is bounded", async () => {
    const shop = await testShop({ refundPictures: { bytes: 100, keepMs: 1000 } });
    const asked = await anAskingBuyer(shop);
    expect(await add(shop, asked)).toEqual({ ok: true });
    expect(await add(shop, asked)).toEqual({ ok: false, reason: "no_room" });
  });

  test("pictures go when their time after the refund's end is over, not while it is open", async () => {
    const shop = await testShop({ refundPictures: { bytes: 1e9, keepMs: 24 * 3600_000 } });
    const asked = await anAskingBuyer(shop);
    await add(shop, asked);
    shop.advance(48 * 3600_000);
    await sweep(shop);
    expect(await shop.db.refundPicture.count()).toBe(1);
    await declineRequest(shop, { refundId: asked.refundId, note: "已签收", owner: "owner" });
    await sweep(shop);
    expect(await shop.db.refundPicture.count()).toBe(1);
    shop.advance(25 * 3600_000);
    await sweep(shop);
    expect(await shop.db.refundPicture.count()).toBe(0);
  });

  test("they are handed out and erased with the rest of a buyer's data", async () => {
    const shop = await testShop();
    const asked = await anAskingBuyer(shop);
    await add(shop, asked);
    expect(await findBuyerPictures(shop, ADDRESS.phone)).toMatchObject([{ orderNo: asked.no, refundNo: asked.refundNo }]);
    await declineRequest(shop, { refundId: asked.refundId, note: "已签收", owner: "owner" });
    await shipOrder(shop, asked.orderId, { courier: "顺丰速运", trackingNo: "SF0000001" });
    await confirmReceipt(shop, asked.orderId);
    await eraseBuyerData(shop, ADDRESS.phone);
    expect(await shop.db.refundPicture.count()).toBe(0);
  });
});
