import { type ApiFields, failureFields } from "@/lib/alipay/openapi/response";
import { closeFields } from "@/lib/alipay/openapi/trade-close";
import { closeTrade } from "../trades/close-trade";
import type { World } from "../world/world";
import type { MethodCall } from "./method-call";
import { noTrade, numbersOf, tradeOf } from "./trade-of";

/**
 * alipay.trade.close: closes what waits for its buyer (alipay-openapi §1.3). A cashier that was only opened is not known
 * here and stays payable. The notice goes to the notify_url of this request, where it names one.
 */
export function answerClose(world: World, { request: { bizContent, notifyUrl } }: MethodCall): ApiFields {
  const trade = tradeOf(world, bizContent);
  if (!trade) return noTrade(bizContent);
  const closed = closeTrade(world, trade, { at: world.now(), notifyUrl });
  return closed ? closeFields(closed) : failureFields("ACQ.TRADE_STATUS_ERROR", "交易状态不合法", numbersOf(trade));
}
