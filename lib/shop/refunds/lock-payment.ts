import "server-only";
import type { Row, Tx } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import { postPromise } from "@/lib/shop/ledger/post-transfer";

const SELECT = {
  id: true,
  orderId: true,
  tradeNo: true,
  outTradeNo: true,
  contract: true,
  disposition: true,
  amountFen: true,
  /** Promised: the sum of all refunds that are PENDING or DONE. */
  refundingFen: true,
  /** The sum of all that are DONE. */
  refundedFen: true,
} as const satisfies Prisma.PaymentSelect;

export type LockedPayment = Row<"payment", typeof SELECT>;

/** Whoever moves a payment's refunds takes turns: first on the order's row, as those do who settle and ship, then on the payment's. */
export async function lockPayment(tx: Tx, paymentId: bigint): Promise<LockedPayment> {
  await tx.$queryRaw`SELECT 1 FROM orders WHERE id = (SELECT order_id FROM payments WHERE id = ${paymentId}) FOR NO KEY UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM payments WHERE id = ${paymentId} FOR UPDATE`;
  return tx.payment.findUniqueOrThrow({ where: { id: paymentId }, select: SELECT });
}

/** What can still be given back of a payment, in fen: neither gone back nor promised to a refund. */
export function leftFen({ amountFen, refundingFen }: Pick<LockedPayment, "amountFen" | "refundingFen">): number {
  return amountFen - refundingFen;
}

type Promised = { refundNo: string; amountFen: number; at: Date };

/** Promises so many fen of a locked payment to a refund; false when that is more than what is left of it. */
export async function promiseFen(tx: Tx, { id, disposition }: LockedPayment, { refundNo, amountFen, at }: Promised): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE payments SET refunding_fen = refunding_fen + ${amountFen} WHERE id = ${id} AND refunding_fen + ${amountFen} <= amount_fen`;
  if (count === 0) return false;
  await postPromise(tx, { paymentId: id, disposition, refundNo, amountFen, at });
  return true;
}
