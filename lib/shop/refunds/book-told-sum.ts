import "server-only";
import type { Tx } from "@/lib/server/db";
import { recordDiscrepancy } from "@/lib/shop/payments/discrepancy";
import type { Shop } from "@/lib/shop/shop";
import { type LockedPayment, lockPayment, promiseFen } from "./lock-payment";
import { recordGivenBack } from "./record-given-back";
import { newRefundNo } from "./refund-no";
import { completeRefund } from "./settle-refund";

/**
 * Matches the sum that Alipay has given back of a trade with the refunds that we know: what is more than ours was the one
 * that is under way, or one that counted as failed, or else was made in Alipay's own console and becomes a row of its own.
 * Sums only grow, so old news changes nothing. Returns false while something is not explained yet.
 */
export async function bookToldSum(shop: Shop, paymentId: bigint, { feeFen, at }: { feeFen: number; at: Date | null }): Promise<boolean> {
  return shop.db.$transaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    const newFen = feeFen - payment.refundedFen;
    if (newFen <= 0) return true;
    if (feeFen > payment.amountFen) return tellOwner(tx, shop, payment, feeFen);
    const own = await findOwn(tx, shop, paymentId, newFen);
    if (own === "not_yet") return false;
    if (!own) return bookForeign(tx, shop, payment, { amountFen: newFen, at });
    const ownFen = Number(own.amountFen);
    if (!(await completeRefund(tx, shop, own.id, at))) return false;
    return ownFen === newFen || bookForeign(tx, shop, await lockPayment(tx, paymentId), { amountFen: newFen - ownFen, at });
  });
}

/**
 * The refund that is under way, of which there is one at most; while it may yet be done, a smaller sum explains nothing. Where
 * Alipay answers for one refund it has been asked about ours, and a sum guesses nothing.
 */
async function findOwn(
  tx: Tx,
  shop: Shop,
  paymentId: bigint,
  newFen: number,
): Promise<{ id: bigint; amountFen: bigint } | "not_yet" | null> {
  const select = { id: true, amountFen: true } as const;
  const underWay = await tx.refund.findFirst({ where: { paymentId, status: "PENDING", sentAt: { not: null } }, select });
  if (shop.gateway.answersForRefunds) return underWay ? "not_yet" : null;
  if (underWay) return underWay.amountFen <= BigInt(newFen) ? underWay : "not_yet";
  const failed = { paymentId, status: "FAILED", sentAt: { not: null }, amountFen: BigInt(newFen) } as const;
  return tx.refund.findFirst({ where: failed, select, orderBy: { id: "desc" } });
}

/** A sum above what was paid cannot be ours to book. */
async function tellOwner(tx: Tx, shop: Shop, payment: LockedPayment, feeFen: number): Promise<true> {
  const { orderId, outTradeNo, tradeNo, amountFen } = payment;
  const row = { kind: "refund_seen", key: `${tradeNo}:${feeFen}`, orderId, outTradeNo, tradeNo, amountFen, detail: { feeFen } } as const;
  await recordDiscrepancy(tx, row, shop.now());
  return true;
}

/**
 * Books a refund that was made in Alipay's own console, with the number that Alipay gave it where it told one. Returns
 * false while its sum is promised to a refund of ours that can only fail.
 */
export async function bookForeign(
  tx: Tx,
  shop: Shop,
  payment: LockedPayment,
  { amountFen, at, outRequestNo = newRefundNo() }: { amountFen: number; at: Date | null; outRequestNo?: string },
): Promise<boolean> {
  if (!(await promiseFen(tx, payment.id, amountFen))) return false;
  const now = shop.now();
  const doneAt = at ?? now;
  await tx.refund.create({
    data: {
      outRequestNo,
      orderId: payment.orderId,
      paymentId: payment.id,
      amountFen: BigInt(amountFen),
      reason: "在支付宝商家中心退款",
      status: "DONE",
      requestedBy: "alipay",
      createdAt: now,
      startedAt: doneAt,
      endedAt: doneAt,
    },
  });
  await recordGivenBack(tx, shop, payment, { amountFen, refundNo: outRequestNo });
  return true;
}
