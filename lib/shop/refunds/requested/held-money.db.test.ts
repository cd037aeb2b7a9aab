import { describe, expect, test } from "vitest";
import { type DiscrepancyItem, listDiscrepancies } from "@/lib/shop/discrepancies/list-discrepancies";
import { requestClose } from "@/lib/shop/payments/close-order";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { readHeldPayments } from "@/lib/shop/refunds/read-held-payments";
import { checkRefunds } from "@/test/check-refunds";
import { forgetOrder } from "@/test/forget-order";
import { aWish } from "@/test/owner-wish";
import { CONTRACTS, confirmRefund, letTimePass, openSimulation, type Simulation } from "@/test/simulation";
import { anOrder, MINUTE_MS, stockGoods, type TestOrder } from "@/test/test-shop";
import { wanted } from "@/test/wishes";
import { refundHeldPayment } from "./refund-held-payment";

const pay = (simulation: Simulation, outTradeNo: string) => simulation.control("POST", `/control/trades/${outTradeNo}/pay`, {});
const refunds = ({ shop }: Simulation) => shop.db.refund.findMany();
const discrepancies = ({ shop }: Simulation) => shop.db.discrepancy.findMany({ orderBy: { id: "asc" } });

/** A buyer has paid, and the shop was restored from a backup of before the order. */
async function moneyForNobody(simulation: Simulation): Promise<{ order: TestOrder; paymentId: bigint }> {
  const order = await anOrder(simulation.shop);
  await startPayment(simulation.shop, order.orderId);
  await forgetOrder(simulation.shop, order.orderId);
  await pay(simulation, order.outTradeNo);
  await letTimePass(simulation, 1_000);
  const [seen] = await listDiscrepancies(simulation.shop, "open");
  expect(seen).toMatchObject({ kind: "unknown_order", orderNo: null });
  const held = await heldMoneyOf(simulation, seen);
  expect(held).toMatchObject({ leftFen: order.totalFen, refunds: [] });
  return { order, paymentId: held?.paymentId ?? 0n };
}

/** The owner wants all of it back, and each tap is the same wish. */
const giveBack = (simulation: Simulation, of: TestOrder, input: { paymentId: bigint; reason: string }) =>
  wanted(
    simulation,
    { of, fen: of.totalFen, key: String(input.paymentId) },
    refundHeldPayment(simulation.shop, { ...input, wish: aWish() }),
  );

async function heldMoneyOf({ shop }: Simulation, seen: DiscrepancyItem | undefined) {
  const tradeNo = seen?.tradeNo ?? "";
  return (await readHeldPayments(shop, [tradeNo])).get(tradeNo);
}

