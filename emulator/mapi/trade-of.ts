import type { Trade } from "../ledger/types";
import { tradeByTradeNo } from "../trades/standing";
import type { World } from "../world/world";

/** The trade that a request names: by Alipay's number if there is one, otherwise by the merchant's, which close_trade calls out_order_no. */
export function tradeOf(world: World, params: ReadonlyMap<string, string>): Trade | undefined {
  // A batch of refunds stands for its first trade.
  const tradeNo = params.get("trade_no") ?? params.get("detail_data")?.split("^")[0];
  if (tradeNo) return tradeByTradeNo(world, tradeNo);
  const name = params.get("service") === "close_trade" ? "out_order_no" : "out_trade_no";
  return world.ledger.get("trade", params.get(name) ?? "");
}
