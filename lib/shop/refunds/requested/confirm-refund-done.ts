import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { auditRefund } from "../audit-refund";
import { askAboutRefund, askRefundedSum } from "../reported/ask-about-refund";
import { completeRefund, lockRefund } from "../settle-refund";
import { askBeforeEnding, type Ending } from "./end-refund";

/**
 * An owner has seen at Alipay that a refund was made, although nothing that Alipay tells us says so plainly. Only after a day.
 * Alipay is asked first: what it says itself is booked, and `contradicted` when its answer leaves no room for this refund.
 */
export async function confirmRefundDone(
  shop: Shop,
  { refundId, owner, note }: Ending,
): Promise<Result<object, "not_under_way" | "too_early" | "contradicted" | "unknown">> {
  const asked = await askBeforeEnding(shop, refundId);
  if (!asked.ok) return asked;
  if (asked.truth === "done") return { ok: true };
  const feeFen = asked.truth !== "unknown" ? await refundedSum(shop, refundId) : null;
  const confirmed = await shop.db.$transaction<{ ok: true } | Refusal<"not_under_way" | "contradicted">>(async (tx) => {
    const { payment, refund } = await lockRefund(tx, refundId);
    if (refund.status !== "PENDING") return refuse("not_under_way");
    if (feeFen !== null && feeFen - payment.refundedFen < refund.amountFen) return refuse("contradicted");
    await completeRefund(tx, shop, refundId, null, { owner, note });
    await auditRefund(tx, shop, refundId, { kind: "refund_proven_done", note });
    return { ok: true };
  });
  // What else has gone back is explained now, and is booked.
  if (confirmed.ok && asked.truth === "unexplained") await askAboutRefund(shop, refundId);
  return confirmed;
}

/** What Alipay has given back of the trade: where it answers for one refund and does not know this one, nothing of it. null when unknown. */
async function refundedSum(shop: Shop, refundId: bigint): Promise<number | null> {
  const { payment } = await shop.db.refund.findUniqueOrThrow({
    where: { id: refundId },
    select: { payment: { select: { outTradeNo: true, tradeNo: true, contract: true } } },
  });
  if (shop.gateways.of(payment.contract).answersForRefunds) return 0;
  return (await askRefundedSum(shop, payment))?.feeFen ?? null;
}
