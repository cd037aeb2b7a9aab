import { expect, test } from "vitest";
import { createAbsentGateway } from "./absent-gateway";
import { protocolOf } from "./contract-name";
import type { RefundRequest } from "./gateway";

const REFUND: RefundRequest = {
  outTradeNo: "X1",
  tradeNo: "2026",
  outRequestNo: "RF1",
  amountFen: 1,
  totalFen: 1,
  reason: "x",
  notifyUrl: "https://shop.example.com/n",
  requestedAt: new Date(0),
};

test("of a contract that is not configured nothing is known, nothing is done and nothing is read", async () => {
  const gateway = createAbsentGateway("wap-token:2088000000000001");
  const unknown = { kind: "unknown", detail: "the contract wap-token:2088000000000001 is not configured" };
  expect(await gateway.queryTrade("X1")).toEqual(unknown);
  expect(await gateway.closeTrade("X1")).toEqual(unknown);
  expect(await gateway.refund(REFUND)).toEqual(unknown);
  expect(await gateway.queryRefund(REFUND)).toEqual(unknown);
  expect(await gateway.confirmNotification("1")).toBe("unknown");
  expect(await gateway.parseNotification(Buffer.from("notify_data=1"), null)).toMatchObject({ ok: false });
  expect(gateway.parseRefundNotification(Buffer.from("result_details=1"), null)).toMatchObject({ ok: false });
  expect(gateway.parseReturn("result=success")).toMatchObject({ ok: false });
});

test("a contract's name says its protocol, also one that is a protocol alone", () => {
  expect(["wap-token", "wap-token:2088", "openapi", "openapi:2021"].map(protocolOf)).toEqual([
    "wap-token",
    "wap-token",
    "openapi",
    "openapi",
  ]);
});
