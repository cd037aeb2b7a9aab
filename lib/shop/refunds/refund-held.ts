import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { lockPayment } from "./lock-payment";
import { type RefundOutcome, readOutcome } from "./read-outcome";
import { sendRefund } from "./send-refund";
import { writeRefund } from "./write-refund";

export type HeldRefusal = "not_held" | "nothing_left";

/**
 * The owner gives back all that is left of money which pays no order that we know: written down first, then asked of Alipay
 * as any refund, and looked after by the worker. Refuses money that belongs to an order, which is refunded there, and money
 * of which nothing is left: a second tap begins no second refund.
 */
export async function refundHeld(
  shop: Shop,
  { paymentId, reason }: { paymentId: bigint; reason: string },
): Promise<Result<{ refundId: bigint; outcome: RefundOutcome }, HeldRefusal>> {
  const held = await shop.db.payment.count({ where: { id: paymentId, disposition: "held", orderId: null } });
  if (held === 0) return refuse("not_held", "这笔款项属于订单，请到订单页退款");
  const refundId = await shop.db.$transaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    const amountFen = payment.amountFen - payment.refundingFen;
    return amountFen > 0 ? writeRefund(tx, payment, { amountFen, reason, by: "owner", at: shop.now() }) : null;
  });
  if (refundId === null) return refuse("nothing_left", "这笔款项已经在退或已经退回，请刷新后再看");
  await sendRefund(shop, refundId);
  return { ok: true, refundId, outcome: await readOutcome(shop, refundId) };
}
