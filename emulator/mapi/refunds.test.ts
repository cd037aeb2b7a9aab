import { expect, test } from "vitest";
import { encodeForm } from "@/lib/alipay/form";
import type { RefundRequest } from "@/lib/alipay/gateway";
import { signMapiRequest } from "@/lib/alipay/wap/mapi/request";
import { TEXT } from "../cashier/text";
import { payAtCashier } from "../testing/open-cashier";
import { EMULATOR, openMerchant, REFUND_NOTIFY_URL, START, type TestMerchant } from "../testing/test-merchant";
import { openPhone } from "../testing/test-phone";

const COMPUTER = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36";

type Paid = TestMerchant & { tradeNo: string };

async function openPaid(options: Parameters<typeof openMerchant>[0] = {}): Promise<Paid> {
  const shop = openMerchant(options);
  await payAtCashier(shop);
  await shop.emulator.deliverDue();
  const asked = await shop.gateway.queryTrade("T1");
  if (asked.kind !== "trade") throw new Error(asked.kind);
  return { ...shop, tradeNo: asked.trade.tradeNo };
}

function refundOf({ tradeNo }: Paid, changes: Partial<RefundRequest> = {}): RefundRequest {
  const common = { outTradeNo: "T1", outRequestNo: "R001", amountFen: 500, totalFen: 1980, reason: "少发一件" };
  return { tradeNo, ...common, notifyUrl: REFUND_NOTIFY_URL, requestedAt: START, ...changes };
}

for (const secId of ["MD5", "0001"] as const) {
  test(`an owner gives a part back without a password, and both notices come (${secId})`, async () => {
    const shop = await openPaid({ secId });
    expect(await shop.gateway.refund(refundOf(shop))).toEqual({ kind: "accepted" });
    expect(await shop.emulator.deliverDue()).toBe(2);
    expect(shop.batches).toMatchObject([
      { ok: true, outRequestNo: "R001", refunds: [{ tradeNo: shop.tradeNo, amountFen: 500, outcome: "refunded" }] },
    ]);
    expect(shop.heard.at(-1)?.result).toMatchObject({ trade: { status: "TRADE_SUCCESS", refund: { status: "REFUND_SUCCESS" } } });
    expect(await shop.gateway.queryTrade("T1")).toMatchObject({ trade: { refund: { feeFen: 500 } } });
  });
}

test("a batch is taken once, however often it is sent", async () => {
  const shop = await openPaid();
  await shop.control("POST", "faults", { fault: "lose-answer", match: { channel: "mapi" } });
  expect(await shop.gateway.refund(refundOf(shop))).toMatchObject({ kind: "unknown" });
  shop.passTime(86_400_000);
  expect(await shop.gateway.refund(refundOf(shop))).toEqual({ kind: "accepted" });
  expect((await shop.control("GET", "trades")).body.trades).toMatchObject([{ refund_fee: "5.00", refunds: [{ by: "batch" }] }]);
});

test("a batch that waits inside the gateway is not known before it is taken, and then it is a refund like any other", async () => {
  const shop = await openPaid();
  await shop.control("POST", "faults", { fault: "process-later", delayMs: 60_000, match: { channel: "mapi" } });
  expect(await shop.gateway.refund(refundOf(shop))).toMatchObject({ kind: "unknown" });
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ trade: { refund: null } });
  shop.passTime(60_000);
  await shop.emulator.deliverDue();
  expect(shop.batches).toMatchObject([{ ok: true, outRequestNo: "R001", refunds: [{ outcome: "refunded" }] }]);
  expect(await shop.gateway.refund(refundOf(shop))).toEqual({ kind: "accepted" });
  expect((await shop.control("GET", "trades")).body.trades).toMatchObject([{ refund_fee: "5.00" }]);
});

test("a batch that waits comes to nothing when it was sent again and taken meanwhile", async () => {
  const shop = await openPaid();
  await shop.control("POST", "faults", { fault: "process-later", delayMs: 60_000, match: { channel: "mapi" } });
  await shop.gateway.refund(refundOf(shop));
  expect(await shop.gateway.refund(refundOf(shop))).toEqual({ kind: "accepted" });
  shop.passTime(60_000);
  await shop.emulator.tick();
  expect((await shop.control("GET", "trades")).body.trades).toMatchObject([{ refund_fee: "5.00" }]);
});

test("a batch of yesterday is not taken today, and neither is its page opened", async () => {
  for (const refundMode of ["nopwd", "pwd"] as const) {
    const shop = await openPaid({ refundMode });
    shop.passTime(86_400_000);
    const asked = await shop.gateway.refund(refundOf(shop));
    if (asked.kind === "owner_must_confirm") {
      const page = await openPhone(shop.emulator, { userAgent: COMPUTER }).go(asked.url);
      expect(page).toMatchObject({ status: 400, html: expect.stringContaining("BATCH_NO_FORMAT_ERROR") });
    } else expect(asked).toMatchObject({ kind: "refused", code: "BATCH_NO_FORMAT_ERROR" });
  }
});

