import { describe, expect, onTestFinished, test } from "vitest";
import type { Trade } from "@/lib/alipay/gateway";
import { openDb } from "@/lib/server/db";
import { placeOrder } from "@/lib/shop/orders/place-order";
import { countingProxy } from "@/test/counting-proxy";
import { aTrade, fakeGateway } from "@/test/fake-gateway";
import { ADDRESS, aBuyer, anOrder, openLodging, openTestShop, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { receiveNotification } from "./receive-notification";
import { settlePayment } from "./settle-payment";

const deliveryOf = (trade: Trade) => ({
  body: Buffer.from(JSON.stringify(trade)),
  contentType: "application/x-www-form-urlencoded",
  remoteIp: "203.0.113.1",
});
const SUCCESS = { handled: true, body: "success" };
const tell = (shop: TestShop, trade: Trade) => receiveNotification(shop, deliveryOf(trade));
const tellAll = (shop: TestShop, trades: Trade[]) => Promise.all(trades.map((trade) => tell(shop, trade)));
const successes = (count: number) => Array(count).fill(SUCCESS);

/** Orders of two goods each, taken in this order and in the other one in turn, and their trades. */
async function ordersOf(shop: TestShop, count: number): Promise<{ trades: Trade[]; goods: number[] }> {
  const goods = [(await stockGoods(shop, { stock: 500 })).variantId, (await stockGoods(shop, { stock: 500 })).variantId];
  const trades: Trade[] = [];
  for (let i = 0; i < count; i++) {
    const placed = await placeOrder(shop, await aBuyer(shop), {
      idempotencyKey: Math.random().toString(36),
      items: (i % 2 ? goods : goods.toReversed()).map((variantId) => ({ variantId, quantity: 1, expectedPriceFen: 1980 })),
      address: ADDRESS,
      note: "",
    });
    if (!placed.ok) throw new Error(placed.reason);
    const { outTradeNo, amountFen } = await shop.db.paymentAttempt.findFirstOrThrow({ where: { orderId: placed.orderId } });
    trades.push(aTrade(outTradeNo, amountFen));
  }
  return { trades, goods };
}

async function verdictsOf(shop: TestShop): Promise<Record<string, number>> {
  const rows = await shop.db.notifyDelivery.groupBy({ by: ["verdict"], _count: true });
  return Object.fromEntries(rows.map(({ verdict, _count }) => [verdict, _count]));
}

async function expectAllPaid(shop: TestShop, count: number): Promise<void> {
  expect(await shop.db.order.count({ where: { status: "PAID" } })).toBe(count);
  expect(await shop.db.payment.count({ where: { disposition: "settled" } })).toBe(count);
  expect(await shop.db.orderEvent.count({ where: { kind: "paid" } })).toBe(count);
}

/** Another process of the same shop. */
function secondInstance(shop: TestShop, connectionString: string): TestShop {
  const { db, pool } = openDb(connectionString);
  onTestFinished(async () => {
    await db.$disconnect();
    await pool.end();
  });
  return { ...shop, db, pool };
}

async function shopWithItsDatabase(): Promise<{ shop: TestShop; connectionString: string }> {
  let connectionString = "";
  const remember = (own: string) => {
    connectionString = own;
    return own;
  };
  const shop = await openTestShop(fakeGateway, {}, { lodging: await openLodging(onTestFinished, { through: remember }) });
  return { shop, connectionString };
}

describe("the plain case of a notice", () => {
  test("takes one round trip, the first time and when it comes again", async () => {
    const { shop, connectionString } = await shopWithItsDatabase();
    const proxy = await countingProxy(connectionString);
    const far = secondInstance(shop, proxy.connectionString);
    const [warm, order] = [await anOrder(far), await anOrder(far)];
    await tell(far, aTrade(warm.outTradeNo, warm.totalFen));
    const trade = aTrade(order.outTradeNo, order.totalFen);
    const before = proxy.trips();
    expect(await tell(far, trade)).toEqual(SUCCESS);
    expect(proxy.trips() - before).toBe(1);
    expect(await tell(far, trade)).toEqual(SUCCESS);
    expect(proxy.trips() - before).toBe(2);
    expect(await verdictsOf(far)).toEqual({ paid: 2, repeat: 1 });
  });

  test("keeps the message, masks who paid, and tells the page that waits", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const trade = aTrade(order.outTradeNo, order.totalFen);
    const woken = shop.signals.wait(order.orderId, 600_000);
    await tell(shop, trade);
    await woken;
    const body = JSON.stringify(trade);
    expect(await shop.db.notifyDelivery.findFirstOrThrow()).toMatchObject({
      ...{ body, verdict: "paid", answer: "success", orderId: order.orderId, remoteIp: "203.0.113.1", protocol: "wap-token" },
      ...{ outTradeNo: trade.outTradeNo, tradeNo: trade.tradeNo, tradeStatus: "TRADE_SUCCESS", receivedAt: shop.now(), dueAt: null },
      notifyId: `notify-${trade.tradeNo}-TRADE_SUCCESS`,
    });
    expect(await shop.db.payment.findFirstOrThrow()).toMatchObject({
      buyerLogon: "bu***@example.com",
      paidAt: trade.paidAt,
      source: "notify",
    });
    expect(await shop.db.orderEvent.findFirstOrThrow({ where: { kind: "paid" } })).toMatchObject({
      actor: "alipay",
      detail: { tradeNo: trade.tradeNo, source: "notify" },
    });
  });
});

