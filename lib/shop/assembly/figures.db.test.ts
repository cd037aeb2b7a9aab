import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { GET, OPTIONS } from "@/app/api/metrics/route";
import { readMetrics } from "@/lib/server/metrics/registry";
import { markFromHere } from "@/lib/server/metrics-access";
import { type Family, readExposition, sumOf } from "@/test/exposition";
import { aTrade } from "@/test/fake-gateway";
import { aPaidOrder, ask } from "@/test/refund-shop";
import { anOrder, MINUTE_MS, type TestShop, testShop } from "@/test/test-shop";
import { subjectOf } from "../discrepancies/discrepancy";
import { recordDiscrepancy } from "../discrepancies/record-discrepancy";
import { recordEvent } from "../orders/order-event";
import { receiveNotification } from "../payments/receive-notification";
import { receiveReturn } from "../payments/receive-return";
import { startPayment } from "../payments/start-payment";
import type { Shop } from "../shop";
import { readDatabaseFigures } from "./database-figures";

const read = async () => readExposition((await readMetrics()).text);

let before: Map<string, Family>;
beforeEach(async () => {
  before = await read();
});

/** By how much a figure has grown since the test began. */
async function grown(name: string, labels: Record<string, string> = {}): Promise<number> {
  return sumOf(await read(), name, labels) - sumOf(before, name, labels);
}

/** All counts that have grown, but for those of time. */
async function grownCounts(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [name, { type, samples }] of await read())
    for (const sample of type === "counter" ? samples : []) {
      const more = sample.value - sumOf(before, name, sample.labels);
      if (more > 0) counts[`${name.slice("xiaopu_".length)} ${Object.values(sample.labels).filter(Boolean).join(" ")}`] = more;
    }
  return counts;
}

const deliveryOf = (body: string) => ({
  body: Buffer.from(body),
  contentType: "application/x-www-form-urlencoded",
  remoteIp: "203.0.113.1",
});

