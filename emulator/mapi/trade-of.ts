import type { Trade } from "../ledger/types";
import { tradeByTradeNo } from "../trades/standing";
import type { World } from "../world";

/** The trade that a request names: by Alipay's number where it gives one, else by the merchant's, which close_trade calls out_order_no. */
export function tradeOf(world: World, params: ReadonlyMap<string, string>): Trade | undefined {
  const tradeNo = params.get("trade_no");
  if (tradeNo) return tradeByTradeNo(world, tradeNo);
  const name = params.get("service") === "close_trade" ? "out_order_no" : "out_trade_no";
  return world.ledger.get("trade", params.get(name) ?? "");
}
