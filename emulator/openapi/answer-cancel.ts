import { cancelFields } from "@/lib/alipay/openapi/cancel";
import { type ApiFields, fieldText } from "@/lib/alipay/openapi/response";
import { closeTrade } from "../trades/close-trade";
import { refundableFen, refundTrade } from "../trades/refund-trade";
import type { World } from "../world/world";
import type { MethodCall } from "./method-call";
import { refuse } from "./refuse";
import { numbersOf, tradeOf } from "./trade-of";

/**
 * alipay.trade.cancel: closes what waits for its buyer, refunds all that is left of what was paid, and says of an order without a trade
 * that there was none (docs/wire/alipay-openapi.md §1.4): that one stays payable, as after a close.
 */
export function answerCancel(world: World, { request: { bizContent } }: MethodCall): ApiFields {
  const trade = tradeOf(world, bizContent);
  const outTradeNo = trade?.outTradeNo ?? fieldText(bizContent, "out_trade_no");
  if (!trade) return outTradeNo ? cancelFields({ outTradeNo, tradeNo: null }, { action: null }) : refuse("ACQ.INVALID_PARAMETER");
  if (trade.status === "TRADE_FINISHED") return refuse("ACQ.TRADE_HAS_FINISHED", { echo: numbersOf(trade) });
  if (trade.status === "WAIT_BUYER_PAY") closeTrade(world, trade, { at: world.now() });
  if (!trade.paidAt) return cancelFields(trade, { action: "close" });
  const amountFen = refundableFen(world, trade);
  if (trade.status === "TRADE_SUCCESS" && amountFen > 0)
    refundTrade(world, trade, { requestNo: trade.outTradeNo, outBizNo: trade.tradeNo, amountFen, reason: null, by: "openapi" });
  return cancelFields(trade, { action: "refund" });
}
