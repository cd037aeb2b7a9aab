import "server-only";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import type { Shop } from "@/lib/shop/shop";
import type { ReportEntry } from "./compare-books";

/**
 * Asks the gateway for each payment that only its bill knows of, and settles what it says: a paid order where the order is
 * ours, held money under the owner's eyes where it is not. The bill alone books nothing.
 * @returns how many questions had no answer, so that the day is looked at again
 */
export async function restorePayments(shop: Shop, missing: readonly ReportEntry[]): Promise<{ unanswered: number }> {
  let unanswered = 0;
  for (const { outTradeNo, tradeNo } of missing) {
    const answer = await shop.gateway.queryTrade(outTradeNo);
    if (answer.kind === "unknown") unanswered += 1;
    if (answer.kind !== "trade" || answer.trade.tradeNo !== tradeNo || answer.trade.outTradeNo !== outTradeNo) continue;
    const settlement = await settlePayment(shop, answer.trade, "query");
    shop.log.warn({ outTradeNo, tradeNo, settlement: settlement.kind }, "the day's bill has a payment that was not in our books");
  }
  return { unanswered };
}
