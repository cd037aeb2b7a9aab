import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { later } from "@/lib/shop/due/review-due";
import { type Actor, recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import type { Shop } from "@/lib/shop/shop";
import { auditRefund } from "../audit-refund";
import { type LockedPayment, leftFen, lockPayment, promiseFen } from "../lock-payment";
import { FIRST_QUESTION_MS, newRefundNo, type RefundOutcome, readOutcome } from "../refund";
import { sendRefund } from "../sent/send-refund";

export type StartedRefund = { refundId: bigint; outcome: RefundOutcome };
type Written = { ok: true; refundId: bigint };

/**
 * Every refund starts here: `write` writes it down under the payment's lock, or refuses; then Alipay is asked for it. Should
 * the process end before the call, the worker makes it. `outcome` says how it stands after the first call; PENDING goes on by
 * itself.
 */
export async function startRefund<Refused extends Refusal>(
  shop: Shop,
  paymentId: bigint,
  write: (tx: Tx, payment: LockedPayment) => Promise<Written | Refused>,
): Promise<({ ok: true } & StartedRefund) | Refused> {
  const written = await shop.db.$transaction(async (tx) => {
    const written = await write(tx, await lockPayment(tx, paymentId));
    if (written.ok) await auditRefund(tx, shop, written.refundId, "refund_started");
    return written;
  });
  if (!written.ok) return written;
  await sendRefund(shop, written.refundId);
  return { ok: true, refundId: written.refundId, outcome: await readOutcome(shop, written.refundId) };
}

type NewRefund = { amountFen: number; reason: string; by: Exclude<Actor, "alipay">; at: Date };

/** Writes a new refund of a locked payment down as PENDING, with its sum promised. Refuses more than what is left. */
export async function writeRefund(
  tx: Tx,
  payment: LockedPayment,
  { amountFen, reason, by, at }: NewRefund,
): Promise<Result<{ refundId: bigint }, "too_much">> {
  const outRequestNo = newRefundNo();
  if (!(await promiseFen(tx, payment, { refundNo: outRequestNo, amountFen, at }))) return refuse("too_much");
  const { id } = await tx.refund.create({
    data: {
      outRequestNo,
      orderId: payment.orderId,
      paymentId: payment.id,
      amountFen,
      reason,
      status: "PENDING",
      requestedBy: by,
      createdAt: at,
      startedAt: at,
      dueAt: later(at, FIRST_QUESTION_MS),
    },
    select: { id: true },
  });
  await recordStart(tx, payment, { outRequestNo, amountFen, by, at });
  return { ok: true, refundId: id };
}

type KnownRefund<Refused extends string> = {
  refundId: bigint;
  /** What it must be now, and how it is refused when it is something else. */
  from: "REQUESTED" | "FAILED";
  otherwise: Refused;
  amountFen: number;
  changes: { startedAt: Date } | { checks: 0; advice: null; endedAt: null };
  at: Date;
};

/** Moves a refund that is written down already to PENDING, with its sum promised. Refuses more than what is left, too. */
export async function writeKnownRefund<Refused extends string>(
  tx: Tx,
  payment: LockedPayment,
  { refundId, from, otherwise, amountFen, changes, at }: KnownRefund<Refused>,
): Promise<Written | Refusal<Refused | "too_much">> {
  if (!Number.isSafeInteger(amountFen) || amountFen < 1 || amountFen > leftFen(payment)) return refuse("too_much");
  const { count } = await tx.refund.updateMany({
    where: { id: refundId, status: from },
    data: { ...changes, status: "PENDING", amountFen, dueAt: later(at, FIRST_QUESTION_MS) },
  });
  if (count === 0) return refuse(otherwise);
  const { outRequestNo } = await tx.refund.findUniqueOrThrow({ where: { id: refundId }, select: { outRequestNo: true } });
  if (!(await promiseFen(tx, payment, { refundNo: outRequestNo, amountFen, at })))
    throw new Error("what is left of a locked payment has changed");
  await recordStart(tx, payment, { outRequestNo, amountFen, by: "owner", at });
  return { ok: true, refundId };
}

/** The timeline's line of a refund that begins; wakes the order's page. */
async function recordStart(
  tx: Tx,
  { orderId }: LockedPayment,
  { outRequestNo, amountFen, by, at }: { outRequestNo: string; amountFen: number; by: Actor; at: Date },
): Promise<void> {
  if (!orderId) return;
  const detail = { refundNo: outRequestNo, refundFen: String(amountFen) };
  await recordEvent(tx, { orderId, kind: "refund_started", actor: by, detail, at });
  await signalOrder(tx, orderId);
}
