import { describe, expect, test } from "vitest";
import { newContract } from "../../fixtures/contract";
import { encodeForm, parseForm } from "../../form";
import { signSorted } from "../signing/security";
import { buildRefundNotification, parseRefundNotification } from "./refund-notification";

const FORM = "application/x-www-form-urlencoded; charset=UTF-8";
const NOTICE = { notifyId: "n-1", notifyTime: new Date("2026-11-22T06:49:28Z") };
const BATCH = { batchNo: "20261122R7f3a9", refunds: [{ tradeNo: "2026112200001000320069456556", amountFen: 1_980, code: "SUCCESS" }] };

describe.each(["MD5", "0001"] as const)("with %s", (secId) => {
  const { merchant, gateway } = newContract(secId);
  const read = (body: string, type: string | null = FORM) => parseRefundNotification(Buffer.from(body), type, merchant);
  const altered = (change: (params: Map<string, string>) => void) => {
    const form = parseForm(buildRefundNotification(BATCH, NOTICE, gateway));
    const params = form.ok ? form.params : new Map<string, string>();
    change(params);
    return encodeForm(params);
  };

  test("the owner sees which refund succeeded", () => {
    expect(read(buildRefundNotification(BATCH, NOTICE, gateway))).toEqual({
      ok: true,
      notifyId: "n-1",
      outRequestNo: "R7f3a9",
      datedOn: "2026-11-22",
      refunds: [{ tradeNo: "2026112200001000320069456556", amountFen: 1_980, outcome: "refunded", code: "SUCCESS" }],
    });
  });

  test("or why it failed", () => {
    const failed = { ...BATCH, refunds: [{ tradeNo: "1", amountFen: 5, code: "TRADE_HAS_CLOSED" }] };
    expect(read(buildRefundNotification(failed, NOTICE, gateway))).toMatchObject({
      ok: true,
      refunds: [{ outcome: "failed", code: "TRADE_HAS_CLOSED" }],
    });
  });

  test.each([
    ["another sum", (params: Map<string, string>) => params.set("result_details", "2026112200001000320069456556^19.81^SUCCESS")],
    ["a parameter of somebody's own", (params: Map<string, string>) => params.set("extra", "1")],
    ["no signature that verifies", (params: Map<string, string>) => params.set("sign", "0".repeat(32))],
    [
      "a boundary moved into a value",
      (params: Map<string, string>) => params.set("batch_no", "20261122R7f3a9&notify_id=n-1").delete("notify_id"),
    ],
  ])("a notice with %s changes nothing", (_, change) => {
    expect(read(altered(change)).ok).toBe(false);
  });

  test("a notice that names another algorithm is refused", () => {
    expect(read(altered((params) => params.set("sign_type", secId === "MD5" ? "RSA" : "MD5")))).toMatchObject({ reason: "wrong_sec_id" });
  });

  test("a notice of a payment is no notice of refunds", () => {
    expect(read(altered((params) => params.set("notify_type", "trade_status_sync")))).toMatchObject({ reason: "wrong_service" });
    expect(read("", null)).toMatchObject({ reason: "content_type" });
    expect(read("notify_type=batch_refund_notify")).toMatchObject({ reason: "missing_field" });
  });
});

test.each([
  ["the fee that Alipay gives back behind a dollar sign", "$jax_chuanhang@alipay.com^2088101003147483^0.01^SUCCESS"],
  ["what partners give back behind a bar", "|jax_chuanhang@alipay.com^2088101003147483^0.01^SUCCESS"],
])("%s is no second refund", (_, behind) => {
  const { merchant, gateway } = newContract("MD5");
  const signed = signSorted(
    [
      ["notify_type", "batch_refund_notify"],
      ["notify_id", "n"],
      ["batch_no", "20261122abc"],
      ["success_num", "1"],
      ["result_details", `2010031906272929^80.00^SUCCESS${behind}#2010031906272930^0.50^TRADE_HAS_CLOSED`],
    ],
    gateway,
  );
  const body = Buffer.from(encodeForm([...signed, ["sign_type", "MD5"]]));
  expect(parseRefundNotification(body, FORM, merchant)).toMatchObject({
    ok: true,
    refunds: [
      { tradeNo: "2010031906272929", amountFen: 8_000, outcome: "refunded" },
      { tradeNo: "2010031906272930", amountFen: 50, outcome: "failed", code: "TRADE_HAS_CLOSED" },
    ],
  });
});
