import { expect, test } from "vitest";
import type { RefundRequest } from "@/lib/alipay/gateway";
import { appCall } from "../testing/app-call";
import { logIn, payAtCashier } from "../testing/open-cashier";
import { openMerchant, REFUND_NOTIFY_URL, START, type TestMerchant } from "../testing/test-merchant";

const DAY_MS = 86_400_000;

async function openPaid(): Promise<TestMerchant & { tradeNo: string }> {
  const shop = openMerchant({ app: { mode: "key" } });
  await payAtCashier(shop);
  await shop.emulator.deliverDue();
  const asked = await shop.gateway.queryTrade("T1");
  if (asked.kind !== "trade") throw new Error(asked.kind);
  return { ...shop, tradeNo: asked.trade.tradeNo };
}

function refundOf({ tradeNo }: { tradeNo: string }, changes: Partial<RefundRequest> = {}): RefundRequest {
  return {
    outTradeNo: "T1",
    tradeNo,
    outRequestNo: "R001",
    amountFen: 500,
    totalFen: 1980,
    reason: "少发一件",
    notifyUrl: REFUND_NOTIFY_URL,
    requestedAt: START,
    ...changes,
  };
}

const asked = ({ outRequestNo, outTradeNo, tradeNo }: RefundRequest) => ({ outRequestNo, outTradeNo, tradeNo });
const latest = (shop: TestMerchant) => {
  const result = shop.heard.at(-1)?.result;
  return result?.ok ? result.trade : result;
};

test("an owner gives a part back, then the rest; each is notified with its number and all sums so far", async () => {
  const shop = await openPaid();
  const part = refundOf(shop);
  expect(await shop.gateway.refund(part)).toEqual({ kind: "refunded", at: START });
  expect(await shop.gateway.queryRefund(asked(part))).toEqual({ kind: "refunded", amountFen: 500, at: START });
  await shop.emulator.deliverDue();
  expect(latest(shop)).toMatchObject({ status: "TRADE_SUCCESS", refund: { feeFen: 500, outRequestNo: "R001", at: START } });
  shop.passTime(3_000);
  const rest = refundOf(shop, { outRequestNo: "R002", amountFen: 1480 });
  expect(await shop.gateway.refund(rest)).toMatchObject({ kind: "refunded" });
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ trade: { status: "TRADE_CLOSED", paidAt: START } });
  await shop.emulator.deliverDue();
  expect(latest(shop)).toMatchObject({ status: "TRADE_CLOSED", refund: { feeFen: 1980, outRequestNo: "R002" } });
  expect(await shop.gateway.queryRefund(asked(rest))).toMatchObject({ kind: "refunded", amountFen: 1480 });
});

test("a number is refunded once: asked again it moves nothing, with another sum it is refused", async () => {
  const shop = await openPaid();
  const part = refundOf(shop);
  await shop.gateway.refund(part);
  const { fields } = await appCall(shop, "alipay.trade.refund", { out_trade_no: "T1", out_request_no: "R001", refund_amount: "5.00" });
  expect(fields).toMatchObject({ code: "10000", fund_change: "N", refund_fee: "5.00" });
  expect(await shop.gateway.refund({ ...part, amountFen: 501 })).toMatchObject({ kind: "refused", code: "ACQ.DISCORDANT_REPEAT_REQUEST" });
  expect((await shop.control("GET", "trades")).body.trades).toMatchObject([{ refund_fee: "5.00", refunds: [{ out_request_no: "R001" }] }]);
});

test("refund_fee is all that was given back, not this one", async () => {
  const shop = await openPaid();
  await shop.gateway.refund(refundOf(shop));
  shop.passTime(3_000);
  const { fields } = await appCall(shop, "alipay.trade.refund", { out_trade_no: "T1", out_request_no: "R002", refund_amount: "1.00" });
  expect(fields).toMatchObject({ fund_change: "Y", refund_fee: "6.00", send_back_fee: "0.00" });
});

test("the whole can be given back without a number of one's own, a part cannot", async () => {
  const shop = await openPaid();
  const part = await appCall(shop, "alipay.trade.refund", { out_trade_no: "T1", refund_amount: "5.00" });
  expect(part.fields).toMatchObject({ code: "40004", sub_code: "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL" });
  const whole = await appCall(shop, "alipay.trade.refund", { out_trade_no: "T1", refund_amount: "19.80" });
  expect(whole.fields).toMatchObject({ code: "10000", fund_change: "Y" });
  await shop.emulator.deliverDue();
  expect(latest(shop)).toMatchObject({ refund: { outRequestNo: shop.tradeNo } });
  const query = await appCall(shop, "alipay.trade.fastpay.refund.query", { out_trade_no: "T1", out_request_no: "T1" });
  expect(query.fields).toMatchObject({ refund_status: "REFUND_SUCCESS", refund_amount: "19.80", trade_no: shop.tradeNo });
  expect(query.fields).not.toHaveProperty("gmt_refund_pay");
});

test("two refunds of one trade need three seconds between them, and a retry does not", async () => {
  const shop = await openPaid();
  await shop.gateway.refund(refundOf(shop));
  const second = refundOf(shop, { outRequestNo: "R002" });
  shop.passTime(2_999);
  expect(await shop.gateway.refund(refundOf(shop))).toEqual({ kind: "accepted" });
  expect(await shop.gateway.refund(second)).toMatchObject({ kind: "unknown" });
  expect(await shop.gateway.queryRefund(asked(second))).toEqual({ kind: "not_refunded" });
  shop.passTime(1);
  expect(await shop.gateway.refund(second)).toMatchObject({ kind: "refunded" });
});

