import type { Trade } from "@/lib/alipay/gateway";
import type { Shop } from "@/lib/shop/shop";

/*
 * What money of ours is, decided from facts alone. The one who books it has read the facts under the locks of its trade and its
 * order (settle-payment.ts); the checked model of the protocol (docs/reliability/model.md) moves by the same functions.
 */

export type MoneyFacts = {
  trade: Pick<Trade, "outTradeNo" | "totalFen">;
  /** What is booked under the same trade number; null for nothing. */
  known: { outTradeNo: string; amountFen: number } | null;
  attempt: { amountFen: number } | null;
  /** `wasPaid`: money has paid it before, which all went back since if it is closed now. */
  order: { status: string; wasPaid: boolean; totalFen: number } | null;
};

/** repeat: booked before · pay_waiting, pay_closed: it may pay its order · anything else: why it pays none. */
export type MoneyFate =
  | "repeat"
  | "trade_no_reused"
  | "unknown_order"
  | "amount_mismatch"
  | "second_trade"
  | "old_price"
  | "pay_waiting"
  | "pay_closed";

/** Whether the gateway says plainly that we were paid. */
export function saysPaid({ gateways }: Pick<Shop, "gateways">, { contract, sellerId, status, refund }: Trade): boolean {
  return sellerId === gateways.of(contract).sellerId && !refund && (status === "TRADE_SUCCESS" || status === "TRADE_FINISHED");
}

/** Whether money that the gateway tells of can pay an order. Of an order that was paid and then refunded as a whole, what comes now is a second trade. */
export function judgeMoney({ trade, known, attempt, order }: MoneyFacts): MoneyFate {
  if (known) return known.outTradeNo === trade.outTradeNo && known.amountFen === trade.totalFen ? "repeat" : "trade_no_reused";
  if (!attempt || !order) return "unknown_order";
  if (trade.totalFen !== attempt.amountFen) return "amount_mismatch";
  // Where its owner has changed it since, a payment of what it cost before pays nothing.
  const isNow = attempt.amountFen === order.totalFen;
  if (order.status === "PENDING") return isNow ? "pay_waiting" : "old_price";
  if (order.status === "CLOSED" && !order.wasPaid) return isNow ? "pay_closed" : "old_price";
  return "second_trade";
}
