import "server-only";
import type { Tx } from "@/lib/server/db";
import { buyerText } from "@/lib/shop/buyer-text";
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
  return true;
}

/**
 * Books a console refund whose number is known, once. When all has gone back already, it is part of what was booked by the
 * trade's sum alone, and that takes its number. Returns false while its sum is promised to a refund of ours that can only fail.
 */
export async function bookNumberedRefund(shop: Shop, paymentId: bigint, refund: Numbered): Promise<boolean> {
  return shop.db.$transaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    const known = await tx.refund.count({ where: { paymentId, outRequestNo: refund.outRequestNo } });
    if (known > 0) return true;
    if (payment.refundedFen < payment.amountFen) return bookConsoleRefund(tx, shop, payment, refund);
    await numberBookedSum(tx, payment, refund);
    return true;
  });
}

async function numberBookedSum(tx: Tx, { id: paymentId }: LockedPayment, { amountFen, at, outRequestNo }: Numbered): Promise<void> {
  const booked = await tx.refund.findMany({
    where: { paymentId, status: "DONE", requestedBy: "alipay", amountFen: { gte: amountFen } },
    orderBy: { amountFen: "asc" },
  });
  const sum = booked.find((refund) => isOwnRefundNo(refund.outRequestNo));
  if (!sum) return;
  const endedAt = at ?? sum.endedAt;
  if (sum.amountFen === amountFen) {
    await tx.refund.update({ where: { id: sum.id }, data: { outRequestNo, endedAt } });
    return;
  }
  await tx.refund.update({ where: { id: sum.id }, data: { amountFen: { decrement: amountFen } } });
  const { orderId, reason, status, requestedBy, createdAt, startedAt } = sum;
  const part = { paymentId, orderId, reason, status, requestedBy, createdAt, startedAt, endedAt };
  await tx.refund.create({ data: { ...part, outRequestNo, amountFen } });
}
