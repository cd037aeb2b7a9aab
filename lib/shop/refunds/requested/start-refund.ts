import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { later } from "@/lib/shop/due/review-due";
import { countRefund } from "@/lib/shop/metrics";
import { type Actor, recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import type { Shop } from "@/lib/shop/shop";
import { auditRefund } from "../audit-refund";
import { type LockedPayment, leftFen, lockPayment, promiseFen } from "../lock-payment";
import { FIRST_QUESTION_MS, newRefundNo, type RefundOutcome, readOutcome } from "../refund";
import { sendRefund } from "../sent/send-refund";
import { type KeyReused, keepWish, recallWish, type Wish } from "./wish";

export type StartedRefund = { refundId: bigint; outcome: RefundOutcome };
type Written = { ok: true; refundId: bigint };
type About = { paymentId: bigint; refundId?: bigint };

const AUDITED_AS = {
  refund: "refund_started",
  refund_left: "refund_started",
  automatic: "refund_started",
  accept: "refund_accepted",
  retry: "refund_retried",
} as const satisfies Record<Wish["deed"], string>;

/**
 * Every refund starts here: `write` writes it down under the payment's lock, or refuses; then Alipay is asked for it. Should
 * the process end before the call, the worker makes it. `outcome` says how it stands after the first call; PENDING goes on by
 * itself. The same wish again, whatever has happened since, finds the refund that it has made, and begins nothing.
 */
export async function startRefund<Refused extends Refusal>(
  shop: Shop,
  { wish, ...about }: About & { wish: Wish },
  write: (tx: Tx, payment: LockedPayment) => Promise<Written | Refused>,
): Promise<({ ok: true } & StartedRefund) | Refused | KeyReused> {
  const { isNew, written } = await shop.db.$transaction(async (tx) => {
    const known = await recallWish(tx, wish, about);
    if (known) return { isNew: false, written: known };
    const fresh = await write(tx, await lockPayment(tx, about.paymentId));
    if (fresh.ok) {
      await keepWish(tx, wish, fresh.refundId, shop.now());
      await auditRefund(tx, shop, fresh.refundId, { kind: AUDITED_AS[wish.deed] });
    }
    return { isNew: true, written: fresh };
  });
  if (!written.ok) return written;
  if (isNew) {
    countRefund("started");
    await sendRefund(shop, written.refundId);
  }
  return { ok: true, refundId: written.refundId, outcome: await readOutcome(shop, written.refundId) };
}

/** `owner` is the login of the owner who wants it; null: the worker. */
type NewRefund = { amountFen: number; freightFen?: number; reason: string; owner: string | null; at: Date };

/** Writes a new refund of a locked payment down as PENDING, with its sum promised. Refuses more than what is left. */
export async function writeRefund(
  tx: Tx,
  payment: LockedPayment,
  { amountFen, freightFen = 0, reason, owner, at }: NewRefund,
): Promise<Result<{ refundId: bigint; outRequestNo: string }, "too_much">> {
  const outRequestNo = newRefundNo();
  if (!(await promiseFen(tx, payment, { refundNo: outRequestNo, amountFen, at }))) return refuse("too_much");
  const { id } = await tx.refund.create({
    data: {
      outRequestNo,
      orderId: payment.orderId,
      paymentId: payment.id,
      amountFen,
      freightFen,
      reason,
      status: "PENDING",
      requestedBy: owner === null ? "worker" : "owner",
      owner,
      createdAt: at,
      startedAt: at,
      dueAt: later(at, FIRST_QUESTION_MS),
    },
    select: { id: true },
  });
  await recordStart(tx, payment, { outRequestNo, amountFen, owner, at });
  return { ok: true, refundId: id, outRequestNo };
}

type KnownRefund<Refused extends string> = {
  refundId: bigint;
  /** What it must be now, and how it is refused when it is something else. */
  from: { status: "REQUESTED" } | { status: "FAILED"; advice: "same_again_later" };
  otherwise: Refused;
  amountFen: number;
  changes: { owner: string; freightFen: number } | { checks: 0; advice: null; endedAt: null };
  owner: string;
  at: Date;
};

/** Moves a refund that is written down already to PENDING, with its sum promised. Refuses more than what is left, too. */
export async function writeKnownRefund<Refused extends string>(
  tx: Tx,
  payment: LockedPayment,
  { refundId, from, otherwise, amountFen, changes, owner, at }: KnownRefund<Refused>,
): Promise<Written | Refusal<Refused | "too_much">> {
  if (!Number.isSafeInteger(amountFen) || amountFen < 1 || amountFen > leftFen(payment)) return refuse("too_much");
  const { count } = await tx.refund.updateMany({
    where: { id: refundId, ...from },
    data: { ...changes, status: "PENDING", amountFen, startedAt: at, openSends: 0, dueAt: later(at, FIRST_QUESTION_MS) },
  });
  if (count === 0) return refuse(otherwise);
  const { outRequestNo } = await tx.refund.findUniqueOrThrow({ where: { id: refundId }, select: { outRequestNo: true } });
  if (!(await promiseFen(tx, payment, { refundNo: outRequestNo, amountFen, at })))
    throw new Error("what is left of a locked payment has changed");
  await recordStart(tx, payment, { outRequestNo, amountFen, owner, at });
  return { ok: true, refundId };
}

type Start = { outRequestNo: string; amountFen: number; owner: string | null; at: Date };

/** The timeline's line of a refund that begins, with who began it; wakes the order's page. */
async function recordStart(tx: Tx, { orderId }: LockedPayment, { outRequestNo, amountFen, owner, at }: Start): Promise<void> {
  if (!orderId) return;
  const actor: Actor = owner === null ? "worker" : "owner";
  const detail = { refundNo: outRequestNo, refundFen: String(amountFen), ...(owner !== null && { owner }) };
  await recordEvent(tx, { orderId, kind: "refund_started", actor, detail, at });
  await signalOrder(tx, orderId);
}
