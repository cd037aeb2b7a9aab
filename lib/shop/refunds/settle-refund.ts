import "server-only";
import type { RefundAdvice } from "@/lib/alipay/gateway";
import type { Tx } from "@/lib/server/db";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { resolveFailedRefund } from "@/lib/shop/discrepancies/resolve-discrepancies";
import { postRelease } from "@/lib/shop/ledger/post-transfer";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import type { Shop } from "@/lib/shop/shop";
import { bookRefundedMoney } from "./book-refunded-money";
import { type LockedPayment, lockPayment, promiseFen } from "./lock-payment";

const OVER = { dueAt: null, lockedUntil: null, confirmUrl: null };

/**
 * A refund is done, Alipay says so; `doneAt` is its time where Alipay named one. Idempotent. One that counted as failed is
 * revived. Returns false when its sum is promised elsewhere still: the other refund can only fail, and then this one fits.
 */
export async function completeRefund(tx: Tx, shop: Shop, refundId: bigint, doneAt: Date | null): Promise<boolean> {
  const { payment, refund } = await lockRefund(tx, refundId);
  if (refund.status === "DONE") return true;
  if (refund.status !== "PENDING" && refund.status !== "FAILED") throw new Error(`refund ${refundId} is done but was never asked for`);
  const { amountFen, outRequestNo } = refund;
  if (refund.status === "FAILED" && !(await promiseFen(tx, payment, { refundNo: outRequestNo, amountFen, at: shop.now() }))) return false;
  const at = doneAt ?? shop.now();
  await tx.refund.update({ where: { id: refundId }, data: { ...OVER, status: "DONE", endedAt: at, advice: null, lastAnswer: "refunded" } });
  await resolveFailedRefund(tx, outRequestNo, shop.now());
  await bookRefundedMoney(tx, shop, payment, { amountFen, refundNo: outRequestNo });
  return true;
}

/**
 * A refund was not done and will not be: its sum is free again, and the owner is told why. Only by Alipay's definite
 * word, or when the owner withdraws one that nobody confirmed. Nothing happens to a refund that has ended.
 */
export async function failRefund(
  tx: Tx,
  shop: Shop,
  refundId: bigint,
  { code, advice }: { code: string; advice: RefundAdvice | "withdrawn" },
): Promise<void> {
  const { payment, refund } = await lockRefund(tx, refundId);
  if (refund.status !== "PENDING") return;
  const at = shop.now();
  await tx.refund.update({ where: { id: refundId }, data: { ...OVER, status: "FAILED", endedAt: at, advice, lastAnswer: code } });
  await tx.payment.update({ where: { id: payment.id }, data: { refundingFen: { decrement: refund.amountFen } } });
  await postRelease(tx, {
    paymentId: payment.id,
    disposition: payment.disposition,
    refundNo: refund.outRequestNo,
    amountFen: refund.amountFen,
    at,
  });
  if (advice !== "withdrawn") await recordFailure(tx, payment, { refundNo: refund.outRequestNo, amountFen: refund.amountFen, code }, at);
  if (!payment.orderId) return;
  await recordEvent(tx, {
    orderId: payment.orderId,
    kind: "refund_failed",
    actor: advice === "withdrawn" ? "owner" : "alipay",
    detail: { refundNo: refund.outRequestNo, refundFen: String(refund.amountFen), code },
    at,
  });
  await signalOrder(tx, payment.orderId);
}

type Failure = { refundNo: string; amountFen: number; code: string };

/** A retry that fails again opens what the owner had put aside. */
async function recordFailure(tx: Tx, payment: LockedPayment, { refundNo, amountFen, code }: Failure, at: Date): Promise<void> {
  const { orderId, outTradeNo, tradeNo } = payment;
  await recordDiscrepancy(
    tx,
    {
      kind: "refund_failed",
      subject: subjectOf.refund(refundNo),
      reopen: "always",
      orderId,
      outTradeNo,
      tradeNo,
      amountFen,
      detail: { refundNo, code },
    },
    at,
  );
}

async function lockRefund(tx: Tx, refundId: bigint) {
  const { paymentId } = await tx.refund.findUniqueOrThrow({ where: { id: refundId }, select: { paymentId: true } });
  const payment = await lockPayment(tx, paymentId);
  const refund = await tx.refund.findUniqueOrThrow({
    where: { id: refundId },
    select: { status: true, amountFen: true, outRequestNo: true },
  });
  return { payment, refund };
}
