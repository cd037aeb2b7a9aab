import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { askAboutRefund } from "./ask-about-refund";
import { bookNumberedRefund } from "./book-console-refund";

/**
 * Asks Alipay about a refund that its bill names and our books do not have, and books what it says: one of ours that we have
 * not heard of is done, one from Alipay's own console gets a row. The bill alone books nothing.
 * @returns whether the refund is in our books now
 */
export async function bookBilledRefund(shop: Shop, { tradeNo, outRequestNo }: { tradeNo: string; outRequestNo: string }): Promise<boolean> {
  const payment = await shop.db.payment.findUnique({
    where: { tradeNo },
    select: { id: true, tradeNo: true, outTradeNo: true, contract: true },
  });
  if (!payment) return false;
  const own = await shop.db.refund.findUnique({
    where: { paymentId_outRequestNo: { paymentId: payment.id, outRequestNo } },
    select: { id: true, status: true },
  });
  if (own) return own.status === "DONE" || (wasSent(own) && (await askAboutRefund(shop, own.id)) === "done");
  const answer = await shop.gateways.of(payment.contract).queryRefund({ ...payment, outRequestNo });
  if (answer.kind !== "refunded") return false;
  const { amountFen, at } = answer;
  return bookNumberedRefund(shop, payment.id, { amountFen, at, outRequestNo });
}

/** One that a buyer only requested has never been sent under its number. */
function wasSent({ status }: { status: string }): boolean {
  return status === "PENDING" || status === "FAILED";
}
