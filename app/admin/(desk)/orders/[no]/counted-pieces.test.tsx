import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { OwnerPayment } from "@/lib/shop/payments/list-order-payments";
import type { OwnerRefund } from "@/lib/shop/refunds/owner-refund";
import { Refunds } from "./refunds";

const PAYMENT = { id: 3n, disposition: "settled", amountFen: 9_000, refundingFen: 0 } as OwnerPayment;
const REQUEST = {
  id: 5n,
  paymentId: 3n,
  status: "REQUESTED",
  amountFen: 9_000,
  freightFen: 0,
  requestedBy: "buyer",
  lastAnswer: null,
  outRequestNo: "R5",
};
/** Two pieces of ¥50.00, with ¥10.00 off. */
const LINE = { id: 7n, title: "手账", variantName: "", priceFen: 5_000, quantity: 2, discountFen: 1_000, adjustFen: 0 };

function html(asked: Record<string, string>, refunds = [{ ...REQUEST, createdAt: new Date(0) } as OwnerRefund]): string {
  const payments = [PAYMENT];
  return renderToStaticMarkup(
    <Refunds
      mayRefund
      orderId="1"
      no="2611"
      pictures={[]}
      freight={{ fen: 0, isShipped: false }}
      lines={[LINE]}
      kept={null}
      {...{ refunds, payments, asked }}
    />,
  );
}

test("an owner who answers a buyer's request counts what was paid for the pieces in question, and finds that sum in the answer", () => {
  expect(html({})).toContain('name="p7"');
  expect(html({})).toContain('value="90.00"');
  const counted = html({ p7: "1" });
  expect(counted).toContain('name="p7"');
  expect(counted).toMatch(/name="amount"[^>]*value="45.00"/);
});

test("an owner who begins a refund finds the sum that was counted", () => {
  expect(html({ p7: "1" }, [])).toMatch(/name="amount"[^>]*value="45.00"/);
});
