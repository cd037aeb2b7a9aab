import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Actor, recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import { FIRST_QUESTION_MS, later } from "./gaps";
import { type LockedPayment, promiseFen } from "./lock-payment";
import { newRefundNo } from "./refund-no";

type Written = { amountFen: number; reason: string; by: Exclude<Actor, "alipay">; at: Date };

/**
 * Writes a refund of a locked payment down as PENDING, with its sum promised; null when that is more than what is left.
 * Should the process end before the call, the worker makes it.
 */
export async function writeRefund(tx: Tx, payment: LockedPayment, { amountFen, reason, by, at }: Written): Promise<bigint | null> {
  if (!(await promiseFen(tx, payment.id, amountFen))) return null;
  const outRequestNo = newRefundNo();
  const { id } = await tx.refund.create({
    data: {
      outRequestNo,
      orderId: payment.orderId,
      paymentId: payment.id,
      amountFen: BigInt(amountFen),
      reason,
      status: "PENDING",
      requestedBy: by,
      createdAt: at,
      startedAt: at,
      dueAt: later(at, FIRST_QUESTION_MS),
    },
    select: { id: true },
  });
  await noteStart(tx, payment, { outRequestNo, amountFen, by, at });
  return id;
}

/** The timeline's line of a refund that begins; wakes the order's page. */
export async function noteStart(
  tx: Tx,
  { orderId }: LockedPayment,
  { outRequestNo, amountFen, by, at }: { outRequestNo: string; amountFen: number; by: Actor; at: Date },
): Promise<void> {
  if (!orderId) return;
  const detail = { refundNo: outRequestNo, refundFen: String(amountFen) };
  await recordEvent(tx, { orderId, kind: "refund_started", actor: by, detail, at });
  await signalOrder(tx, orderId);
}
