import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { readPrefixes } from "@/lib/shop/orders/number-prefixes";
import { isOwnOutTradeNo } from "@/lib/shop/orders/order-no";
import type { Shop } from "@/lib/shop/shop";
import { leftFen } from "../lock-payment";
import { type StartedRefund, startRefund, writeRefund } from "./start-refund";
import type { KeyReused, OwnerWish } from "./wish";

/**
 * An owner gives back all that is left of money which pays no order that we know. Refuses money that belongs to an order,
 * which is refunded there, money of other business on the same account, and money of which nothing is left: a second form
 * begins no second refund.
 */
export async function refundHeldPayment(
  shop: Shop,
  { paymentId, reason, wish }: { paymentId: bigint; reason: string; wish: OwnerWish },
): Promise<Result<StartedRefund, "not_held" | "other_business" | "nothing_left" | KeyReused>> {
  const held = await shop.db.payment.findFirst({
    where: { id: paymentId, disposition: "held", orderId: null },
    select: { outTradeNo: true },
  });
  if (!held) return refuse("not_held");
  if (!isOwnOutTradeNo(held.outTradeNo, await readPrefixes(shop))) return refuse("other_business");
  const wanted = { ...wish, deed: "refund_left" as const, amountFen: null, reason };
  return startRefund<Refusal<"nothing_left">>(shop, { paymentId, wish: wanted }, async (tx, payment) => {
    const amountFen = leftFen(payment);
    if (amountFen === 0) return refuse("nothing_left");
    const written = await writeRefund(tx, payment, { amountFen, reason, owner: wish.owner, at: shop.now() });
    if (!written.ok) throw new Error("what is left of a locked payment has changed");
    return written;
  });
}
