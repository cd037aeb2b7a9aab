import "server-only";
import type { Gateway } from "@/lib/alipay/gateway";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import type { Shop } from "@/lib/shop/shop";
import type { ReportEntry } from "./compare-books";
import { billersOf } from "./fetch-bills";

/**
 * Asks the gateway for each payment that only its bill knows of, by a line of its own or by one of its refund, and settles
 * what it says: a paid order where the order is ours, held money under the owner's eyes where it is not. The bill alone books
 * nothing, and one that cannot be settled keeps no other from it.
 * @returns how many questions are open, so that the day is looked at again
 */
export async function restorePayments(shop: Shop, missing: readonly ReportEntry[]): Promise<{ unanswered: number }> {
  let unanswered = 0;
  for (const entry of await unbooked(shop, missing)) {
    try {
      if (!(await restoreOne(shop, entry))) unanswered += 1;
    } catch (error) {
      unanswered += 1;
      shop.log.error({ err: error, tradeNo: entry.tradeNo }, "a payment of the day's bill could not be booked");
    }
  }
  return { unanswered };
}

/** One entry of each trade whose payment is not in our books. */
async function unbooked(shop: Shop, missing: readonly ReportEntry[]): Promise<ReportEntry[]> {
  const byTrade = new Map(missing.map((entry) => [entry.tradeNo, entry]));
  const booked = await shop.db.payment.findMany({ where: { tradeNo: { in: [...byTrade.keys()] } }, select: { tradeNo: true } });
  for (const { tradeNo } of booked) byTrade.delete(tradeNo);
  return [...byTrade.values()];
}

/** @returns whether the gateways that can know of it gave an answer */
async function restoreOne(shop: Shop, { outTradeNo, tradeNo }: ReportEntry): Promise<boolean> {
  let isAnswered = true;
  for (const gateway of await whoKnows(shop, outTradeNo)) {
    const answer = await gateway.queryTrade(outTradeNo);
    if (answer.kind === "unknown") isAnswered = false;
    if (answer.kind !== "trade" || answer.trade.tradeNo !== tradeNo || answer.trade.outTradeNo !== outTradeNo) continue;
    const settlement = await settlePayment(shop, answer.trade, "query");
    shop.log.warn({ outTradeNo, tradeNo, settlement: settlement.kind }, "the day's bill has a payment that was not in our books");
    return true;
  }
  return isAnswered;
}

/** An attempt of ours is asked about under its own contract, anything else where there is a bill. */
async function whoKnows(shop: Shop, outTradeNo: string): Promise<Gateway[]> {
  const attempt = await shop.db.paymentAttempt.findUnique({ where: { outTradeNo }, select: { contract: true } });
  return attempt ? [shop.gateways.of(attempt.contract)] : billersOf(shop);
}