describe.each(CONTRACTS)("with %s, money that can only go back goes by itself, and the discrepancy says so", (kind) => {
  test("a payment that comes when the order is closed and the goods are gone", async () => {
    const simulation = await openSimulation({ kind });
    const { variantId } = await stockGoods(simulation.shop, { stock: 1 });
    const late = await anOrder(simulation.shop, { variantId });
    await startPayment(simulation.shop, late.orderId);
    expect(await requestClose(simulation.shop, late.orderId, "buyer")).toMatchObject({ ok: true, closed: true });
    await anOrder(simulation.shop, { variantId });
    await pay(simulation, late.outTradeNo);
    await letTimePass(simulation, 1_000);
    await letTimePass(simulation, MINUTE_MS);
    const [refund] = await refunds(simulation);
    expect(refund).toMatchObject({ status: "DONE", amountFen: late.totalFen, requestedBy: "worker" });
    const said = { detail: { refundNo: refund?.outRequestNo }, resolvedAs: "refunded_in_full" };
    expect(await discrepancies(simulation)).toMatchObject([{ kind: "late_payment_no_stock", ...said }]);
    expect(await simulation.shop.db.order.findUniqueOrThrow({ where: { id: late.orderId } })).toMatchObject({ status: "CLOSED" });
    await checkRefunds(simulation);
  });

  test("a second trade on an order that is paid", async () => {
    const simulation = await openSimulation({ kind });
    const order = await anOrder(simulation.shop);
    await startPayment(simulation.shop, order.orderId);
    // Believed closed while its cashier page is still open somewhere: the buyer pays there as well.
    await simulation.shop.db.paymentAttempt.updateMany({ data: { status: "CLOSED" } });
    await startPayment(simulation.shop, order.orderId);
    for (const { out_trade_no } of await simulation.trades()) await pay(simulation, out_trade_no);
    await letTimePass(simulation, 1_000);
    await letTimePass(simulation, MINUTE_MS);
    const [refund, ...more] = await refunds(simulation);
    expect(more).toEqual([]);
    const said = { detail: { refundNo: refund?.outRequestNo }, resolvedAs: "refunded_in_full" };
    expect(await discrepancies(simulation)).toMatchObject([{ kind: "second_trade", ...said }]);
    expect(await simulation.shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID" });
    expect((await simulation.trades()).map(({ refund_fee }) => refund_fee).sort()).toEqual(["0.00", "19.80"]);
    await checkRefunds(simulation);
  });

  test("but money for an order that nobody knows waits for the owner, who gives it back once however often it is tapped", async () => {
    const simulation = await openSimulation({ kind });
    const { order, paymentId } = await moneyForNobody(simulation);
    await letTimePass(simulation, MINUTE_MS);
    expect(await refunds(simulation)).toEqual([]);
    const taps = await Promise.all([1, 2, 3].map(() => giveBack(simulation, order, { paymentId, reason: "查不到订单" })));
    expect(taps.filter(({ ok }) => ok)).toHaveLength(1);
    await letTimePass(simulation, MINUTE_MS);
    expect(await refunds(simulation)).toMatchObject([{ status: "DONE", amountFen: 1980, orderId: null, requestedBy: "owner" }]);
    expect(await discrepancies(simulation)).toMatchObject([{ kind: "unknown_order", resolvedAs: "refunded_in_full" }]);
    expect(await giveBack(simulation, order, { paymentId, reason: "再退一次" })).toMatchObject({
      ok: false,
      reason: "nothing_left",
    });
    await checkRefunds(simulation);
  });
});

test.each([
  ["MD5", "refund_fastpay_by_platform_nopwd"],
  ["keys", "alipay.trade.refund"],
] as const)("with %s, the answer is lost: it stays under way, is asked about, and is one refund at Alipay", async (kind, service) => {
  const simulation = await openSimulation({ kind });
  const { order, paymentId } = await moneyForNobody(simulation);
  await simulation.control("POST", "/control/faults", [{ fault: "system-error", match: { service }, times: 2 }]);
  await simulation.control("POST", "/control/faults", [{ fault: "lose-answer", match: { service } }]);
  expect(await giveBack(simulation, order, { paymentId, reason: "查不到订单" })).toMatchObject({
    ok: true,
    outcome: { status: "PENDING" },
  });
  for (let i = 0; i < 4; i++) await letTimePass(simulation, MINUTE_MS);
  const [refund] = await refunds(simulation);
  expect(refund).toMatchObject({ status: "DONE" });
  const { trades } = (await simulation.control("GET", "/control/trades")) as { trades: { refunds: { out_request_no: string }[] }[] };
  const there = trades.flatMap((trade) => trade.refunds.map(({ out_request_no }) => out_request_no));
  expect(there).toEqual([expect.stringContaining(refund?.outRequestNo ?? "?")]);
  await checkRefunds(simulation);
});

test("where Alipay wants the password, the owner is led to its page from the discrepancy", async () => {
  const simulation = await openSimulation({ refundMode: "pwd" });
  const { order, paymentId } = await moneyForNobody(simulation);
  await giveBack(simulation, order, { paymentId, reason: "查不到订单" });
  await letTimePass(simulation, MINUTE_MS);
  const [seen] = await listDiscrepancies(simulation.shop, "open");
  const held = await heldMoneyOf(simulation, seen);
  expect(held).toMatchObject({ leftFen: 0, refunds: [{ status: "PENDING" }] });
  await confirmRefund(simulation, held?.refunds[0]?.confirmUrl ?? "");
  await letTimePass(simulation, MINUTE_MS);
  expect(await listDiscrepancies(simulation.shop, "open")).toEqual([]);
  await checkRefunds(simulation);
});

test("money that belongs to an order is given back on the order's page, not here", async () => {
  const simulation = await openSimulation();
  const order = await anOrder(simulation.shop);
  await startPayment(simulation.shop, order.orderId);
  await pay(simulation, order.outTradeNo);
  await letTimePass(simulation, 1_000);
  const { id: paymentId } = await simulation.shop.db.payment.findFirstOrThrow();
  expect(await giveBack(simulation, order, { paymentId, reason: "不该在这里" })).toMatchObject({ ok: false, reason: "not_held" });
});
