import "server-only";
import { afterCommit } from "@/lib/server/after-commit";
import type { Tx } from "@/lib/server/db";
import { buyerText } from "@/lib/shop/buyer-text";
import { later } from "@/lib/shop/due/review-due";
import { countRefund } from "@/lib/shop/metrics";
import type { Shop } from "@/lib/shop/shop";
import { bookRefundedMoney } from "../book-refunded-money";
import { type LockedPayment, lockPayment, promiseFen } from "../lock-payment";
import { isOwnRefundNo, newRefundNo } from "../refund";

type ConsoleRefund = { amountFen: number; at: Date | null };
type Numbered = ConsoleRefund & { outRequestNo: string };

/**
 * Books a refund that was made in Alipay's own console, with the number that Alipay gave it where one was reported. Returns
 * false while its sum is promised to a refund of ours that can only fail.
 */
export async function bookConsoleRefund(
  tx: Tx,
  shop: Shop,
  payment: LockedPayment,
  { amountFen, at, outRequestNo = newRefundNo() }: ConsoleRefund & Partial<Numbered>,
): Promise<boolean> {
  const now = shop.now();
  if (!(await promiseFen(tx, payment, { refundNo: outRequestNo, amountFen, at: now }))) return false;
  const doneAt = at ?? now;
  await tx.refund.create({
    data: {
      outRequestNo,
      orderId: payment.orderId,
      paymentId: payment.id,
      amountFen,
      reason: buyerText.refundReason.console,
      status: "DONE",
      requestedBy: "alipay",
      createdAt: now,
      startedAt: doneAt,
      endedAt: doneAt,
    },
  });
  await bookRefundedMoney(tx, shop, payment, { amountFen, refundNo: outRequestNo });
  afterCommit(tx, () => countRefund("made_at_alipay"));
  return true;
}

/**
 * Books a console refund whose number is known, once. Where it is part of what was booked by the trade's sum alone, that takes
 * its number instead. Returns false while its sum is promised to a refund of ours that can only fail.
 */
export async function bookNumberedRefund(shop: Shop, paymentId: bigint, refund: Numbered): Promise<boolean> {
  return shop.db.$transaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    const known = await tx.refund.count({ where: { paymentId, outRequestNo: refund.outRequestNo } });
    if (known > 0 || (await numberBookedSum(tx, payment, refund))) return true;
    // When all has gone back already, there is nothing left that it could be.
    return payment.refundedFen === payment.amountFen || bookConsoleRefund(tx, shop, payment, refund);
  });
}

/** How much later than the news of it Alipay may date a refund, in ms. */
const DATED_WITHIN_MS = 10 * 60_000;

/**
 * A sum holds all that had gone back by its time, so a refund that was made later is not part of it, unless nothing else is left
 * for it to be. Returns whether the refund was part of one.
 */
async function numberBookedSum(tx: Tx, payment: LockedPayment, { amountFen, at, outRequestNo }: Numbered): Promise<boolean> {
  const sums = await tx.refund.findMany({
    where: { paymentId: payment.id, status: "DONE", requestedBy: "alipay", amountFen: { gte: amountFen } },
    orderBy: { amountFen: "asc" },
  });
  const unnumbered = sums.filter((sum) => isOwnRefundNo(sum.outRequestNo));
  const isWhole = payment.refundedFen === payment.amountFen;
  const sum =
    unnumbered.find(({ endedAt }) => !at || !endedAt || at <= later(endedAt, DATED_WITHIN_MS)) ?? (isWhole ? unnumbered[0] : undefined);
  if (!sum) return false;
  const endedAt = at ?? sum.endedAt;
  if (sum.amountFen === amountFen) {
    await tx.refund.update({ where: { id: sum.id }, data: { outRequestNo, endedAt } });
    return true;
  }
  await tx.refund.update({ where: { id: sum.id }, data: { amountFen: { decrement: amountFen } } });
  const { orderId, reason, status, requestedBy, createdAt, startedAt } = sum;
  const part = { paymentId: payment.id, orderId, reason, status, requestedBy, createdAt, startedAt, endedAt };
  await tx.refund.create({ data: { ...part, outRequestNo, amountFen } });
  return true;
}
