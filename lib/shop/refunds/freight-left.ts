import "server-only";
import type { Db, Tx } from "@/lib/server/db";
import type { LockedPayment } from "./lock-payment";
import { leftFen } from "./lock-payment";

type Paid = Pick<LockedPayment, "id" | "orderId" | "disposition" | "amountFen" | "refundingFen">;

/**
 * How much of an order's freight can still be given back as such, in fen: what no refund that is under way or done has given back,
 * and never more than what is left of the money. 0 for money that paid no order.
 */
export async function freightLeftFen(db: Db | Tx, payment: Paid): Promise<number> {
  if (payment.orderId === null || payment.disposition !== "settled") return 0;
  const order = await db.order.findUniqueOrThrow({ where: { id: payment.orderId }, select: { shippingFen: true } });
  if (order.shippingFen === 0) return 0;
  const given = await db.refund.aggregate({
    where: { paymentId: payment.id, status: { in: ["PENDING", "DONE"] } },
    _sum: { freightFen: true },
  });
  return Math.max(0, Math.min(order.shippingFen - Number(given._sum.freightFen ?? 0), leftFen(payment)));
}