test("more than was paid is never given back, what is under way included", async () => {
  const shop = await openPaid();
  await shop.control("POST", "faults", { fault: "refund-later", delayMs: 60_000 });
  await shop.gateway.refund(refundOf(shop, { amountFen: 1500 }));
  shop.passTime(3_000);
  const more = await shop.gateway.refund(refundOf(shop, { outRequestNo: "R002", amountFen: 481 }));
  expect(more).toMatchObject({ kind: "refused", code: "ACQ.REASON_TRADE_REFUND_FEE_ERR" });
});

test("a refund that takes its time is accepted, not found, and found when it is done", async () => {
  const shop = await openPaid();
  await shop.control("POST", "faults", { fault: "refund-later", delayMs: 10_000 });
  const part = refundOf(shop);
  expect(await shop.gateway.refund(part)).toEqual({ kind: "accepted" });
  shop.passTime(9_999);
  expect(await shop.gateway.queryRefund(asked(part))).toEqual({ kind: "not_refunded" });
  expect(await shop.emulator.deliverDue()).toBe(0);
  shop.passTime(1);
  expect(await shop.emulator.deliverDue()).toBe(1);
  expect(await shop.gateway.queryRefund(asked(part))).toMatchObject({ kind: "refunded", amountFen: 500 });
  expect(await shop.gateway.refund(part)).toEqual({ kind: "accepted" });
});

test("a refund that fails is not found, and the same request can be sent again", async () => {
  const shop = await openPaid();
  await shop.control("POST", "faults", { fault: "refund-fails" });
  const part = refundOf(shop);
  expect(await shop.gateway.refund(part)).toEqual({ kind: "accepted" });
  expect(await shop.gateway.queryRefund(asked(part))).toEqual({ kind: "not_refunded" });
  shop.passTime(10_000);
  expect(await shop.gateway.refund(part)).toMatchObject({ kind: "refunded" });
  expect((await shop.control("GET", "trades")).body.trades).toMatchObject([{ refund_fee: "5.00", refunds: [{ status: "refunded" }] }]);
});

test("a refund whose answer is lost was made once, however often it is sent", async () => {
  const shop = await openPaid();
  await shop.control("POST", "faults", { fault: "lose-answer", match: { service: "alipay.trade.refund" } });
  const part = refundOf(shop);
  expect(await shop.gateway.refund(part)).toMatchObject({ kind: "unknown" });
  expect(await shop.gateway.refund(part)).toEqual({ kind: "accepted" });
  expect(await shop.gateway.queryRefund(asked(part))).toMatchObject({ kind: "refunded" });
  expect((await shop.control("GET", "trades")).body.trades).toMatchObject([{ refund_fee: "5.00" }]);
});

test("what is not paid, closed, finished or not there cannot be refunded", async () => {
  const shop = openMerchant({ app: { mode: "key" } });
  const refund = async (outTradeNo: string) =>
    (await appCall(shop, "alipay.trade.refund", { out_trade_no: outTradeNo, refund_amount: "19.80" })).fields.sub_code;
  expect(await refund("T1")).toBe("ACQ.TRADE_NOT_EXIST");
  await logIn(shop);
  expect(await refund("T1")).toBe("ACQ.TRADE_STATUS_ERROR");
  await shop.gateway.closeTrade("T1");
  expect(await refund("T1")).toBe("ACQ.TRADE_HAS_CLOSE");
  await payAtCashier(shop, { outTradeNo: "T2" });
  await shop.control("POST", "clock", { advanceMs: 90 * DAY_MS });
  expect(latest(shop)).toMatchObject({ outTradeNo: "T2", status: "TRADE_FINISHED" });
  expect(await refund("T2")).toBe("ACQ.TRADE_HAS_FINISHED");
});

test("a refund in Alipay's own console comes under a number that the shop does not know", async () => {
  const shop = await openPaid();
  await shop.control("POST", "trades/T1/refund", { amount: "3.00" });
  await shop.emulator.deliverDue();
  expect(latest(shop)).toMatchObject({ status: "TRADE_SUCCESS", refund: { feeFen: 300, outRequestNo: expect.stringMatching(/^\d{28}$/) } });
});

test("a request that waits inside the gateway is not known before it is taken, and comes to nothing when the trade is closed by then", async () => {
  const shop = await openPaid();
  const [part, more] = [refundOf(shop), refundOf(shop, { outRequestNo: "R002", amountFen: 480 })];
  await shop.control("POST", "faults", { fault: "process-later", delayMs: 60_000, times: 2 });
  expect(await shop.gateway.refund(part)).toMatchObject({ kind: "unknown" });
  expect(await shop.gateway.queryRefund(asked(part))).toEqual({ kind: "not_refunded" });
  shop.passTime(30_000);
  expect(await shop.gateway.refund(more)).toMatchObject({ kind: "unknown" });
  shop.passTime(30_000);
  await shop.emulator.tick();
  expect(await shop.gateway.queryRefund(asked(part))).toMatchObject({ kind: "refunded" });
  await shop.control("POST", "trades/T1/refund");
  shop.passTime(30_000);
  await shop.emulator.tick();
  expect(await shop.gateway.queryRefund(asked(more))).toEqual({ kind: "not_refunded" });
});

test("an owner whose balance is too low gets the reason, and nothing was done", async () => {
  const shop = await openPaid();
  await shop.control("POST", "faults", { fault: "refuse", code: "ACQ.SELLER_BALANCE_NOT_ENOUGH" });
  const part = refundOf(shop);
  expect(await shop.gateway.refund(part)).toMatchObject({ kind: "refused", advice: "same_again_later" });
  expect(await shop.gateway.refund(part)).toMatchObject({ kind: "refunded" });
});
