import type { ApiFields } from "@/lib/alipay/openapi/response";
import { queryFields } from "@/lib/alipay/openapi/trade-record";
import { recordOf } from "../reporting/report-openapi-trade";
import type { World } from "../world/world";
import type { MethodCall } from "./method-call";
import { noTrade, tradeOf } from "./trade-of";

/** alipay.trade.query: the trade, or TRADE_NOT_EXIST while the buyer has only opened the cashier (docs/wire/alipay-openapi.md §1.2). */
export function answerQuery(world: World, { request: { bizContent } }: MethodCall): ApiFields {
  const trade = tradeOf(world, bizContent);
  const order = trade && world.ledger.get("order", trade.outTradeNo);
  return trade && order ? queryFields(recordOf(world, trade, { order, outBizNo: null })) : noTrade(bizContent);
}
