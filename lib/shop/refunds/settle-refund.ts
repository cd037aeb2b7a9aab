import "server-only";
import type { RefundAdvice } from "@/lib/alipay/gateway";
import { afterCommit } from "@/lib/server/after-commit";
import type { Tx } from "@/lib/server/db";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { resolveFailedRefund } from "@/lib/shop/discrepancies/resolve-discrepancies";
import { postRelease } from "@/lib/shop/ledger/post-transfer";
import { countRefund } from "@/lib/shop/metrics";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import type { Shop } from "@/lib/shop/shop";
import { bookRefundedMoney, type OwnerWord, wordsOf } from "./book-refunded-money";
import { freightLeftFen } from "./freight-left";
import { type LockedPayment, lockPayment, promiseFen } from "./lock-payment";
import { wakeReports } from "./wake-reports";

const OVER = { dueAt: null, lockedUntil: null, confirmUrl: null, openSends: 0 };

/**
 * A refund is done, by Alipay's word, or by the owner's where Alipay has none; `doneAt` is its time where Alipay told one.
 * Idempotent. One that counted as failed is revived. Returns false when its sum is promised elsewhere still: the other refund can
 * only fail, and then this one fits.
 */
export async function completeRefund(tx: Tx, shop: Shop, refundId: bigint, doneAt: Date | null, word?: OwnerWord): Promise<boolean> {
  const { payment, refund } = await lockRefund(tx, refundId);
  if (refund.status === "DONE") return true;
  if (refund.status !== "PENDING" && refund.status !== "FAILED") throw new Error(`refund ${refundId} is done but was never asked for`);
  const { amountFen, outRequestNo } = refund;
  // Of one that counted as failed the freight may have gone back with another: then this one gave back goods.
  const freightLeft = refund.status === "FAILED" ? await freightLeftFen(tx, payment) : refund.freightFen;
  if (refund.status === "FAILED" && !(await promiseFen(tx, payment, { refundNo: outRequestNo, amountFen, at: shop.now() }))) return false;
  const at = doneAt ?? shop.now();
  const freightFen = Math.min(refund.freightFen, freightLeft);
  const says = word ? { endNote: noteOf(word) } : { lastAnswer: "refunded" };
  await tx.refund.update({ where: { id: refundId }, data: { ...OVER, ...says, freightFen, status: "DONE", endedAt: at, advice: null } });
  await resolveFailedRefund(tx, outRequestNo, shop.now());
  await bookRefundedMoney(tx, shop, payment, { amountFen, refundNo: outRequestNo, word });
  afterCommit(tx, () => countRefund("done"));
  return true;
}

/** Why a refund was not done. `withdrawn` and `ended`: an owner's own doing, in the owner's own words. */
export type Failure = { code: string; advice: RefundAdvice } | { code: string; advice: "withdrawn" | "ended"; word: OwnerWord };

/**
 * A refund was not done and will not be: its sum is free again, and the owner is told why. Only ever by Alipay's definite
 * word, or when the owner withdraws one that nobody confirmed, or ends one with proof. Nothing happens to a refund that has
 * ended: false.
 */
export async function failRefund(tx: Tx, shop: Shop, refundId: bigint, failure: Failure): Promise<boolean> {
  const { payment, refund } = await lockRefund(tx, refundId);
  if (refund.status !== "PENDING") return false;
  const at = shop.now();
  const { code, advice } = failure;
  const word = "word" in failure ? failure.word : null;
  const says = word?.note ? { endNote: noteOf(word) } : {};
  await tx.refund.update({ where: { id: refundId }, data: { ...OVER, ...says, status: "FAILED", endedAt: at, advice, lastAnswer: code } });
  await tx.payment.update({ where: { id: payment.id }, data: { refundingFen: { decrement: refund.amountFen } } });
  await postRelease(tx, {
    paymentId: payment.id,
    disposition: payment.disposition,
    refundNo: refund.outRequestNo,
    amountFen: refund.amountFen,
    at,
  });
  await wakeReports(tx, payment, at);
  afterCommit(tx, () => countRefund("failed"));
  if (!word) await recordFailure(tx, payment, { refundNo: refund.outRequestNo, amountFen: refund.amountFen, code }, at);
  if (!payment.orderId) return true;
  await recordEvent(tx, {
    orderId: payment.orderId,
    kind: "refund_failed",
    actor: word ? "owner" : "alipay",
    detail: { refundNo: refund.outRequestNo, refundFen: String(refund.amountFen), code, ...wordsOf(word) },
    at,
  });
  await signalOrder(tx, payment.orderId);
  return true;
}

/** What stands on the refund: the note and whose it is, as on a discrepancy. */
function noteOf({ owner, note }: OwnerWord): string {
  return `${note}（${owner}）`;
}

type Failed = { refundNo: string; amountFen: number; code: string };

/** A retry that fails again opens what the owner had put aside. */
async function recordFailure(tx: Tx, payment: LockedPayment, { refundNo, amountFen, code }: Failed, at: Date): Promise<void> {
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

/** A refund under its payment's lock. */
export async function lockRefund(tx: Tx, refundId: bigint) {
  const { paymentId } = await tx.refund.findUniqueOrThrow({ where: { id: refundId }, select: { paymentId: true } });
  const payment = await lockPayment(tx, paymentId);
  const refund = await tx.refund.findUniqueOrThrow({
    where: { id: refundId },
    select: { status: true, amountFen: true, freightFen: true, outRequestNo: true, openSends: true, sentAt: true },
  });
  return { payment, refund };
}
