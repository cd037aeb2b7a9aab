import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { type OwnerRefund, REFUND_SELECT, toOwnerRefund } from "./owner-refund";

export type HeldMoney = { paymentId: bigint; leftFen: number; refunds: OwnerRefund[] };

/** The money that pays no order of ours, by its trade_no, with its refunds, newest first; what belongs to an order is on its page. */
export async function readHeldMoney(shop: Shop, tradeNos: readonly string[]): Promise<Map<string, HeldMoney>> {
  const payments = await shop.db.payment.findMany({
    where: { tradeNo: { in: [...tradeNos] }, disposition: "held", orderId: null },
    select: {
      id: true,
      tradeNo: true,
      amountFen: true,
      refundingFen: true,
      refunds: { select: REFUND_SELECT, orderBy: { id: "desc" } },
    },
  });
  return new Map(
    payments.map(({ id, tradeNo, amountFen, refundingFen, refunds }) => [
      tradeNo,
      { paymentId: id, leftFen: Number(amountFen - refundingFen), refunds: refunds.map(toOwnerRefund) },
    ]),
  );
}
