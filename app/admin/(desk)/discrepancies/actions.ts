"use server";

import { z } from "zod";
import { resolveDiscrepancy } from "@/lib/shop/admin/resolve-discrepancy";
import { refundHeld } from "@/lib/shop/refunds/refund-held";
import { rowId } from "../../form/row-id";
import { ownerAction } from "../../owner";
import { tellRefund } from "../../refund/tell-refund";
import { text } from "./text";

const schema = z.strictObject({
  id: rowId,
  resolution: z.string().trim().min(4, text.needNote).max(500),
});

export const resolveAction = ownerAction(schema, async ({ id, resolution }, { shop, owner }) => {
  const result = await resolveDiscrepancy(shop, { id, resolution, by: owner.login });
  return result.ok ? { ok: true, message: text.resolved } : { ok: false, message: result.message };
});

const refund = z.strictObject({ paymentId: rowId, reason: z.string().trim().min(2, text.needReason).max(100, text.needReason) });

export const refundHeldAction = ownerAction(refund, async ({ paymentId, reason }, { shop }) => {
  const result = await refundHeld(shop, { paymentId, reason });
  return result.ok ? tellRefund(result.outcome) : { ok: false, message: result.message };
});
