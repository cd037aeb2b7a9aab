import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { lockPayment } from "./lock-payment";
import { type RefundOutcome, readOutcome } from "./read-outcome";
import { sendRefund } from "./send-refund";
import { writeRefund } from "./write-refund";

export type RefundRefusal = "nothing_paid" | "too_much" | "answer_request";
type Asked = { orderId: string; amountFen: number; reason: string; by: "owner" | "worker"; paymentId?: bigint };

const TEXT = {
  nothing_paid: "这个订单没有可以退的款项",
  too_much: "退款金额必须大于 0，且不能超过还可以退的金额，请刷新后再看",
  answer_request: "买家正在申请退款，请先同意或拒绝申请",
};
const no = (reason: RefundRefusal) => refuse(reason, TEXT[reason]);

/**
 * Gives `amountFen` of an order's money back: written down first, then asked of Alipay. Of the payment named, or of the one
 * that paid the order. `outcome` tells how it stands after the first call; PENDING goes on by itself. Refuses more than
 * what is left, also when two owners click at once, and while a buyer's request waits for its answer.
 */
export async function refundOrder(
  shop: Shop,
  { orderId, amountFen, reason, by, paymentId }: Asked,
): Promise<Result<{ refundId: bigint; outcome: RefundOutcome }, RefundRefusal>> {
  if (!Number.isSafeInteger(amountFen) || amountFen < 1) return no("too_much");
  const payment = await shop.db.payment.findFirst({
    where: { orderId, ...(paymentId === undefined ? { disposition: "settled" } : { id: paymentId }) },
    select: { id: true, disposition: true },
  });
  if (!payment) return no("nothing_paid");
  const written = await shop.db.$transaction(async (tx) => {
    const locked = await lockPayment(tx, payment.id);
    const asked = await tx.refund.count({ where: { paymentId: payment.id, status: "REQUESTED" } });
    return asked > 0 ? "answer_request" : writeRefund(tx, locked, { amountFen, reason, by, at: shop.now() });
  });
  if (written === "answer_request") return no(written);
  if (written === null) return no("too_much");
  await sendRefund(shop, written);
  return { ok: true, refundId: written, outcome: await readOutcome(shop, written) };
}