describe("notices that come together", () => {
  test("share a commit, and each order, its goods and its books are as if it had come alone", async () => {
    const { shop } = await shopWithItsDatabase();
    const { trades, goods } = await ordersOf(shop, 16);
    // The first one of a process is also written down as its contract's good word.
    await tell(shop, { ...(trades[0] as Trade), status: "WAIT_BUYER_PAY" });
    expect(await tellAll(shop, trades)).toEqual(successes(16));
    await expectAllPaid(shop, 16);
    // Two places begin at once, the other fourteen go together: three, unless the machine is so busy that one is late.
    const { rows } = await shop.pool.query<{ commits: number }>("SELECT count(DISTINCT xmin::text)::int AS commits FROM payments");
    expect(rows[0]?.commits).toBeLessThanOrEqual(6);
    expect(await shop.db.variant.findMany({ where: { id: { in: goods } }, select: { reserved: true, sold: true } })).toEqual(
      Array(2).fill({ reserved: 0, sold: 16 }),
    );
    expect(await shop.db.stockMovement.count({ where: { kind: "sell", quantity: 1 } })).toBe(32);
    expect(await tellAll(shop, trades)).toEqual(successes(16));
    expect(await verdictsOf(shop)).toEqual({ no_change: 1, paid: 16, repeat: 16 });
  });

  test("one that cannot be written fails alone, and is paid when Alipay sends it again", async () => {
    const shop = await testShop();
    const { trades } = await ordersOf(shop, 12);
    const poison = trades[7] as Trade;
    await shop.db.$executeRawUnsafe(`ALTER TABLE payments ADD CONSTRAINT poison CHECK (trade_no <> '${poison.tradeNo}')`);
    const answers = await Promise.allSettled(trades.map((trade) => tell(shop, trade)));
    expect(answers.map(({ status }) => status)).toEqual(trades.map((trade) => (trade === poison ? "rejected" : "fulfilled")));
    await expectAllPaid(shop, 11);
    await shop.db.$executeRaw`ALTER TABLE payments DROP CONSTRAINT poison`;
    expect(await tell(shop, poison)).toEqual(SUCCESS);
    await expectAllPaid(shop, 12);
  });

  test("the same one five times, two that pay one order, a wrong sum and a number of other business each end as they would alone", async () => {
    const shop = await testShop();
    const { trades } = await ordersOf(shop, 3);
    const [first, paidTwice, wrong] = trades as [Trade, Trade, Trade];
    const second = { ...aTrade(paidTwice.outTradeNo, paidTwice.totalFen) };
    const told = [first, first, paidTwice, second, { ...wrong, totalFen: 1 }, first, aTrade("XP20261122000000", 500), first, first];
    expect(await tellAll(shop, told)).toEqual(successes(9));
    expect(await verdictsOf(shop)).toEqual({ paid: 2, repeat: 4, discrepancy: 2, foreign: 1 });
    const kinds = (await shop.db.discrepancy.findMany()).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["amount_mismatch", "second_trade"]);
    expect(await shop.db.payment.count({ where: { disposition: "held" } })).toBe(2);
  });

  test("two instances that are told the same at once, in opposite orders, pay each order once and never stand in each other's way", async () => {
    const { shop, connectionString } = await shopWithItsDatabase();
    const other = secondInstance(shop, connectionString);
    const { trades } = await ordersOf(shop, 40);
    const answers = await Promise.all([tellAll(shop, trades), tellAll(other, trades.toReversed())]);
    expect(answers.flat()).toEqual(successes(80));
    await expectAllPaid(shop, 40);
    expect(await verdictsOf(shop)).toEqual({ paid: 40, repeat: 40 });
    await shop.pool.query("SELECT pg_stat_clear_snapshot()");
    const { rows } = await shop.pool.query<{ deadlocks: string }>(
      "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
    );
    expect(Number(rows[0]?.deadlocks)).toBe(0);
  });

  test("an order that somebody holds keeps nobody else waiting, and is paid as soon as they let go", async () => {
    const shop = await testShop();
    const { trades } = await ordersOf(shop, 9);
    const [slow, ...others] = trades as [Trade, ...Trade[]];
    let held: Promise<unknown> = Promise.resolve();
    await shop.db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM orders o JOIN payment_attempts a ON a.order_id = o.id WHERE a.out_trade_no = ${slow.outTradeNo} FOR UPDATE OF o`;
      held = tell(shop, slow);
      expect(await tellAll(shop, others)).toEqual(successes(8));
    });
    expect(await held).toEqual(SUCCESS);
    await expectAllPaid(shop, 9);
    expect(await verdictsOf(shop)).toEqual({ paid: 9 });
  });

  test("a database that ends their connection before the commit has kept nothing of them, and each is booked once when Alipay sends it again", async () => {
    const shop = await testShop();
    const { trades, goods } = await ordersOf(shop, 6);
    let told: Promise<unknown> = Promise.resolve();
    await shop.db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM variants WHERE id = ${Math.max(...goods)} FOR UPDATE`;
      told = Promise.allSettled(trades.map((trade) => tell(shop, trade)));
      const ended = async () => {
        const { rows } = await shop.pool.query(`
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%json_to_recordset%'`);
        return rows.length;
      };
      await expect.poll(ended).toBeGreaterThan(0);
      expect(await tx.payment.count()).toBe(0);
    });
    await told;
    const kept = await shop.db.notifyDelivery.count();
    await expectAllPaid(shop, kept);
    expect(await tellAll(shop, trades)).toEqual(successes(6));
    await expectAllPaid(shop, 6);
    expect(await verdictsOf(shop)).toEqual(kept > 0 ? { paid: 6, repeat: kept } : { paid: 6 });
  });

  test("a process that dies between their commit and the answer has booked them, and Alipay's next sending is a repeat", async () => {
    const { shop, connectionString } = await shopWithItsDatabase();
    const { trades } = await ordersOf(shop, 5);
    const dying = secondInstance(shop, connectionString);
    // What it is told is committed, and nobody hears of it.
    const query = dying.pool.query.bind(dying.pool) as (...args: unknown[]) => Promise<unknown>;
    dying.pool.query = (async (...args: unknown[]) => {
      await query(...args);
      throw new Error("killed");
    }) as typeof dying.pool.query;
    const answers = await Promise.allSettled(trades.map((trade) => tell(dying, trade)));
    expect(answers.every(({ status }) => status === "rejected")).toBe(true);
    await expectAllPaid(shop, 5);
    const kept = await shop.db.notifyDelivery.count({ where: { verdict: "paid" } });
    expect(kept).toBe(5);
    expect(await tellAll(shop, trades)).toEqual(successes(5));
    await expectAllPaid(shop, 5);
  });

  test("buyers who place, the worker who settles and notices by the dozen share goods without a deadlock", async () => {
    const { shop, connectionString } = await shopWithItsDatabase();
    const other = secondInstance(shop, connectionString);
    const { trades, goods } = await ordersOf(shop, 30);
    const place = async (i: number) =>
      placeOrder(shop, await aBuyer(shop), {
        idempotencyKey: Math.random().toString(36),
        items: (i % 2 ? goods : goods.toReversed()).map((variantId) => ({ variantId, quantity: 1, expectedPriceFen: 1980 })),
        address: ADDRESS,
        note: "",
      });
    const [, , placed] = await Promise.all([
      tellAll(shop, trades),
      Promise.all(trades.toReversed().map((trade) => settlePayment(other, trade, "query"))),
      Promise.all(Array.from({ length: 20 }, (_, i) => place(i))),
    ]);
    expect(placed.every(({ ok }) => ok)).toBe(true);
    await expectAllPaid(shop, 30);
    const { rows } = await shop.pool.query<{ deadlocks: string }>(
      "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
    );
    expect(Number(rows[0]?.deadlocks)).toBe(0);
  });
});

