import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { later } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { freightLeftFen } from "../freight-left";
import { type LockedPayment, leftFen } from "../lock-payment";
import { type StartedRefund, startRefund, writeRefund } from "./start-refund";
import type { KeyReused, OwnerWish } from "./wish";

type OrderRefundInput = {
  orderId: string;
  paymentId?: bigint;
  amountFen: number;
  /** How much of it is the order's freight; without it none is. */
  freightFen?: number;
  reason: string;
  wish: OwnerWish;
  seen?: Seen;
};

/** What the owner knew who sent the form: what was left when it was made, and the number of the refund that an answer has named since. */
export type Seen = { leftFen: number; toldNo: string };

/** Another refund that an owner might not know of. Sent once more, knowing of it, the form begins one of its own. */
type Surprise = Refusal<"changed", { leftFen: number }> | Refusal<"same_again", { refundNo: string; amountFen: number }>;
type Refused = Refusal<"too_much" | "answer_request"> | Surprise;

/** For how long a refund of the same sum is asked about, in ms: perhaps its answer was lost, or another owner made it. */
const SAME_WITHIN_MS = 24 * 3600_000;

/**
 * An owner gives `amountFen` of an order's money back: of the payment named, or of the one that paid the order. Refuses more than
 * what is left, also when two owners click at once, more freight than what is left of that, and while a buyer's request waits for its answer. With `seen` it is refused
 * once where the owner may not know of another refund: one begun since the form was made (another tab, another owner), or one
 * of the same sum within a day (its answer was lost, and the page was opened anew).
 */
export async function refundOrder(
  shop: Shop,
  input: OrderRefundInput,
): Promise<Result<StartedRefund, "nothing_paid" | Refused | KeyReused>> {
  const { orderId, paymentId, amountFen, freightFen = 0, reason, wish, seen } = input;
  if (!isPart(freightFen, amountFen)) return refuse("too_much");
  const payment = await shop.db.payment.findFirst({
    where: { orderId, ...(paymentId === undefined ? { disposition: "settled" } : { id: paymentId }) },
    select: { id: true },
  });
  if (!payment) return refuse("nothing_paid");
  const wanted = { ...wish, deed: "refund" as const, amountFen, freightFen, reason };
  return startRefund<Refused>(shop, { paymentId: payment.id, wish: wanted }, async (tx, locked) => {
    const requests = await tx.refund.count({ where: { paymentId: payment.id, status: "REQUESTED" } });
    if (requests > 0) return refuse("answer_request");
    const surprise = seen && (await surpriseOf(tx, locked, { amountFen, seen, at: shop.now() }));
    if (surprise) return surprise;
    if (freightFen > 0 && freightFen > (await freightLeftFen(tx, locked))) return refuse("too_much");
    return writeRefund(tx, locked, { amountFen, freightFen, reason, owner: wish.owner, at: shop.now() });
  });
}

/** Whether a sum can be given back of which so much is freight. */
export function isPart(freightFen: number, amountFen: number): boolean {
  return (
    Number.isSafeInteger(amountFen) && amountFen >= 1 && Number.isSafeInteger(freightFen) && freightFen >= 0 && freightFen <= amountFen
  );
}

async function surpriseOf(
  tx: Tx,
  payment: LockedPayment,
  { amountFen, seen, at }: { amountFen: number; seen: Seen; at: Date },
): Promise<Surprise | null> {
  if (seen.leftFen !== leftFen(payment)) return refuse("changed", { leftFen: leftFen(payment) });
  const same = await tx.refund.findFirst({
    where: {
      paymentId: payment.id,
      amountFen,
      status: { in: ["PENDING", "DONE"] },
      requestedBy: { not: "alipay" },
      startedAt: { gt: later(at, -SAME_WITHIN_MS) },
    },
    select: { outRequestNo: true },
    orderBy: { id: "desc" },
  });
  return same && same.outRequestNo !== seen.toldNo ? refuse("same_again", { refundNo: same.outRequestNo, amountFen }) : null;
}
