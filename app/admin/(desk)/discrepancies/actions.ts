"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { resolveDiscrepancy } from "@/lib/shop/discrepancies/resolve-discrepancy";
import { retryReportedRefunds } from "@/lib/shop/refunds/reported/retry-reported-refunds";
import { refundHeldPayment } from "@/lib/shop/refunds/requested/refund-held-payment";
import { confirmedMemberAction } from "../../confirmed-action";
import { rowId } from "../../form/row-id";
import { wishKey } from "../../form/wish-key";
import { memberAction } from "../../member";
import { showRefusal, showStart } from "../../refund/show-outcome";
import { text } from "./text";

const schema = z.strictObject({
  id: rowId,
  resolution: z.string().trim().min(4, text.needNote).max(500),
  money: z.enum(["goes_back", "stays"], text.needMoney).optional(),
});

export const resolveAction = confirmedMemberAction("money.settle", schema, async ({ id, resolution, money }, { shop, member }) => {
  const result = await resolveDiscrepancy(shop, { id, resolution, by: member.login, money });
  return answer(result, text.resolved, text.notResolved);
});

const reported = z.strictObject({ tradeNo: z.string().min(1).max(128) });

export const retryReportedAction = memberAction("money.settle", reported, async ({ tradeNo }, { shop }) => {
  return answer(await retryReportedRefunds(shop, { tradeNo }), text.retried, text.notRetried);
});

const refund = z.strictObject({ paymentId: rowId, reason: z.string().trim().min(2, text.needReason).max(100, text.needReason), wishKey });

export const refundHeldAction = confirmedMemberAction(
  "money.refund",
  refund,
  async ({ paymentId, reason, wishKey: key }, { shop, member }) => {
    const result = await refundHeldPayment(shop, { paymentId, reason, wish: { key, owner: member.login } });
    return result.ok ? showStart(result) : showRefusal(result, text.notRefunded);
  },
);