test("a shop that has just opened reads no more of its books for a notice as they grow", async () => {
  const shop = await openTestShop(fakeGateway, {}, { lodging: await openLodging(onTestFinished) });
  // A connection makes a plan of its own for the first five, and keeps the next one.
  const { trades } = await ordersOf(shop, 16);
  for (const trade of trades.slice(0, 8)) await tell(shop, trade);
  const before = await wholeReadings(shop);
  for (const trade of trades.slice(8)) await tell(shop, trade);
  expect(await wholeReadings(shop)).toEqual(before);
  await expectAllPaid(shop, trades.length);
});

/** How often all of a table has been read, by what every connection of the shop counted. */
async function wholeReadings({ pool }: TestShop): Promise<Record<string, number>> {
  const connections = await Promise.all(Array.from({ length: pool.totalCount }, () => pool.connect()));
  for (const connection of connections) await connection.query("SELECT pg_stat_force_next_flush()");
  // The pool gives out what came back last: the one that was used goes on being used.
  for (const connection of connections.toReversed()) connection.release();
  const { rows } = await pool.query<{ table: string; times: number }>(
    `SELECT relname AS table, seq_scan::int AS times FROM pg_stat_user_tables WHERE relname IN ('payments', 'payment_attempts') ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ table, times }) => [table, times]));
}
