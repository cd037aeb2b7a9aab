import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { leftFen } from "../lock-payment";
import { type StartedRefund, startRefund, writeRefund } from "./start-refund";
import type { KeyReused, OwnerWish } from "./wish";

type OrderRefundInput = {
  orderId: string;
  paymentId?: bigint;
  amountFen: number;
  reason: string;
  wish: OwnerWish;
  /** What was left when the form was made. */
  seenLeftFen?: number;
};

type Refused = "nothing_paid" | "too_much" | "answer_request" | Refusal<"changed", { leftFen: number }> | KeyReused;

/**
 * An owner gives `amountFen` of an order's money back: of the payment named, or of the one that paid the order. Refuses more than
 * what is left, also when two owners click at once, and while a buyer's request waits for its answer. Where another refund was
 * begun since the form was made (another tab, another owner) it is refused once, with what is left now, so that a second one
 * is made only by somebody who knows of the first.
 */
export async function refundOrder(shop: Shop, input: OrderRefundInput): Promise<Result<StartedRefund, Refused>> {
  const { orderId, paymentId, amountFen, reason, wish, seenLeftFen } = input;
  if (!Number.isSafeInteger(amountFen) || amountFen < 1) return refuse("too_much");
  const payment = await shop.db.payment.findFirst({
    where: { orderId, ...(paymentId === undefined ? { disposition: "settled" } : { id: paymentId }) },
    select: { id: true },
  });
  if (!payment) return refuse("nothing_paid");
  const wanted = { ...wish, deed: "refund" as const, amountFen, reason };
  return startRefund<Refusal<"too_much" | "answer_request"> | Refusal<"changed", { leftFen: number }>>(
    shop,
    { paymentId: payment.id, wish: wanted },
    async (tx, locked) => {
      const requests = await tx.refund.count({ where: { paymentId: payment.id, status: "REQUESTED" } });
      if (requests > 0) return refuse("answer_request");
      if (seenLeftFen !== undefined && seenLeftFen !== leftFen(locked)) return refuse("changed", { leftFen: leftFen(locked) });
      return writeRefund(tx, locked, { amountFen, reason, owner: wish.owner, at: shop.now() });
    },
  );
}
