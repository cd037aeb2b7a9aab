import { describe, expect, test } from "vitest";
import { checkRefunds } from "@/test/check-refunds";
import { forgetOrder } from "@/test/forget-order";
import { anOrder, MINUTE_MS, stockGoods, type TestOrder } from "@/test/test-shop";
import { CONTRACTS, confirmRefund, letTimePass, type TestStreet, testStreet } from "@/test/test-street";
import { listDiscrepancies } from "../admin/list-discrepancies";
import { requestClose } from "../payments/close-order";
import { startPayment } from "../payments/start-payment";
import { refundHeld } from "./refund-held";

const pay = (street: TestStreet, outTradeNo: string) => street.control("POST", `/control/trades/${outTradeNo}/pay`, {});
const refunds = ({ shop }: TestStreet) => shop.db.refund.findMany();
const discrepancies = ({ shop }: TestStreet) => shop.db.discrepancy.findMany({ orderBy: { id: "asc" } });

/** A buyer has paid, and the shop was restored from a backup of before the order. */
async function moneyForNobody(street: TestStreet): Promise<{ order: TestOrder; paymentId: bigint }> {
  const order = await anOrder(street.shop);
  await startPayment(street.shop, order.orderId);
  await forgetOrder(street.shop, order.orderId);
  await pay(street, order.outTradeNo);
  await letTimePass(street, 1_000);
  const [seen] = await listDiscrepancies(street.shop, "open");
  expect(seen).toMatchObject({ kind: "unknown_order", orderNo: null, held: { leftFen: order.totalFen, refunds: [] } });
  return { order, paymentId: seen?.held?.paymentId ?? 0n };
}

describe.each(CONTRACTS)("with %s, money that can only go back goes by itself, and the discrepancy says so", (kind) => {
  test("a payment that comes when the order is closed and the goods are gone", async () => {
    const street = await testStreet({ kind });
    const { variantId } = await stockGoods(street.shop, { stock: 1 });
    const late = await anOrder(street.shop, { variantId });
    await startPayment(street.shop, late.orderId);
    expect(await requestClose(street.shop, late.orderId, "buyer")).toMatchObject({ ok: true, closed: true });
    await anOrder(street.shop, { variantId });
    await pay(street, late.outTradeNo);
    await letTimePass(street, 1_000);
    await letTimePass(street, MINUTE_MS);
    const [refund] = await refunds(street);
    expect(refund).toMatchObject({ status: "DONE", amountFen: BigInt(late.totalFen), requestedBy: "worker" });
    const said = { detail: { refundNo: refund?.outRequestNo }, resolution: expect.stringContaining(refund?.outRequestNo ?? "?") };
    expect(await discrepancies(street)).toMatchObject([{ kind: "late_payment_no_stock", ...said }]);
    expect(await street.shop.db.order.findUniqueOrThrow({ where: { id: late.orderId } })).toMatchObject({ status: "CLOSED" });
    await checkRefunds(street);
  });

  test("a second trade on an order that is paid", async () => {
    const street = await testStreet({ kind });
    const order = await anOrder(street.shop);
    await startPayment(street.shop, order.orderId);
    // Believed closed while its cashier page is still open somewhere: the buyer pays there as well.
    await street.shop.db.paymentAttempt.updateMany({ data: { status: "CLOSED" } });
    await startPayment(street.shop, order.orderId);
    for (const { out_trade_no } of await street.trades()) await pay(street, out_trade_no);
    await letTimePass(street, 1_000);
    await letTimePass(street, MINUTE_MS);
    const [refund, ...more] = await refunds(street);
    expect(more).toEqual([]);
    const said = { detail: { refundNo: refund?.outRequestNo }, resolution: expect.stringContaining(refund?.outRequestNo ?? "?") };
    expect(await discrepancies(street)).toMatchObject([{ kind: "second_trade", ...said }]);
    expect(await street.shop.db.order.findFirstOrThrow()).toMatchObject({ status: "PAID" });
    expect((await street.trades()).map(({ refund_fee }) => refund_fee).sort()).toEqual(["0.00", "19.80"]);
    await checkRefunds(street);
  });

  test("but money for an order that nobody knows waits for the owner, who gives it back once however often it is tapped", async () => {
    const street = await testStreet({ kind });
    const { paymentId } = await moneyForNobody(street);
    await letTimePass(street, MINUTE_MS);
    expect(await refunds(street)).toEqual([]);
    const taps = await Promise.all([1, 2, 3].map(() => refundHeld(street.shop, { paymentId, reason: "查不到订单" })));
    expect(taps.filter(({ ok }) => ok)).toHaveLength(1);
    await letTimePass(street, MINUTE_MS);
    expect(await refunds(street)).toMatchObject([{ status: "DONE", amountFen: 1980n, orderId: null, requestedBy: "owner" }]);
    expect(await discrepancies(street)).toMatchObject([{ kind: "unknown_order", resolution: expect.stringContaining("原路退款") }]);
    expect(await refundHeld(street.shop, { paymentId, reason: "再退一次" })).toMatchObject({ ok: false, reason: "nothing_left" });
    await checkRefunds(street);
  });
});

test.each([
  ["MD5", "refund_fastpay_by_platform_nopwd"],
  ["keys", "alipay.trade.refund"],
] as const)("with %s, the answer is lost: it stays under way, is asked about, and is one refund at Alipay", async (kind, service) => {
  const street = await testStreet({ kind });
  const { paymentId } = await moneyForNobody(street);
  await street.control("POST", "/control/faults", [{ fault: "system-error", match: { service }, times: 2 }]);
  await street.control("POST", "/control/faults", [{ fault: "lose-answer", match: { service } }]);
  expect(await refundHeld(street.shop, { paymentId, reason: "查不到订单" })).toMatchObject({ ok: true, outcome: { status: "PENDING" } });
  for (let i = 0; i < 4; i++) await letTimePass(street, MINUTE_MS);
  const [refund] = await refunds(street);
  expect(refund).toMatchObject({ status: "DONE" });
  const { trades } = (await street.control("GET", "/control/trades")) as { trades: { refunds: { out_request_no: string }[] }[] };
  const there = trades.flatMap((trade) => trade.refunds.map(({ out_request_no }) => out_request_no));
  expect(there).toEqual([expect.stringContaining(refund?.outRequestNo ?? "?")]);
  await checkRefunds(street);
});

test("where Alipay wants the password, the owner is led to its page from the discrepancy", async () => {
  const street = await testStreet({ refundMode: "pwd" });
  const { paymentId } = await moneyForNobody(street);
  await refundHeld(street.shop, { paymentId, reason: "查不到订单" });
  await letTimePass(street, MINUTE_MS);
  const [seen] = await listDiscrepancies(street.shop, "open");
  expect(seen?.held).toMatchObject({ leftFen: 0, refunds: [{ status: "PENDING" }] });
  await confirmRefund(street, seen?.held?.refunds[0]?.confirmUrl ?? "");
  await letTimePass(street, MINUTE_MS);
  expect(await listDiscrepancies(street.shop, "open")).toEqual([]);
  await checkRefunds(street);
});

test("money that belongs to an order is given back on the order's page, not here", async () => {
  const street = await testStreet();
  const order = await anOrder(street.shop);
  await startPayment(street.shop, order.orderId);
  await pay(street, order.outTradeNo);
  await letTimePass(street, 1_000);
  const { id: paymentId } = await street.shop.db.payment.findFirstOrThrow();
  expect(await refundHeld(street.shop, { paymentId, reason: "不该在这里" })).toMatchObject({ ok: false, reason: "not_held" });
});
