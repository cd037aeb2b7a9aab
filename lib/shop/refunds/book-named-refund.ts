import "server-only";
import type { Tx } from "@/lib/server/db";
import type { Shop } from "@/lib/shop/shop";
import { bookForeign } from "./book-told-sum";
import { type LockedPayment, lockPayment } from "./lock-payment";
import { isOwnRefundNo } from "./refund-no";

type Named = { amountFen: number; at: Date | null; outRequestNo: string };

/**
 * Books a refund from Alipay's own console under the number that Alipay gave it, once. When all has gone back already, it is
 * part of what was booked by the trade's sum alone, and takes its number there. Returns false while its sum is promised to
 * a refund of ours that can only fail.
 */
export async function bookNamedRefund(shop: Shop, paymentId: bigint, named: Named): Promise<boolean> {
  return shop.db.$transaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    const known = await tx.refund.count({ where: { paymentId, outRequestNo: named.outRequestNo } });
    if (known > 0) return true;
    if (payment.refundedFen < payment.amountFen) return bookForeign(tx, shop, payment, named);
    await nameBookedSum(tx, payment, named);
    return true;
  });
}

async function nameBookedSum(tx: Tx, { id: paymentId }: LockedPayment, { amountFen, at, outRequestNo }: Named): Promise<void> {
  const booked = await tx.refund.findMany({
    where: { paymentId, status: "DONE", requestedBy: "alipay", amountFen: { gte: BigInt(amountFen) } },
    orderBy: { amountFen: "asc" },
  });
  const sum = booked.find((refund) => isOwnRefundNo(refund.outRequestNo));
  if (!sum) return;
  const endedAt = at ?? sum.endedAt;
  if (sum.amountFen === BigInt(amountFen)) {
    await tx.refund.update({ where: { id: sum.id }, data: { outRequestNo, endedAt } });
    return;
  }
  await tx.refund.update({ where: { id: sum.id }, data: { amountFen: { decrement: BigInt(amountFen) } } });
  const { orderId, reason, status, requestedBy, createdAt, startedAt } = sum;
  const part = { paymentId, orderId, reason, status, requestedBy, createdAt, startedAt, endedAt };
  await tx.refund.create({ data: { ...part, outRequestNo, amountFen: BigInt(amountFen) } });
}
