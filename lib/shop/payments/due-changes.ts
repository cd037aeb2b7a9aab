import "server-only";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { type DueKind, reviewDue } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { advanceChange } from "./advance-change";
import { lookAtReplaced } from "./look-at-replaced";

/** Changes of orders by their owner: those that wait, those that money has overtaken, and the last looks at an old payment. */
export const CHANGES: DueKind = {
  name: "order_changes",
  table: "order_changes",
  key: { column: "id", type: "uuid" },
  leaseMs: 60_000,
  retryMs: 30_000,
  atOnce: 5,
  review: reviewChange,
};

/** Looks at the changes that are due; answers how many. */
export function reviewDueChanges(shop: Shop): Promise<number> {
  return reviewDue(shop, CHANGES);
}

async function reviewChange(shop: Shop, changeId: string): Promise<Date | null> {
  const { state, attemptId, checks } = await shop.db.orderChange.findUniqueOrThrow({
    where: { id: changeId },
    select: { state: true, attemptId: true, checks: true },
  });
  if (state === "paid") return tellPaidBefore(shop, changeId);
  if (state === "waiting") return (await advanceChange(shop, changeId)).again;
  return attemptId === null ? null : lookAtReplaced(shop, attemptId, checks);
}

/** The buyer paid what was agreed before: the owner may want to give the difference back, or to ask for it. */
async function tellPaidBefore(shop: Shop, changeId: string): Promise<null> {
  const { orderId, fromTotalFen, totalFen } = await shop.db.orderChange.findUniqueOrThrow({
    where: { id: changeId },
    select: { orderId: true, fromTotalFen: true, totalFen: true },
  });
  const refs = { orderId, outTradeNo: null, tradeNo: null, amountFen: fromTotalFen };
  await recordDiscrepancy(
    shop.db,
    { kind: "paid_before_change", subject: subjectOf.change(changeId), ...refs, detail: { wantedFen: totalFen } },
    shop.now(),
  );
  return null;
}
