"use server";

import { z } from "zod";
import type { FormState } from "@/lib/server/action";
import { parseYuan } from "@/lib/shop/money";
import { acceptRefund } from "@/lib/shop/refunds/accept-refund";
import { declineRefund } from "@/lib/shop/refunds/decline-refund";
import { refundOrder } from "@/lib/shop/refunds/refund-order";
import { retryRefund } from "@/lib/shop/refunds/retry-refund";
import { withdrawRefund } from "@/lib/shop/refunds/withdraw-refund";
import { rowId } from "../form/row-id";
import { ownerAction } from "../owner";
import { tellRefund } from "./tell-refund";
import { refundText as text } from "./text";

const yuan = z.string().transform((typed, context) => {
  const fen = parseYuan(typed);
  if (fen === null || fen < 1) context.addIssue({ code: "custom", message: text.needAmount });
  return fen ?? 0;
});
const reason = z.string().trim().min(2, text.needReason).max(100, text.needReason);

const refund = z.strictObject({ orderId: z.uuid(), paymentId: rowId, amount: yuan, reason });

export const refundAction = ownerAction(refund, async ({ orderId, paymentId, amount, reason }, { shop }) => {
  const result = await refundOrder(shop, { orderId, paymentId, amountFen: amount, reason, by: "owner" });
  return result.ok ? tellRefund(result.outcome) : refused(result);
});

export const acceptAction = ownerAction(z.strictObject({ refundId: rowId, amount: yuan }), async ({ refundId, amount }, { shop }) => {
  const result = await acceptRefund(shop, { refundId, amountFen: amount });
  return result.ok ? tellRefund(result.outcome) : refused(result);
});

const decline = z.strictObject({ refundId: rowId, note: z.string().trim().min(2, text.needNote).max(200, text.needNote) });

export const declineAction = ownerAction(decline, async ({ refundId, note }, { shop }) => {
  const result = await declineRefund(shop, { refundId, note });
  return result.ok ? { ok: true, message: text.declined } : { ok: false, message: result.message };
});

export const retryAction = ownerAction(z.strictObject({ refundId: rowId }), async ({ refundId }, { shop }) => {
  const result = await retryRefund(shop, refundId);
  return result.ok ? tellRefund(result.outcome) : { ok: false, message: result.message };
});

export const withdrawAction = ownerAction(z.strictObject({ refundId: rowId }), async ({ refundId }, { shop }) => {
  const result = await withdrawRefund(shop, refundId);
  return result.ok ? { ok: true, message: text.withdrawn } : { ok: false, message: result.message };
});

/** What is wrong with the sum stands beside the sum. */
function refused({ reason, message }: { reason: string; message: string }): FormState {
  return reason === "too_much" ? { ok: false, message: "", fieldErrors: { amount: message } } : { ok: false, message };
}
