import type pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { openDb } from "@/lib/server/db";
import type { Shop } from "@/lib/shop/shop";
import { demoShops } from "@/test/demo-shops";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, testShop } from "@/test/test-shop";
import { receiveNotification } from "../payments/receive-notification";

/** A demonstration with few connections, as its variables make it. */
function aShopOfFewConnections(): Promise<{ shop: Shop; noticeShop: Shop }> {
  return demoShops({ ALIPAY_EMULATOR_URL: "http://127.0.0.1:4000", DATABASE_POOL_SIZE: "3", DATABASE_NOTICE_POOL_SIZE: "2" });
}

/** Takes every connection of a pool for as long as the test lasts. */
async function exhaust(pool: pg.Pool): Promise<void> {
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  onTestFinished(() => {
    for (const client of clients) client.release();
  });
  expect(pool).toMatchObject({ totalCount: pool.options.max, idleCount: 0 });
}

describe("while one pool has no connection left", () => {
  test("shoppers hold them all: the database answers Alipay's notices", async () => {
    const { shop, noticeShop } = await aShopOfFewConnections();
    await exhaust(shop.pool);
    expect(shop.pool.options.max).toBe(3);
    expect(await noticeShop.db.order.count()).toBe(0);
    expect((await noticeShop.pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  });

  test("a flood of notices holds them all: the database answers shoppers", async () => {
    const { shop, noticeShop } = await aShopOfFewConnections();
    await exhaust(noticeShop.pool);
    expect(noticeShop.pool.options.max).toBe(2);
    expect(await shop.db.order.count()).toBe(0);
  });

  test("a notice makes its order paid from beginning to end without any of the shoppers' connections", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const connections = openDb(shop.pool.options.connectionString ?? "", { poolSize: 2 });
    onTestFinished(async () => {
      await connections.db.$disconnect();
      await connections.pool.end();
    });
    await exhaust(shop.pool);
    const noticeShop = { ...shop, ...connections };
    const notice = (change = {}) => ({
      body: Buffer.from(JSON.stringify(aTrade(order.outTradeNo, order.totalFen, { tradeNo: "2026112200000001", ...change }))),
      contentType: "application/x-www-form-urlencoded",
      remoteIp: "203.0.113.1",
    });
    for (const change of [{}, {}, { status: "TRADE_CLOSED", rawStatus: "TRADE_CLOSED" }])
      expect(await receiveNotification(noticeShop, notice(change))).toMatchObject({ body: "success" });
    const forged = { ...notice(), body: Buffer.from("forged") };
    expect(await receiveNotification(noticeShop, forged)).toMatchObject({ body: "fail" });
    expect(await noticeShop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID" });
  });
});
