import http from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { openTracing } from "@/lib/server/open-tracing";
import { createBuyer } from "@/lib/shop/buyers/buyer-token";
import { meterGateway } from "@/lib/shop/gateway/meter-gateway";
import { eachGateway } from "@/lib/shop/gateways";
import { receiveReturn } from "@/lib/shop/payments/receive-return";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { watchOrder } from "@/lib/shop/payments/watch-order";
import { aTrade } from "@/test/fake-gateway";
import { openSimulation } from "@/test/simulation";
import { stockGoods, testShop } from "@/test/test-shop";
import { checkOutBy } from "./check-out";
import { sendToCashier } from "./send-to-cashier";

type Fact = { key: string; value: Record<string, string | number> };
type Span = {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Fact[];
  status: { code?: number };
};
type Sent = { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };

const PERSON = { name: "欧阳修竹", phone: "13912345678", province: "浙江省", city: "杭州市", district: "西湖区", detail: "文三路 999 号" };

/** A collector as OpenTelemetry's own listens: OTLP over HTTP, in JSON. */
async function openCollector() {
  const bodies: Sent[] = [];
  const server = http.createServer(async (request, response) => {
    expect(request.url).toBe("/v1/traces");
    bodies.push((await json(request)) as Sent);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const tracing = openTracing({ endpoint: `http://127.0.0.1:${port}`, serviceName: "xiaopu" });
  onTestFinished(async () => {
    await tracing.close();
    server.closeAllConnections();
    server.close();
  });
  const spans = async () => {
    await tracing.flush();
    return bodies.flatMap(({ resourceSpans }) => resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
  };
  return { spans, text: () => JSON.stringify(bodies) };
}

const factsOf = ({ attributes }: Span) => Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

const formOf = (variantId: number) => ({
  idempotencyKey: "k".repeat(43),
  items: [{ variantId, quantity: 1, expectedPriceFen: 1980 }],
  address: PERSON,
  note: "请放门卫处",
  fromCart: false,
  toCashier: true,
});

test.each(["MD5", "0001", "keys"] as const)(
  "with %s one trace tells of a payment from the form to success and to the waiting page, and says nothing of the buyer",
  async (kind) => {
    const collector = await openCollector();
    const simulation = await openSimulation({ kind });
    const { shop } = simulation;
    shop.gateways = eachGateway(shop.gateways, meterGateway);
    const { variantId } = await stockGoods(shop);
    const buyer = await createBuyer(shop);
    const since = Date.now();
    const placed = await checkOutBy(shop, { token: buyer.token, keep: async () => {} }, formOf(variantId));
    if (!placed.ok) throw new Error(placed.reason);
    const sent = await sendToCashier(shop, placed, since);
    if (!sent.ok) throw new Error(sent.reason);
    const { outTradeNo } = await shop.db.paymentAttempt.findFirstOrThrow();
    const watching = watchOrder(shop, placed.orderId, { version: "to_pay", waitMs: 25_000 });
    await simulation.control("POST", `/control/trades/${outTradeNo}/pay`, {});
    await simulation.emulator.deliverDue();
    expect(simulation.answers).toEqual(["success"]);
    expect(await watching).toMatchObject({ phase: "paid" });

    const spans = await collector.spans();
    const named = (name: string) => {
      const found = spans.filter((span) => span.name === name);
      expect(found, name).toHaveLength(1);
      return found[0] as Span;
    };
    const [form, notice, poll] = ["POST /checkout", "POST /api/alipay/notify", "GET /api/orders/[no]/status"].map(named);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([placed.orderId.replaceAll("-", "")]));
    expect(form?.parentSpanId ?? "").toBe("");
    expect(named("place order").parentSpanId).toBe(form?.spanId);
    expect(named("start payment").parentSpanId).toBe(form?.spanId);
    expect(named("alipay start_payment").parentSpanId).toBe(named("start payment").spanId);
    expect([notice?.parentSpanId, poll?.parentSpanId]).toEqual([form?.spanId, form?.spanId]);
    expect(named("book notice").parentSpanId).toBe(notice?.spanId);
    expect(form && factsOf(form)).toEqual({ "http.request.method": "POST", "http.route": "/checkout", "xiaopu.order.no": placed.no });
    expect(notice && factsOf(notice)).toMatchObject({ "xiaopu.payment.out_trade_no": outTradeNo, "xiaopu.notice.verdict": "paid" });
    expect(poll && factsOf(poll)).toMatchObject({ "xiaopu.order.phase": "paid" });
    for (const span of spans) expect(BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano), span.name).toBe(true);

    const said = collector.text();
    const order = await shop.db.order.findUniqueOrThrow({ where: { id: placed.orderId } });
    const delivery = await shop.db.notifyDelivery.findFirstOrThrow();
    const queries = [...new URL(sent.redirectUrl).searchParams.values()].filter((value) => value.length > 8 && value !== outTradeNo);
    const bodies = [...new URLSearchParams(delivery.body ?? "").values()].filter((value) => value.length > 20 && value !== outTradeNo);
    const secrets = [...Object.values(PERSON), "请放门卫处", "k".repeat(43), order.accessToken, buyer.token, ...queries, ...bodies];
    expect(secrets.length).toBeGreaterThan(12);
    for (const secret of secrets) expect(said, secret).not.toContain(secret);
    expect(said).not.toMatch(/https?:[^"]*\?/);
    expect(said).not.toMatch(/sign|token=|"1\d{10}"/);
  },
);

test("a return is in its order's trace, and a payment that is found by asking too", async () => {
  const collector = await openCollector();
  const shop = await testShop();
  shop.gateways = eachGateway(shop.gateways, meterGateway);
  const { variantId } = await stockGoods(shop);
  const placed = await checkOutBy(shop, { token: undefined, keep: async () => {} }, formOf(variantId));
  if (!placed.ok) throw new Error(placed.reason);
  await sendToCashier(shop, placed, Date.now());
  const { outTradeNo, amountFen } = await shop.db.paymentAttempt.findFirstOrThrow();
  shop.gateway.trades.set(outTradeNo, aTrade(outTradeNo, amountFen));
  const search = `?out_trade_no=${outTradeNo}&trade_no=1&sign=good`;
  const { buyerId } = await shop.db.order.findFirstOrThrow();
  await receiveReturn(shop, search, buyerId);
  const spans = await collector.spans();
  const back = spans.find(({ name }) => name === "GET /api/alipay/return");
  expect(back?.traceId).toBe(placed.orderId.replaceAll("-", ""));
  expect(spans.find(({ name }) => name === "alipay query_trade")?.parentSpanId).toBe(back?.spanId);
  expect(spans.find(({ name }) => name === "settle payment")?.parentSpanId).toBe(back?.spanId);
  expect(collector.text()).not.toContain("good");
});

test("a buyer who sends the form twice has one trace, which begins once", async () => {
  const collector = await openCollector();
  const shop = await testShop();
  const { variantId } = await stockGoods(shop);
  const buyer = await createBuyer(shop);
  for (const isAgain of [false, true]) {
    const placed = await checkOutBy(shop, { token: buyer.token, keep: async () => {} }, formOf(variantId));
    expect(placed).toMatchObject({ ok: true, replayed: isAgain });
    if (placed.ok) await sendToCashier(shop, placed, Date.now());
  }
  const forms = (await collector.spans()).filter(({ name }) => name === "POST /checkout");
  expect(new Set(forms.map(({ traceId }) => traceId)).size).toBe(1);
  expect(new Set(forms.map(({ spanId }) => spanId)).size).toBe(2);
  expect(forms.filter(({ parentSpanId }) => !parentSpanId)).toHaveLength(1);
});

test("an error leaves its kind in the trace and none of its words", async () => {
  const collector = await openCollector();
  const shop = await testShop();
  const { variantId } = await stockGoods(shop);
  const placed = await checkOutBy(shop, { token: undefined, keep: async () => {} }, formOf(variantId));
  if (!placed.ok) throw new Error(placed.reason);
  shop.gateway.startPayment = () => Promise.reject(new TypeError("the number 13912345678 of 欧阳修竹"));
  expect(await sendToCashier(shop, placed, Date.now())).toEqual({ ok: false, reason: "unknown" });
  const started = (await collector.spans()).find(({ name }) => name === "start payment");
  expect(started && factsOf(started)).toMatchObject({ "error.type": "TypeError" });
  expect(started?.status.code).toBe(2);
  expect(collector.text()).not.toMatch(/13912345678|欧阳/);
});

test("a collector that is away holds nobody up: the payment goes on as without one", async () => {
  const tracing = openTracing({ endpoint: "http://127.0.0.1:9", serviceName: "xiaopu" });
  onTestFinished(() => tracing.close());
  const shop = await testShop();
  const { variantId } = await stockGoods(shop);
  const placed = await checkOutBy(shop, { token: undefined, keep: async () => {} }, formOf(variantId));
  if (!placed.ok) throw new Error(placed.reason);
  expect(await sendToCashier(shop, placed, Date.now())).toMatchObject({ ok: true });
  const { outTradeNo, amountFen } = await shop.db.paymentAttempt.findFirstOrThrow();
  expect(await settlePayment(shop, aTrade(outTradeNo, amountFen), "notify")).toMatchObject({ kind: "paid" });
  await tracing.flush();
});
