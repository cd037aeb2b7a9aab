import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { FIRST_QUESTION_MS, later } from "./gaps";
import { lockPayment, promiseFen } from "./lock-payment";
import { type RefundOutcome, readOutcome } from "./read-outcome";
import { sendRefund } from "./send-refund";
import { noteStart } from "./write-refund";

type Refusal = "not_failed" | "too_much";

/**
 * Once the cause of a failure is mended (balance, keys, contract), asks for the same refund again: the identical number and
 * sum, which Alipay does once at most. Refuses one that has not failed, and one whose sum has gone to another refund.
 */
export async function retryRefund(shop: Shop, refundId: bigint): Promise<Result<{ outcome: RefundOutcome }, Refusal>> {
  const at = shop.now();
  const failed = await shop.db.refund.findUnique({ where: { id: refundId } });
  if (!failed) return refuse("not_failed", "没有找到这笔退款");
  const { paymentId, outRequestNo } = failed;
  const amountFen = Number(failed.amountFen);
  const refusal = await shop.db.$transaction(async (tx): Promise<Refusal | null> => {
    const payment = await lockPayment(tx, paymentId);
    if (amountFen > payment.amountFen - payment.refundingFen) return "too_much";
    const { count } = await tx.refund.updateMany({
      where: { id: refundId, status: "FAILED" },
      data: { status: "PENDING", advice: null, endedAt: null, checks: 0, dueAt: later(at, FIRST_QUESTION_MS) },
    });
    if (count === 0) return "not_failed";
    if (!(await promiseFen(tx, paymentId, amountFen))) throw new Error("what is left of a locked payment has changed");
    await noteStart(tx, payment, { outRequestNo, amountFen, by: "owner", at });
    return null;
  });
  if (refusal === "too_much") return refuse(refusal, "这笔款项剩下可退的金额不够了，请刷新后再看");
  if (refusal) return refuse(refusal, "这笔退款不在失败状态，请刷新后再看");
  await sendRefund(shop, refundId);
  return { ok: true, outcome: await readOutcome(shop, refundId) };
}
