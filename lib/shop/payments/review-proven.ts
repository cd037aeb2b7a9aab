import "server-only";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { later } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { GIVE_UP_MS, LAST_LOOK_MS, nextLook } from "./look-times";
import { askGateway, type PaymentTruth } from "./refresh-payment";

type Proven = {
  tradeNo: string;
  outTradeNo: string;
  amountFen: number;
  createdAt: Date;
  orderId: string | null;
  attempt: { id: string; outTradeNo: string; payableUntil: Date } | null;
};

/**
 * The worker's look at an order whose money the owner took by a proof: asks Alipay until it says the same, or the contrary, or
 * has had a day for it. Answers when to look again, null for never.
 */
export async function reviewProven(shop: Shop, { id: orderId, checks }: { id: string; checks: number }): Promise<Date | null> {
  const proven = await readProven(shop, orderId);
  if (!proven?.attempt) return null;
  const truth = await askGateway(shop, proven.attempt, { force: true });
  if (!(await readProven(shop, orderId))) return null;
  const at = shop.now();
  if (saysUnpaid(truth, proven.attempt, at)) {
    await recordContradiction(shop, proven, truth.kind);
    return null;
  }
  // Whatever else was said against it is before the owner.
  if (truth.kind === "settled" && truth.settlement.kind === "discrepancy") return null;
  return at >= later(proven.createdAt, GIVE_UP_MS) ? null : nextLook(at, { checks, unansweredSince: null });
}

function readProven(shop: Shop, orderId: string): Promise<Proven | null> {
  return shop.db.payment.findFirst({
    where: { orderId, source: "owner" },
    select: {
      ...{ tradeNo: true, outTradeNo: true, amountFen: true, createdAt: true, orderId: true },
      attempt: { select: { id: true, outTradeNo: true, payableUntil: true } },
    },
  });
}

/** No trade, or one that waits for its buyer, although nobody can pay any more. */
function saysUnpaid({ kind }: PaymentTruth, { payableUntil }: { payableUntil: Date }, at: Date): boolean {
  return (kind === "not_exist" || kind === "waiting") && at >= later(payableUntil, LAST_LOOK_MS);
}

async function recordContradiction(shop: Shop, { attempt: _, createdAt: __, ...proven }: Proven, answer: string): Promise<void> {
  const subject = subjectOf.trade(proven.tradeNo);
  const detail = { provenTradeNo: proven.tradeNo, answer };
  await recordDiscrepancy(shop.db, { ...proven, kind: "proof_contradicted", subject, detail }, shop.now());
}
