"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import type { FormState } from "@/lib/server/action";
import { type Refusal, type Words, wordsFor } from "@/lib/server/result";
import { parseYuan } from "@/lib/shop/money";
import { acceptRequest } from "@/lib/shop/refunds/requested/accept-request";
import { declineRequest } from "@/lib/shop/refunds/requested/decline-request";
import { giveUpRefund } from "@/lib/shop/refunds/requested/give-up-refund";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { retryRefund } from "@/lib/shop/refunds/requested/retry-refund";
import { confirmedOwnerAction } from "../confirmed-action";
import { rowId } from "../form/row-id";
import { ownerAction } from "../owner";
import { showOutcome } from "./show-outcome";
import { refundText as text } from "./text";

const yuan = z.string().transform((typed, context) => {
  const fen = parseYuan(typed);
  if (fen === null || fen < 1) context.addIssue({ code: "custom", message: text.needAmount });
  return fen ?? 0;
});
const reason = z.string().trim().min(2, text.needReason).max(100, text.needReason);

const refund = z.strictObject({ orderId: z.uuid(), paymentId: rowId, amount: yuan, reason });

export const refundAction = confirmedOwnerAction(refund, async ({ orderId, paymentId, amount, reason }, { shop }) => {
  const result = await refundOrder(shop, { orderId, paymentId, amountFen: amount, reason, by: "owner" });
  return result.ok ? showOutcome(result.outcome) : refused(result, text.notRefunded);
});

export const acceptAction = confirmedOwnerAction(
  z.strictObject({ refundId: rowId, amount: yuan }),
  async ({ refundId, amount }, { shop }) => {
    const result = await acceptRequest(shop, { refundId, amountFen: amount });
    return result.ok ? showOutcome(result.outcome) : refused(result, text.notAnswered);
  },
);

const decline = z.strictObject({ refundId: rowId, note: z.string().trim().min(2, text.needNote).max(200, text.needNote) });

export const declineAction = ownerAction(decline, async ({ refundId, note }, { shop }) => {
  const result = await declineRequest(shop, { refundId, note });
  return result.ok ? { ok: true, message: text.declined } : refused(result, text.notAnswered);
});

export const retryAction = confirmedOwnerAction(z.strictObject({ refundId: rowId }), async ({ refundId }, { shop }) => {
  const result = await retryRefund(shop, refundId);
  return result.ok ? showOutcome(result.outcome) : { ok: false, message: wordsFor(result, text.notRetried) };
});

export const giveUpAction = ownerAction(z.strictObject({ refundId: rowId }), async ({ refundId }, { shop }) => {
  const result = await giveUpRefund(shop, refundId);
  return answer(result, text.givenUp, text.notGivenUp);
});

/** What is wrong with the sum stands beside the sum. */
function refused<Refused extends Refusal>(refusal: Refused, words: Words<Refused>): FormState {
  const message = wordsFor(refusal, words);
  return refusal.reason === "too_much" ? { ok: false, message: "", fieldErrors: { amount: message } } : { ok: false, message };
}
