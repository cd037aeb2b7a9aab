import { expect, test } from "vitest";
import { rememberAddress } from "@/lib/shop/addresses/remembered-address";
import { addAddress } from "@/lib/shop/addresses/save-address";
import { aPaidOrderHere } from "@/test/paid-here";
import { ADDRESS, aBuyer, anOrder, type TestShop, testShop } from "@/test/test-shop";
import { receiveNotification } from "../payments/receive-notification";
import { sweep } from "./sweep";

const DAY_MS = 24 * 3600_000;

async function refuse(shop: TestShop, bytes = 10): Promise<void> {
  await receiveNotification(shop, { body: Buffer.alloc(bytes, "x"), contentType: null, remoteIp: "203.0.113.9" });
}

test("three days later what strangers sent is gone, however much it was, and what Alipay sent is not", async () => {
  const shop = await testShop();
  await aPaidOrderHere(shop);
  await refuse(shop);
  await shop.db.$executeRaw`
    INSERT INTO notify_deliveries (received_at, protocol, body, body_hash, verdict)
    SELECT ${shop.now()}, 'wap-token', 'x', '', 'rejected' FROM generate_series(1, 2500)`;
  await sweep(shop);
  expect(await shop.db.notifyDelivery.count({ where: { verdict: "rejected" } })).toBe(2501);
  shop.advance(3 * DAY_MS + 1);
  await sweep(shop);
  expect(await shop.db.notifyDelivery.findMany()).toMatchObject([{ verdict: "paid" }]);
});

test("a refused notice is kept to 4 KiB, and a flood of them to so many an hour from wherever it comes", async () => {
  const shop = await testShop({ refusedNoticesPerHour: 5 });
  await refuse(shop, 60_000);
  expect((await shop.db.notifyDelivery.findFirstOrThrow()).body).toHaveLength(4096);
  for (let address = 0; address < 20; address++)
    await receiveNotification(shop, { body: Buffer.from("x"), contentType: null, remoteIp: `198.51.100.${address}` });
  expect(await shop.db.notifyDelivery.count()).toBe(5);
});

test("once no more refused notices are kept, strangers from ever new addresses leave no row of theirs either", async () => {
  const shop = await testShop({ refusedNoticesPerHour: 5 });
  const refuseFrom = async (network: string, count: number) => {
    for (let address = 0; address < count; address++)
      await receiveNotification(shop, { body: Buffer.from("x"), contentType: null, remoteIp: `${network}.${address}` });
  };
  await refuseFrom("198.51.100", 6);
  const before = await shop.db.rateLimit.count();
  await refuseFrom("203.0.113", 20);
  expect(await shop.db.rateLimit.count()).toBe(before);
});

test("a stranger's refused notice beyond the budget is answered late, so that sending without a pause has one", async () => {
  const slowed: string[] = [];
  const shop = { ...(await testShop()), slowDown: async () => void slowed.push("late") };
  for (let notice = 0; notice < 60; notice++) await refuse(shop);
  expect(slowed).toEqual([]);
  await refuse(shop);
  await refuse(shop);
  expect(slowed).toEqual(["late", "late"]);
  expect(await shop.db.notifyDelivery.count()).toBe(60);
});

test("who has used up the budget of refused notices waits before the next is read, since reading one may cost a decryption", async () => {
  const order: string[] = [];
  const shop = { ...(await testShop()), slowDown: async () => void order.push("late") };
  for (let notice = 0; notice < 60; notice++) await refuse(shop);
  const readOnce = (): string => {
    order.push("read");
    return "text/plain";
  };
  await receiveNotification(shop, {
    body: Buffer.from("x"),
    remoteIp: "203.0.113.9",
    get contentType() {
      return readOnce();
    },
  });
  expect(order).toEqual(["late", "read"]);
});

test("half a year later the raw text of a notice is gone; what it said and its fingerprint stay", async () => {
  const shop = await testShop();
  await aPaidOrderHere(shop);
  shop.advance(180 * DAY_MS + 1);
  await sweep(shop);
  expect(await shop.db.notifyDelivery.findFirstOrThrow()).toMatchObject({
    body: "",
    verdict: "paid",
    bodyHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test("an address that nobody has used for as long as a cookie lasts is forgotten, and with it what the checkout would begin with", async () => {
  const shop = await testShop();
  const { buyerId } = await anOrder(shop);
  const used = await anOrder(shop);
  for (const id of [buyerId, used.buyerId]) {
    await addAddress(shop, id, { address: ADDRESS, isDefault: true });
    await rememberAddress(shop.db, id, ADDRESS);
  }
  shop.advance(400 * DAY_MS - 1000);
  await addAddress(shop, used.buyerId, { address: ADDRESS, isDefault: false });
  await sweep(shop);
  expect(await shop.db.buyerAddress.count({ where: { buyerId } })).toBe(1);
  shop.advance(2000);
  await sweep(shop);
  expect(await shop.db.buyerAddress.findMany({ select: { buyerId: true } })).toEqual([{ buyerId: used.buyerId }]);
  expect(await shop.db.buyer.findUniqueOrThrow({ where: { id: buyerId } })).toMatchObject({ address: null });
  expect(await shop.db.buyer.findUniqueOrThrow({ where: { id: used.buyerId } })).toMatchObject({ address: ADDRESS });
});

test("browsers that never ordered are forgotten, and who has ordered is not", async () => {
  const shop = await testShop();
  const { buyerId } = await anOrder(shop);
  for (let post = 0; post < 100; post++) await aBuyer(shop);
  shop.advance(2 * DAY_MS + 1);
  await sweep(shop);
  expect(await shop.db.buyer.findMany({ select: { id: true } })).toEqual([{ id: buyerId }]);
});
