import type { Order, Trade } from "../ledger/types";
import type { World } from "../world/world";

/** Whether an order can be paid, and if not, why. */
export type Standing = "payable" | "paid" | "closed" | "expired";

/** pay_expire counts whole minutes from the first token request; at its last instant the order is no longer payable. */
export function isExpired(order: Order, now: Date): boolean {
  return now >= order.expiresAt;
}

/** The trade decides where there is one, and the clock where there is none yet. */
export function standingOf(world: World, order: Order): Standing {
  const trade = world.ledger.get("trade", order.outTradeNo);
  if (trade?.paidAt) return "paid";
  if (isExpired(order, world.now())) return "expired";
  return trade?.status === "TRADE_CLOSED" ? "closed" : "payable";
}

/** Finds a trade by Alipay's number. */
export function tradeByTradeNo(world: World, tradeNo: string): Trade | undefined {
  return world.ledger.find("trade", "tradeNo", tradeNo)[0];
}