test("a refund that takes its time is notified when it is done, and one that fails with its code", async () => {
  const shop = await openPaid();
  await shop.control("POST", "faults", [{ fault: "refund-later", delayMs: 60_000 }, { fault: "refund-fails" }]);
  expect(await shop.gateway.refund(refundOf(shop))).toEqual({ kind: "accepted" });
  expect(await shop.emulator.deliverDue()).toBe(0);
  shop.passTime(60_000);
  await shop.emulator.deliverDue();
  expect(shop.batches).toMatchObject([{ refunds: [{ outcome: "failed", code: "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH" }] }]);
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ trade: { status: "TRADE_SUCCESS", refund: null } });
});

test.each([
  ["more than is left", { amountFen: 1980 }, "REASON_TRADE_REFUND_FEE_ERR"],
  ["the rest", { amountFen: 1480 }, "SUCCESS"],
])("after a part, %s is told as %s", async (_, changes, code) => {
  const shop = await openPaid();
  await shop.gateway.refund(refundOf(shop));
  await shop.gateway.refund(refundOf(shop, { outRequestNo: "R002", ...changes }));
  await shop.emulator.deliverDue();
  expect(shop.batches.map((result) => result.ok && result.refunds[0]?.code)).toEqual(["SUCCESS", code]);
});

test("a trade that was refunded in full is closed, and a further refund is refused with that code", async () => {
  const shop = await openPaid();
  await shop.control("POST", "trades/T1/refund");
  await shop.gateway.refund(refundOf(shop));
  await shop.emulator.deliverDue();
  expect(shop.batches).toMatchObject([{ refunds: [{ code: "TRADE_HAS_CLOSED" }] }]);
});

test.each([
  ["ILLEGAL_ARGUMENT", { detail_data: "" }],
  ["SELLER_INFO_NOT_EXIST", { seller_user_id: "2088999999999999" }],
  ["REFUND_DATE_ERROR", { refund_date: "2026-03-01" }],
  ["BATCH_NO_FORMAT_ERROR", { batch_no: "20260228R001" }],
  ["BATCH_NO_FORMAT_ERROR", { batch_no: "20260301000" }],
  ["BATCH_NUM_ERROR", { batch_num: "one" }],
  ["BATCH_NUM_EXCEED_LIMIT", { batch_num: "1001" }],
  ["BATCH_NUM_NOT_EQUAL_TOTAL", { batch_num: "2" }],
  ["DETAIL_DATA_FORMAT_ERROR", { detail_data: "1^2" }],
  ["SINGLE_DETAIL_DATA_EXCEED_LIMIT", { detail_data: `1^1.00^${"退".repeat(86)}` }],
  ["REFUND_AMOUNT_NOT_VALID", { detail_data: "1^0.00^x" }],
  ["DUBL_TRADE_NO_IN_SAME_BATCH", { detail_data: "1^1.00^x#1^1.00^x", batch_num: "2" }],
  ["NOT_THIS_PARTNERS_TRADE", {}],
])("a batch that is not right hears %s", async (code, changes) => {
  const shop = await openPaid();
  const fields = {
    service: "refund_fastpay_by_platform_nopwd",
    partner: shop.merchant.partner,
    _input_charset: "utf-8",
    seller_user_id: shop.merchant.sellerId,
    refund_date: "2026-03-01 12:00:00",
    batch_no: "20260301R001",
    batch_num: "1",
    detail_data: "2026030100000000000000000000^1.00^x",
    ...changes,
  };
  const params = await signMapiRequest(Object.entries(fields), { secId: "MD5", md5Key: shop.merchant.md5Key });
  const answer = await shop.emulator.handle(new Request(`${EMULATOR}/gateway.do?${encodeForm(params)}`));
  expect(/<error>([^<]*)<\/error>/.exec(await answer.text())?.[1]).toBe(code);
});

test("a seller types the password on a computer, and the refund is made once", async () => {
  const shop = await openPaid({ refundMode: "pwd" });
  const asked = await shop.gateway.refund(refundOf(shop));
  const url = asked.kind === "owner_must_confirm" ? asked.url : "";
  const computer = openPhone(shop.emulator, { userAgent: COMPUTER });
  const page = await computer.go(url);
  expect(page.html).toContain("5.00");
  expect(await computer.fillIn(page, { password: "wrong" })).toMatchObject({ status: 422 });
  expect(shop.batches).toHaveLength(0);
  const done = await computer.fillIn(await computer.go(url), { password: "111111" });
  expect(done.html).toContain(TEXT.refundDoneTitle);
  await shop.emulator.deliverDue();
  expect(shop.batches).toMatchObject([{ ok: true, refunds: [{ amountFen: 500, outcome: "refunded" }] }]);
  expect(await computer.go(url)).toMatchObject({ status: 400, html: expect.stringContaining("DUPLICATE_BATCH_NO") });
  await computer.fillIn(page, { password: "111111" });
  expect((await shop.control("GET", "trades")).body.trades).toMatchObject([{ refund_fee: "5.00" }]);
});

test("a notice of a batch comes again by the schedule, and an unsigned one is refused", async () => {
  const shop = await openPaid();
  await shop.control("POST", "faults", { fault: "unsigned", match: { service: "notify.batch" } });
  shop.answerNotices(() => new Response("fail"));
  await shop.gateway.refund(refundOf(shop));
  await shop.emulator.deliverDue();
  shop.answerNotices(() => new Response("success"));
  await shop.control("POST", "clock", { advanceMs: 120_000 });
  expect(shop.batches).toMatchObject([{ ok: false, reason: "missing_field" }, { ok: true }]);
});
