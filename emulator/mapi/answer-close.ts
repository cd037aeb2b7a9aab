import { buildMapiFailure, buildMapiSuccess } from "@/lib/alipay/wap/mapi/answer";
import { closeTrade } from "../trades/close-trade";
import type { World } from "../world/world";
import { tradeOf } from "./trade-of";

/** close_trade: closes a trade that waits for its buyer. An order without a trade is not found, and its cashier stays open. */
export function answerClose(world: World, params: ReadonlyMap<string, string>): string {
  if (!params.get("trade_no") && !params.get("out_order_no")) return buildMapiFailure("ILLEGAL_ARGUMENT");
  const trade = tradeOf(world, params);
  if (!trade) return buildMapiFailure("TRADE_NOT_EXIST");
  return closeTrade(world, trade, { at: world.now() }) ? buildMapiSuccess() : buildMapiFailure("TRADE_STATUS_NOT_AVAILD");
}
