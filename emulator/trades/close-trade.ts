import type { Trade } from "../ledger/types";
import { raiseNotice } from "../notify/raise-notice";
import { stateOf, type World } from "../world";

/** Closes a trade that nobody has paid, at the instant given; null when it is paid or closed already. */
export function closeTrade(world: World, trade: Trade, at: Date): Trade | null {
  if (trade.status !== "WAIT_BUYER_PAY") return null;
  const closed: Trade = { ...trade, status: "TRADE_CLOSED", closedAt: at, modifiedAt: at };
  world.ledger.put("trade", trade.outTradeNo, closed);
  world.ledger.remove("due", `expire:${trade.outTradeNo}`);
  if (stateOf(world.ledger).settings.notifyOnClose) raiseNotice(world, { trade: closed, event: "closed", at });
  return closed;
}
