import "server-only";
import { readPrefixes } from "@/lib/shop/orders/number-prefixes";
import { isOwnOutTradeNo } from "@/lib/shop/orders/order-no";
import type { Shop } from "@/lib/shop/shop";
import { leftFen } from "./lock-payment";
import { OWNER_REFUND_SELECT, type OwnerRefund, toOwnerRefund } from "./owner-refund";

/** `leftFen` is what can be given back here: nothing of money that other business took into the same account. */
export type HeldPayment = { paymentId: bigint; leftFen: number; refunds: OwnerRefund[] };

/** The money that pays no order of ours, by its trade_no, with its refunds, newest first; what belongs to an order is on its page. */
export async function readHeldPayments(shop: Shop, tradeNos: readonly (string | null)[]): Promise<Map<string, HeldPayment>> {
  const payments = await shop.db.payment.findMany({
    where: { tradeNo: { in: tradeNos.filter((tradeNo) => tradeNo !== null) }, disposition: "held", orderId: null },
    select: {
      id: true,
      tradeNo: true,
      outTradeNo: true,
      amountFen: true,
      refundingFen: true,
      refunds: { select: OWNER_REFUND_SELECT, orderBy: { id: "desc" } },
    },
  });
  const prefixes = payments.length > 0 ? await readPrefixes(shop) : [];
  return new Map(
    payments.map(({ id, tradeNo, outTradeNo, refunds, ...payment }) => [
      tradeNo,
      {
        paymentId: id,
        leftFen: isOwnOutTradeNo(outTradeNo, prefixes) ? leftFen(payment) : 0,
        refunds: refunds.map((refund) => toOwnerRefund(shop, refund)),
      },
    ]),
  );
}
