import type { Trade } from "../ledger/types";
import type { World } from "../world/world";
import { raiseNotice } from "./raise-notice";

/**
 * The refund window has passed: the trade is TRADE_FINISHED, and a second notice says so (docs/wire/alipay-wap.md §4). Null
 * unless it was TRADE_SUCCESS.
 */
export function finishTrade(world: World, trade: Trade, at: Date): Trade | null {
  if (trade.status !== "TRADE_SUCCESS") return null;
  const finished: Trade = { ...trade, status: "TRADE_FINISHED", closedAt: at, modifiedAt: at };
  world.ledger.put("trade", trade.outTradeNo, finished);
  world.ledger.remove("due", `finish:${trade.outTradeNo}`);
  raiseNotice(world, { trade: finished, event: "finished", at });
  return finished;
}
