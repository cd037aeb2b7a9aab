import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { leftFen } from "./lock-payment";
import { OWNER_REFUND_SELECT, type OwnerRefund, toOwnerRefund } from "./owner-refund";

export type HeldPayment = { paymentId: bigint; leftFen: number; refunds: OwnerRefund[] };

/** The money that pays no order of ours, by its trade_no, with its refunds, newest first; what belongs to an order is on its page. */
export async function readHeldPayments(shop: Shop, tradeNos: readonly (string | null)[]): Promise<Map<string, HeldPayment>> {
  const payments = await shop.db.payment.findMany({
    where: { tradeNo: { in: tradeNos.filter((tradeNo) => tradeNo !== null) }, disposition: "held", orderId: null },
    select: {
      id: true,
      tradeNo: true,
      amountFen: true,
      refundingFen: true,
      refunds: { select: OWNER_REFUND_SELECT, orderBy: { id: "desc" } },
    },
  });
  return new Map(
    payments.map(({ id, tradeNo, refunds, ...payment }) => [
      tradeNo,
      { paymentId: id, leftFen: leftFen(payment), refunds: refunds.map((refund) => toOwnerRefund(shop, refund)) },
    ]),
  );
}
