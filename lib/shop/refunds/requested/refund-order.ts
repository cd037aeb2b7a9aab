import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { type StartedRefund, startRefund, writeRefund } from "./start-refund";

type OrderRefundInput = { orderId: string; amountFen: number; reason: string; by: "owner" | "worker"; paymentId?: bigint };

/**
 * Gives `amountFen` of an order's money back: of the payment named, or of the one that paid the order. Refuses more than what
 * is left, also when two owners click at once, and while a buyer's request waits for its answer.
 */
export async function refundOrder(
  shop: Shop,
  { orderId, amountFen, reason, by, paymentId }: OrderRefundInput,
): Promise<Result<StartedRefund, "nothing_paid" | "too_much" | "answer_request">> {
  if (!Number.isSafeInteger(amountFen) || amountFen < 1) return refuse("too_much");
  const payment = await shop.db.payment.findFirst({
    where: { orderId, ...(paymentId === undefined ? { disposition: "settled" } : { id: paymentId }) },
    select: { id: true },
  });
  if (!payment) return refuse("nothing_paid");
  return startRefund<Refusal<"too_much" | "answer_request">>(shop, payment.id, async (tx, locked) => {
    const requests = await tx.refund.count({ where: { paymentId: payment.id, status: "REQUESTED" } });
    if (requests > 0) return refuse("answer_request");
    return writeRefund(tx, locked, { amountFen, reason, by, at: shop.now() });
  });
}
