import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newContract } from "../../fixtures/contract";
import { formatTime } from "../../time";
import { buildMapiFailure, buildMapiSuccess } from "./answer";
import { batchNo, buildRefund, parseRefundAnswer, parseRefundDetails, readBatchNo } from "./refund";
import { verifyMapiRequest } from "./request";

const { config, findKeys } = newContract("MD5");

const request = {
  outTradeNo: "X20261122A7",
  tradeNo: "2026112200001000320069456556",
  outRequestNo: "R7f3a9",
  amountFen: 1_980,
  totalFen: 10_000,
  reason: "少发一件",
  notifyUrl: "https://shop.example.com/api/alipay/refund-notify",
  requestedAt: new Date("2026-11-22T17:30:00Z"),
};

const paramsOf = async (changes: Partial<typeof request> = {}) => new Map(await buildRefund(config, { ...request, ...changes }));

describe("the owner gives money back", () => {
  test("with one signed record that names trade, sum and reason", async () => {
    const params = await paramsOf();
    expect(verifyMapiRequest(params, findKeys).ok).toBe(true);
    expect(Object.fromEntries(params)).toMatchObject({
      service: "refund_fastpay_by_platform_nopwd",
      seller_user_id: config.sellerId,
      refund_date: "2026-11-23 01:30:00",
      batch_no: "20261123R7f3a9",
      batch_num: "1",
      detail_data: "2026112200001000320069456556^19.80^少发一件",
    });
  });

  test("and a retry, whenever it comes, is the identical message", async () => {
    expect([...(await paramsOf())]).toEqual([...(await paramsOf())]);
    expect(readBatchNo((await paramsOf()).get("batch_no") ?? "")).toMatchObject({ outRequestNo: "R7f3a9" });
  });

  test("and whatever is written as the reason stays one field of one record", () => {
    return fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom(..."^$|#退款🍵 \n\0\ud800a"), maxLength: 400 }), async (reason) => {
        const detail = (await paramsOf({ reason })).get("detail_data") ?? "";
        const records = parseRefundDetails(detail);
        expect(records).toHaveLength(1);
        expect(records?.[0]).toMatchObject({ tradeNo: request.tradeNo, amount: "19.80" });
        expect(Buffer.byteLength(records?.[0]?.reason ?? "")).toBeLessThan(256);
      }),
    );
  });

  test.each([
    ["more than was paid", { amountFen: 10_001 }],
    ["nothing", { amountFen: 0 }],
    ["under a number that a batch cannot carry", { outRequestNo: "R-1" }],
    ["under 000", { outRequestNo: "000" }],
    ["of a trade whose number would part the record", { tradeNo: "2026^1" }],
  ])("but never %s", async (_, changes) => {
    await expect(paramsOf(changes)).rejects.toThrow(RangeError);
  });
});

describe("Alipay answers", () => {
  test("that it took the refund, or works on it: asked for, not yet certain", () => {
    expect(parseRefundAnswer(buildMapiSuccess())).toEqual({ kind: "accepted" });
    expect(parseRefundAnswer("<alipay><is_success>P</is_success></alipay>")).toEqual({ kind: "accepted" });
  });

  test("that it has this batch already: the earlier request arrived", () => {
    expect(parseRefundAnswer(buildMapiFailure("DUPLICATE_BATCH_NO"))).toEqual({ kind: "accepted" });
  });

  test.each([
    ["TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH", "same_again_later"],
    ["TRADE_HAS_CLOSED", "check_trade"],
    ["BATCH_NO_FORMAT_ERROR", "same_again_later"],
    ["NOT_THIS_SELLER_TRADE", "never"],
  ])("with %s: %s", (code, advice) => {
    expect(parseRefundAnswer(buildMapiFailure(code))).toMatchObject({ kind: "refused", code, advice });
  });

  test.each([
    ["its own fault", buildMapiFailure("SYSTEM_ERROR")],
    ["a code that nobody documented", buildMapiFailure("SOMETHING_NEW")],
    ["a page", "<html/>"],
    ["nothing", ""],
    ["two verdicts", "<alipay><is_success>P</is_success><is_success>T</is_success></alipay>"],
  ])("with %s: unknown, the identical request may be sent again", (_, text) => {
    expect(parseRefundAnswer(text)).toMatchObject({ kind: "unknown" });
  });
});

test("a batch number keeps within 11 to 32 characters, and gives its refund's number and its day back", () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Za-z0-9]{3,24}$/),
      fc.date({ min: new Date("2015-01-01"), max: new Date("2099-01-01"), noInvalidDate: true }),
      (outRequestNo, requestedAt) => {
        fc.pre(outRequestNo !== "000");
        const batch = batchNo({ outRequestNo, requestedAt });
        expect(batch.length).toBeLessThanOrEqual(32);
        expect(readBatchNo(batch)).toEqual({ outRequestNo, datedOn: formatTime(requestedAt).slice(0, 10) });
      },
    ),
  );
});

test("records that are not three fields are no batch", () => {
  for (const bad of ["", "1^2", "1^2^3^4", "1^2^3#", "^1.00^x"]) expect(parseRefundDetails(bad)).toBeNull();
  expect(parseRefundDetails("1^0.01^a#2^0.02^b")).toHaveLength(2);
});
