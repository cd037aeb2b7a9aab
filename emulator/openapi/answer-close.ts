import type { ApiFields } from "@/lib/alipay/openapi/response";
import { closeFields } from "@/lib/alipay/openapi/trade-close";
import { closeTrade } from "../trades/close-trade";
import type { World } from "../world/world";
import type { MethodCall } from "./method-call";
import { refuse } from "./refuse";
import { noTrade, numbersOf, tradeOf } from "./trade-of";

/**
 * alipay.trade.close: closes a trade that waits for its buyer (docs/wire/alipay-openapi.md §1.3). An order whose cashier was
 * only opened has no trade: it is not found and stays payable. The notice goes to the notify_url of this request, if it has
 * one.
 */
export function answerClose(world: World, { request: { bizContent, notifyUrl } }: MethodCall): ApiFields {
  const trade = tradeOf(world, bizContent);
  if (!trade) return noTrade(bizContent);
  const closed = closeTrade(world, trade, { at: world.now(), notifyUrl });
  return closed ? closeFields(closed) : refuse("ACQ.TRADE_STATUS_ERROR", { echo: numbersOf(trade) });
}
