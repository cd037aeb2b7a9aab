import { describe, expect, test } from "vitest";
import type { Trade } from "@/lib/alipay/gateway";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, testShop } from "@/test/test-shop";
import { receiveNotification } from "./receive-notification";

const deliveryOf = (trade: Trade) => ({
  body: Buffer.from(JSON.stringify(trade)),
  contentType: "application/x-www-form-urlencoded",
  remoteIp: "203.0.113.1",
});
const SUCCESS = { handled: true, body: "success" };
const FAIL = { handled: false, body: "fail" };

describe("Alipay's notices", () => {
  test("eight deliveries of one notice are eight times success, one payment and eight inbox rows with their verdicts", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const delivery = deliveryOf(aTrade(order.outTradeNo, order.totalFen));
    for (let i = 0; i < 8; i++) expect(await receiveNotification(shop, delivery)).toEqual(SUCCESS);
    const inbox = await shop.db.notifyDelivery.findMany({ orderBy: { id: "asc" } });
    expect(inbox.map((row) => row.verdict)).toEqual(["paid", ...Array(7).fill("repeat")]);
    expect(inbox.every((row) => row.orderId === order.orderId && row.answer === "success")).toBe(true);
    expect(await shop.db.payment.count()).toBe(1);
  });

  test("a hundred deliveries at once are a hundred times success and one payment", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const delivery = deliveryOf(aTrade(order.outTradeNo, order.totalFen));
    const answers = await Promise.all(Array.from({ length: 100 }, () => receiveNotification(shop, delivery)));
    expect(answers.every((answer) => answer.body === "success")).toBe(true);
    expect(await shop.db.orderEvent.count({ where: { kind: "paid" } })).toBe(1);
  });

  test("a notice that comes again after its first answer was lost is a repeat, although the gateway denies its id by then", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const delivery = deliveryOf(aTrade(order.outTradeNo, order.totalFen));
    await receiveNotification(shop, delivery);
    shop.gateway.answers.confirm = "denied";
    expect(await receiveNotification(shop, delivery)).toEqual(SUCCESS);
  });

  test.each(["denied", "unknown"] as const)(
    "a notice that the gateway leaves %s, while it knows of no such trade, pays nothing and is kept to be asked about",
    async (confirm) => {
      const shop = await testShop();
      const order = await anOrder(shop);
      shop.gateway.answers.confirm = confirm;
      expect(await receiveNotification(shop, deliveryOf(aTrade(order.outTradeNo, order.totalFen)))).toEqual(FAIL);
      expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PENDING" });
      const dueAt = new Date(shop.now().getTime() + 15_000);
      expect(await shop.db.notifyDelivery.findFirstOrThrow()).toMatchObject({ verdict: "received", answer: "fail", dueAt });
    },
  );

  test("a forged notice is refused with the same word as any other, kept with its reason, and changes nothing", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const forged = { body: Buffer.from(`out_trade_no=${order.outTradeNo}\0`), contentType: null, remoteIp: "203.0.113.9" };
    expect(await receiveNotification(shop, forged)).toEqual(FAIL);
    expect(await shop.db.notifyDelivery.findFirstOrThrow()).toMatchObject({
      verdict: "rejected",
      reason: "bad_signature",
      outTradeNo: null,
    });
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PENDING" });
  });

  test("a flood of forged notices fills no database, and a true one passes through it", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const forged = { body: Buffer.from("x=1"), contentType: null, remoteIp: "203.0.113.9" };
    await Promise.all(Array.from({ length: 200 }, () => receiveNotification(shop, forged)));
    const delivery = { ...deliveryOf(aTrade(order.outTradeNo, order.totalFen)), remoteIp: "203.0.113.9" };
    expect(await receiveNotification(shop, delivery)).toEqual(SUCCESS);
    expect(await shop.db.notifyDelivery.count({ where: { verdict: "rejected" } })).toBe(60);
  });

  test("a notice that does not fit is answered success, since it is booked and shown, and is never retried for ever", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    expect(await receiveNotification(shop, deliveryOf(aTrade(order.outTradeNo, 1)))).toEqual(SUCCESS);
    expect(await shop.db.notifyDelivery.findFirstOrThrow()).toMatchObject({ verdict: "discrepancy", reason: "amount_mismatch" });
  });

  test("when the database fails half-way, nothing is half-written and success is not said", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await shop.db.$executeRaw`ALTER TABLE notify_deliveries ADD CONSTRAINT full_disk CHECK (verdict <> 'paid')`;
    await expect(receiveNotification(shop, deliveryOf(aTrade(order.outTradeNo, order.totalFen)))).rejects.toThrow();
    expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PENDING" });
    expect(await shop.db.payment.count()).toBe(0);
    await shop.db.$executeRaw`ALTER TABLE notify_deliveries DROP CONSTRAINT full_disk`;
    expect(await receiveNotification(shop, deliveryOf(aTrade(order.outTradeNo, order.totalFen)))).toEqual(SUCCESS);
  });
});

test("a notice that finds no room to be decrypted is answered fail and leaves no trace, and pays the order when it comes again", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  const delivery = deliveryOf(aTrade(order.outTradeNo, order.totalFen));
  const read = shop.gateway.parseNotification;
  shop.gateway.parseNotification = async () => ({ ok: false, reason: "busy" });
  expect(await receiveNotification(shop, delivery)).toEqual(FAIL);
  expect(await shop.db.notifyDelivery.count()).toBe(0);
  expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PENDING" });
  shop.gateway.parseNotification = read;
  expect(await receiveNotification(shop, delivery)).toEqual(SUCCESS);
  expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID" });
});