describe("whoever watches the shop sees", () => {
  test("an order that is bought, paid and told of eight times: placed once, paid once, seven repeats", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    const paidAt = new Date(shop.now().getTime() - 4_000);
    const notice = deliveryOf(JSON.stringify(aTrade(order.outTradeNo, order.totalFen, { paidAt })));
    for (let i = 0; i < 8; i++) await receiveNotification(shop, notice);
    expect(await grownCounts()).toEqual({
      "order_events_total placed": 1,
      "order_events_total payment_started": 1,
      "order_events_total paid": 1,
      "notices_total payment wap-token paid": 1,
      "notices_total payment wap-token repeat": 7,
      "settlements_total notify paid": 1,
    });
    expect(await grown("xiaopu_payment_settled_after_seconds_count", { source: "notify" })).toBe(1);
    expect(await grown("xiaopu_payment_settled_after_seconds_sum", { source: "notify" })).toBe(4);
    expect(await grown("xiaopu_notice_answer_seconds_count", { answer: "success" })).toBe(8);
  });

  test("twenty deliveries at once as one payment", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const notice = deliveryOf(JSON.stringify(aTrade(order.outTradeNo, order.totalFen)));
    await Promise.all(Array.from({ length: 20 }, () => receiveNotification(shop, notice)));
    expect(await grown("xiaopu_order_events_total", { event: "paid" })).toBe(1);
    expect(await grown("xiaopu_settlements_total", { outcome: "paid" })).toBe(1);
    expect(await grown("xiaopu_notices_total")).toBe(20);
  });

  test("a forged notice as refused, with the reason, and nothing else", async () => {
    const shop = await testShop();
    await receiveNotification(shop, deliveryOf("out_trade_no=1&total_fee=1"));
    expect(await grownCounts()).toEqual({ "notices_total payment wap-token rejected bad_signature": 1 });
    expect(await grown("xiaopu_notice_answer_seconds_count", { answer: "fail" })).toBe(1);
  });

  test("a payment of which the buyer's own return told first as learnt by that", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    const trade = aTrade(order.outTradeNo, order.totalFen);
    shop.gateway.trades.set(order.outTradeNo, trade);
    await receiveReturn(shop, `?sign=good&out_trade_no=${order.outTradeNo}&trade_no=${trade.tradeNo}`, order.buyerId);
    expect(await grown("xiaopu_settlements_total", { source: "return", outcome: "paid" })).toBe(1);
    expect(await grown("xiaopu_settlements_total", { outcome: "paid" })).toBe(1);
  });

  test("money for no order as a discrepancy, counted once and open", async () => {
    const shop = await testShop();
    const notice = deliveryOf(JSON.stringify(aTrade("unknown0000000001", 500, { sellerId: "2088000000000009" })));
    const order = await anOrder(shop);
    const other = deliveryOf(JSON.stringify(aTrade(order.outTradeNo, order.totalFen + 1)));
    for (const delivery of [notice, other, other]) await receiveNotification(shop, delivery);
    expect(await grown("xiaopu_discrepancies_opened_total", { kind: "amount_mismatch" })).toBe(1);
    await readDatabaseFigures(shop);
    expect(sumOf(await read(), "xiaopu_discrepancies_open", { kind: "amount_mismatch" })).toBe(1);
  });

  test("a refund that was begun and done", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    await ask(shop, order, 500);
    expect(await grown("xiaopu_refunds_total", { outcome: "started" })).toBe(1);
    expect(await grown("xiaopu_refunds_total", { outcome: "done" })).toBe(1);
    expect(await grown("xiaopu_order_events_total", { event: "refund_done" })).toBe(1);
  });

  test("nothing of what was rolled back", async () => {
    const shop = await testShop();
    const { orderId } = await anOrder(shop);
    const at = shop.now();
    const undone = shop.db.$transaction(async (tx) => {
      await recordEvent(tx, { orderId, kind: "shipped", actor: "owner", at });
      const about = { orderId, outTradeNo: null, tradeNo: null, amountFen: null };
      await recordDiscrepancy(tx, { kind: "order_stuck", subject: subjectOf.order(orderId), ...about }, at);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await grown("xiaopu_order_events_total", { event: "shipped" })).toBe(0);
    expect(await grown("xiaopu_discrepancies_opened_total")).toBe(0);
  });

  test("how long the oldest order has been due, and how many are overdue", async () => {
    const shop = await testShop();
    await anOrder(shop);
    shop.advance(MINUTE_MS);
    await anOrder(shop);
    const queues = async (name: string) => sumOf(await read(), name, { queue: "untried_orders" });
    await readDatabaseFigures(shop);
    expect(await queues("xiaopu_queue_oldest_due_seconds")).toBe(0);
    shop.advance(30.5 * MINUTE_MS);
    await readDatabaseFigures(anew(shop));
    expect(await queues("xiaopu_queue_oldest_due_seconds")).toBe(90);
    expect(await queues("xiaopu_queue_overdue_rows")).toBe(1);
    expect(sumOf(await read(), "xiaopu_queue_overdue_rows", { queue: "refunds" })).toBe(0);
  });

  test("a database that does not answer as one, instead of its last figures", async () => {
    const shop = await testShop();
    let asked = 0;
    const query = () => new Promise(() => asked++);
    const silent = { ...shop, pool: { query } as unknown as Shop["pool"] };
    await readDatabaseFigures(shop);
    expect(sumOf(await read(), "xiaopu_database_up")).toBe(1);
    await Promise.all([readDatabaseFigures(silent), readDatabaseFigures(silent)]);
    expect(asked).toBe(1);
    const families = await read();
    expect(sumOf(families, "xiaopu_database_up")).toBe(0);
    expect(families.get("xiaopu_queue_oldest_due_seconds")?.samples).toEqual([]);
  });
});

/** The same shop, as one that nobody has asked yet: what was asked a moment ago serves again. */
function anew(shop: TestShop): Shop {
  return { ...shop, pool: Object.create(shop.pool) };
}

describe("at /api/metrics", () => {
  const globals = globalThis as typeof globalThis & { xiaopuShops?: unknown };
  afterEach(() => {
    globals.xiaopuShops = undefined;
  });

  async function aRunningShop(): Promise<(remoteAddress: string, headers?: Record<string, string>) => Promise<Response>> {
    const shop = await testShop();
    globals.xiaopuShops = { shop, noticeShop: shop };
    return (remoteAddress, headers = {}) => {
      const arriving = { headers: { host: "localhost:3000", ...headers }, socket: { remoteAddress } };
      markFromHere(arriving as never);
      return GET(new Request("http://localhost:3000/api/metrics", { headers: arriving.headers }));
    };
  }

  test("Prometheus on this machine reads the figures", async () => {
    const ask = await aRunningShop();
    const response = await ask("127.0.0.1");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(readExposition(await response.text()).has("xiaopu_notices_total")).toBe(true);
  });

  test("a stranger finds nothing", async () => {
    const ask = await aRunningShop();
    for (const response of [await ask("203.0.113.7"), await ask("127.0.0.1", { "x-forwarded-for": "203.0.113.7" }), OPTIONS()]) {
      expect(response.status).toBe(404);
      expect(await response.text()).toBe("");
    }
  });
});
