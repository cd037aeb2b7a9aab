import "server-only";
import type { Gateway, Trade } from "@/lib/alipay/gateway";
import type { Shop } from "@/lib/shop/shop";

/**
 * Asks about a trade of which only its numbers are known: an attempt of ours under its own contract, anything else wherever it
 * may be (`otherwise`). `isAnswered`: whoever was asked gave an answer. The trade is null unless both numbers are its own.
 */
export async function askWhoKnows(
  shop: Shop,
  { outTradeNo, tradeNo }: { outTradeNo: string; tradeNo: string },
  otherwise: readonly Gateway[],
): Promise<{ trade: Trade | null; isAnswered: boolean }> {
  const attempt = await shop.db.paymentAttempt.findUnique({ where: { outTradeNo }, select: { contract: true } });
  let isAnswered = true;
  for (const gateway of attempt ? [shop.gateways.of(attempt.contract)] : otherwise) {
    const answer = await gateway.queryTrade(outTradeNo);
    if (answer.kind === "unknown") isAnswered = false;
    if (answer.kind !== "trade" || answer.trade.tradeNo !== tradeNo || answer.trade.outTradeNo !== outTradeNo) continue;
    return { trade: answer.trade, isAnswered: true };
  }
  return { trade: null, isAnswered };
}
