"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { wordsFor } from "@/lib/server/result";
import { resolveDiscrepancy } from "@/lib/shop/discrepancies/resolve-discrepancy";
import { refundHeldPayment } from "@/lib/shop/refunds/requested/refund-held-payment";
import { confirmedOwnerAction } from "../../confirmed-action";
import { rowId } from "../../form/row-id";
import { ownerAction } from "../../owner";
import { showOutcome } from "../../refund/show-outcome";
import { text } from "./text";

const schema = z.strictObject({
  id: rowId,
  resolution: z.string().trim().min(4, text.needNote).max(500),
});

export const resolveAction = ownerAction(schema, async ({ id, resolution }, { shop, owner }) => {
  const result = await resolveDiscrepancy(shop, { id, resolution, by: owner.login });
  return answer(result, text.resolved, text.notResolved);
});

const refund = z.strictObject({ paymentId: rowId, reason: z.string().trim().min(2, text.needReason).max(100, text.needReason) });

export const refundHeldAction = confirmedOwnerAction(refund, async ({ paymentId, reason }, { shop }) => {
  const result = await refundHeldPayment(shop, { paymentId, reason });
  return result.ok ? showOutcome(result.outcome) : { ok: false, message: wordsFor(result, text.notRefunded) };
});
