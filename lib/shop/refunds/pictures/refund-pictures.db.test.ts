import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { sweep } from "@/lib/shop/assembly/sweep";
import { confirmReceipt } from "@/lib/shop/orders/confirm-receipt";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { eraseBuyerData } from "@/lib/shop/privacy/buyer-data";
import { findBuyerPictures } from "@/lib/shop/privacy/buyer-pictures";
import { collect } from "@/test/collect";
import { aPaidOrder } from "@/test/paid-order";
import { ADDRESS, type TestShop, testShop } from "@/test/test-shop";
import { declineRequest } from "../requested/decline-request";
import { requestRefund } from "../requested/request-refund";
import { withdrawRequest } from "../requested/withdraw-request";
import { addPicture } from "./add-picture";
import { admitPicture, MOST_OF_ORDER, MOST_REFUND_PICTURES } from "./admit-picture";
import { readPictureRoom } from "./picture-room";
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

const ONE_BYTE = { small: new Uint8Array(), large: new Uint8Array(1), bytes: 1 };

async function askAgain(shop: TestShop, orderId: string) {
  expect(await requestRefund(shop, orderId, { reason: "商品破损" })).toEqual({ ok: true });
  return shop.db.refund.findFirstOrThrow({ where: { orderId, status: "REQUESTED" } });
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
    expect(meta).toMatchObject({ format: "webp", width: 1080, height: 540 });
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

  test("who takes a request back takes its pictures along, and asking again gives no more room than six pictures", async () => {
    const shop = await testShop();
    const asked = await anAskingBuyer(shop);
    await add(shop, asked);
    await withdrawRequest(shop, asked.orderId, { refundNo: asked.refundNo });
    expect(await shop.db.refundPicture.count()).toBe(0);
    for (let nth = 0; nth < 3; nth++) {
      shop.advance(24 * 3600_000);
      const next = await askAgain(shop, asked.orderId);
      for (let picture = 0; picture < MOST_REFUND_PICTURES; picture++)
        await add(shop, { orderId: asked.orderId, refundNo: next.outRequestNo });
      if (nth < 2) await declineRequest(shop, { refundId: next.id, note: "已签收", owner: "owner" });
      else expect(await add(shop, { ...asked, refundNo: next.outRequestNo })).toEqual({ ok: false, reason: "full", most: MOST_OF_ORDER });
    }
    expect(await shop.db.refundPicture.count()).toBe(MOST_OF_ORDER);
  });

  test("two pictures at once are not more than an order has room for", async () => {
    const shop = await testShop();
    const asked = await anAskingBuyer(shop);
    for (let picture = 0; picture < MOST_REFUND_PICTURES; picture++) await add(shop, asked);
    await declineRequest(shop, { refundId: asked.refundId, note: "已签收", owner: "owner" });
    const next = await askAgain(shop, asked.orderId);
    await shop.db.refundPicture.create({ data: { id: randomUUID(), refundId: asked.refundId, ...ONE_BYTE, createdAt: shop.now() } });
    const now = { orderId: asked.orderId, refundNo: next.outRequestNo };
    const results = await Promise.all([add(shop, now), add(shop, now), add(shop, now)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(2);
  });

  test("a picture that packs badly is kept small all the same", async () => {
    const shop = await testShop();
    const { refundId } = await anAskingBuyer(shop);
    const noise = { width: 1600, height: 1600, channels: 3, noise: { type: "gaussian", mean: 128, sigma: 120 } } as const;
    const bytes = await sharp({ create: { ...noise, background: "#000000" } })
      .jpeg({ quality: 90 })
      .toBuffer();
    expect(await addPicture(shop, { refundId, bytes })).toEqual({ ok: true });
    const [picture] = await shop.db.refundPicture.findMany();
    expect(picture?.large.byteLength).toBeLessThanOrEqual(400_000);
    expect(picture?.bytes).toBeLessThan(500_000);
  });

  test("the owner is told before the room is used up", async () => {
    const shop = await testShop({ refundPictures: { bytes: 100, keepMs: 1000 } });
    const { refundId } = await anAskingBuyer(shop);
    const row = { refundId, small: new Uint8Array(), large: new Uint8Array(), createdAt: shop.now() };
    await shop.db.refundPicture.create({ data: { ...row, id: randomUUID(), bytes: 79 } });
    expect(await readPictureRoom(shop)).toEqual({ usedBytes: 79, mostBytes: 100, isScarce: false });
    await shop.db.refundPicture.create({ data: { ...row, id: randomUUID(), bytes: 1 } });
    expect(await readPictureRoom(shop)).toEqual({ usedBytes: 80, mostBytes: 100, isScarce: true });
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
    expect(await collect(findBuyerPictures(shop, ADDRESS.phone))).toMatchObject([{ orderNo: asked.no, refundNo: asked.refundNo }]);
    await declineRequest(shop, { refundId: asked.refundId, note: "已签收", owner: "owner" });
    await shipOrder(shop, asked.orderId, { courier: "顺丰速运", trackingNo: "SF0000001" });
    await confirmReceipt(shop, asked.orderId);
    await eraseBuyerData(shop, ADDRESS.phone);
    expect(await shop.db.refundPicture.count()).toBe(0);
  });
});
