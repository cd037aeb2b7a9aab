import "server-only";
import type { Tx } from "@/lib/server/db";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import type { Shop } from "@/lib/shop/shop";
import { type LockedPayment, lockPayment } from "../lock-payment";
import { completeRefund } from "../settle-refund";
import { bookConsoleRefund } from "./book-console-refund";
import { matchSum, type Own, sumOf } from "./match-sum";

/**
 * Matches the sum that Alipay has given back of a trade with the refunds that we know. What is more than ours was a refund
 * that is under way, or one that counted as failed; otherwise it was made in Alipay's own console and becomes a row of its own.
 * Sums only grow, so old news changes nothing. Returns false while something is not explained yet.
 */
export async function bookReportedSum(
  shop: Shop,
  paymentId: bigint,
  { feeFen, at }: { feeFen: number; at: Date | null },
): Promise<boolean> {
  return shop.db.$transaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    const newFen = feeFen - payment.refundedFen;
    if (newFen <= 0) return true;
    if (feeFen > payment.amountFen) return recordTooLargeSum(tx, shop, payment, feeFen);
    const own = await findOwn(tx, shop, payment, newFen);
    if (own === "not_yet") return false;
    for (const { id } of own) if (!(await completeRefund(tx, shop, id, at))) return false;
    const restFen = newFen - sumOf(own);
    return restFen === 0 || bookConsoleRefund(tx, shop, await lockPayment(tx, paymentId), { amountFen: restFen, at });
  });
}

/**
 * The refunds of ours that the sum means. One that is under way may yet be done, so that a smaller sum explains nothing.
 * Where Alipay answers for one refund it has been asked about ours, and nothing is guessed by the sum.
 */
async function findOwn(tx: Tx, shop: Shop, { id: paymentId, contract }: LockedPayment, newFen: number): Promise<Own[] | "not_yet"> {
  const select = { id: true, amountFen: true, lastAnswer: true } as const;
  const underWay = await tx.refund.findMany({ where: { paymentId, status: "PENDING", openSends: { gt: 0 } }, select });
  if (shop.gateways.of(contract).answersForRefunds) return underWay.length > 0 ? "not_yet" : [];
  if (underWay.length > 0) return matchSum(underWay, newFen) ?? "not_yet";
  const failed = { paymentId, status: "FAILED", sentAt: { not: null }, amountFen: newFen } as const;
  return tx.refund.findMany({ where: failed, select, orderBy: { id: "desc" }, take: 1 });
}

/** A sum above what was paid cannot be ours to book. */
async function recordTooLargeSum(tx: Tx, shop: Shop, payment: LockedPayment, feeFen: number): Promise<true> {
  const { orderId, outTradeNo, tradeNo, amountFen } = payment;
  const subject = subjectOf.reportedSum({ tradeNo, feeFen });
  await recordDiscrepancy(tx, { kind: "refund_seen", subject, orderId, outTradeNo, tradeNo, amountFen, detail: { feeFen } }, shop.now());
  return true;
}
