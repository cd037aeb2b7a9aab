import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { OwnerOrder } from "@/lib/shop/orders/get-owner-order";
import { RefundsWithoutSums } from "./refunds-without-sums";
import { withoutSums } from "./without-sums";

const event = (kind: string, detail: Record<string, unknown>): OwnerOrder["events"][number] =>
  ({ id: 1n, kind, actor: "owner", createdAt: new Date(0), detail }) as OwnerOrder["events"][number];
const kept = (kind: string, detail: Record<string, unknown>) => withoutSums([event(kind, detail)])[0]?.detail;

test("a clerk reads which parcel went and who sent it", () => {
  const parcel = { courier: "顺丰速运", trackingNo: "SF1", pieces: "2", who: "小王" };
  expect(kept("shipped", parcel)).toEqual(parcel);
});

test("a clerk reads that there is a refund, and neither its sum nor what anybody wrote about it", () => {
  expect(kept("refund_requested", { refundNo: "R1", refundFen: "1980", reason: "少退我 19.80 元" })).toEqual({});
  expect(kept("refund_declined", { refundNo: "R1", note: "已补 5 元", owner: "owner" })).toEqual({});
  expect(kept("paid", { tradeNo: "2026", source: "owner", by: "owner", note: "¥19.80" })).toEqual({});
});

test("a clerk reads why an order was closed where the program says it, and not in the words of somebody", () => {
  expect(kept("closed", { reason: "expired" })).toEqual({ reason: "expired" });
  expect(kept("closed", { reason: "退了 30 元" })).toEqual({});
});

test("what is not known to be harmless stays away, whatever later versions write", () => {
  expect(kept("price_changed", { oldFen: "100", newFen: "90", total: "¥0.90" })).toEqual({});
});

test("a clerk sees on the order's page that its refund is open, and no sum of it", () => {
  const refund = { id: 1n, status: "REQUESTED", createdAt: new Date(0), amountFen: 1980, reason: "退 ¥19.80" } as const;
  const html = renderToStaticMarkup(RefundsWithoutSums({ refunds: [refund] }));
  expect(html).toContain("买家申请");
  expect(html).toContain("先不要发货");
  expect(html).not.toMatch(/19\.80|¥/);
});
