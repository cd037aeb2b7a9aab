import "server-only";
import type { Tx } from "@/lib/server/db";

export type LockedPayment = {
  id: bigint;
  orderId: string | null;
  tradeNo: string;
  outTradeNo: string;
  disposition: string;
  amountFen: number;
  /** Promised: the sum of all refunds that are PENDING or DONE. */
  refundingFen: number;
  /** The sum of all that are DONE. */
  refundedFen: number;
};

/** Whoever moves a payment's refunds takes turns: first on the order's row, as those do who settle and ship, then on the payment's. */
export async function lockPayment(tx: Tx, paymentId: bigint): Promise<LockedPayment> {
  await tx.$queryRaw`SELECT 1 FROM orders WHERE id = (SELECT order_id FROM payments WHERE id = ${paymentId}) FOR NO KEY UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM payments WHERE id = ${paymentId} FOR UPDATE`;
  const payment = await tx.payment.findUniqueOrThrow({
    where: { id: paymentId },
    select: {
      id: true,
      orderId: true,
      tradeNo: true,
      outTradeNo: true,
      disposition: true,
      amountFen: true,
      refundingFen: true,
      refundedFen: true,
    },
  });
  const { amountFen, refundingFen, refundedFen } = payment;
  return { ...payment, amountFen: Number(amountFen), refundingFen: Number(refundingFen), refundedFen: Number(refundedFen) };
}

/** Promises so many fen of a payment to a refund; false when that is more than what is left of it. */
export async function promiseFen(tx: Tx, paymentId: bigint, amountFen: number): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE payments SET refunding_fen = refunding_fen + ${amountFen} WHERE id = ${paymentId} AND refunding_fen + ${amountFen} <= amount_fen`;
  return count === 1;
}
