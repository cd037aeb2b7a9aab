import { REFUND_QUERY_METHOD, refundQueryFields } from "@/lib/alipay/openapi/refund-query";
import { type ApiFields, fieldText } from "@/lib/alipay/openapi/response";
import { refundOf } from "../trades/refund-trade";
import type { World } from "../world/world";
import type { MethodCall } from "./method-call";
import { missingParameter, refuse } from "./refuse";
import { noTrade, numbersOf, tradeOf } from "./trade-of";

/**
 * alipay.trade.fastpay.refund.query: the sum of a completed refund. For an unknown, pending or failed refund the answer is
 * empty, so the merchant cannot tell these apart (docs/wire/alipay-openapi.md §1.6).
 */
export function answerRefundQuery(world: World, { request: { bizContent } }: MethodCall): ApiFields {
  const trade = tradeOf(world, bizContent);
  if (!trade) return noTrade(bizContent);
  const requestNo = fieldText(bizContent, "out_request_no");
  if (!requestNo)
    return refuse("ACQ.INVALID_PARAMETER", { detail: missingParameter(REFUND_QUERY_METHOD, "out_request_no"), echo: numbersOf(trade) });
  const refund = refundOf(world, trade.outTradeNo, requestNo);
  const order = world.ledger.get("order", trade.outTradeNo);
  if (!refund?.refundedAt || !order) return refundQueryFields(null);
  const { outTradeNo, tradeNo } = trade;
  const { amountFen, refundedAt: at } = refund;
  const { gmt_refund_pay, ...fields } = refundQueryFields({
    outTradeNo,
    tradeNo,
    outRequestNo: requestNo,
    amountFen,
    totalFen: order.totalFen,
    at,
  });
  return asksForTime(bizContent) ? { ...fields, gmt_refund_pay } : fields;
}

function asksForTime({ query_options: options }: ApiFields): boolean {
  return Array.isArray(options) && options.includes("gmt_refund_pay");
}
