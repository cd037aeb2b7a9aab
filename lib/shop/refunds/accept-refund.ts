import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { FIRST_QUESTION_MS, later } from "./gaps";
import { lockPayment, promiseFen } from "./lock-payment";
import { type RefundOutcome, readOutcome } from "./read-outcome";
import { sendRefund } from "./send-refund";
import { noteStart } from "./write-refund";

type Refusal = "not_requested" | "too_much";

/**
 * The owner says yes to a buyer's request, of so many fen: written down, then asked of Alipay as any refund. Refuses a
 * request that has been answered, and more than what is left.
 */
export async function acceptRefund(
  shop: Shop,
  { refundId, amountFen }: { refundId: bigint; amountFen: number },
): Promise<Result<{ outcome: RefundOutcome }, Refusal>> {
  const at = shop.now();
  const asked = await shop.db.refund.findUnique({ where: { id: refundId }, select: { paymentId: true, outRequestNo: true } });
  if (!asked) return refuse("not_requested", "没有找到这个退款申请");
  const { paymentId, outRequestNo } = asked;
  const refusal = await shop.db.$transaction(async (tx): Promise<Refusal | null> => {
    const payment = await lockPayment(tx, paymentId);
    if (!Number.isSafeInteger(amountFen) || amountFen < 1 || amountFen > payment.amountFen - payment.refundingFen) return "too_much";
    const { count } = await tx.refund.updateMany({
      where: { id: refundId, status: "REQUESTED" },
      data: { status: "PENDING", amountFen: BigInt(amountFen), startedAt: at, dueAt: later(at, FIRST_QUESTION_MS) },
    });
    if (count === 0) return "not_requested";
    if (!(await promiseFen(tx, paymentId, amountFen))) throw new Error("what is left of a locked payment has changed");
    await noteStart(tx, payment, { outRequestNo, amountFen, by: "owner", at });
    return null;
  });
  if (refusal === "too_much") return refuse(refusal, "退款金额必须大于 0，且不能超过还可以退的金额，请刷新后再看");
  if (refusal) return refuse(refusal, "这个申请已经处理过，或买家已经撤回，请刷新后再看");
  await sendRefund(shop, refundId);
  return { ok: true, outcome: await readOutcome(shop, refundId) };
}
