import { type ApiFields, fieldText } from "@/lib/alipay/openapi/response";
import type { Trade } from "../ledger/types";
import { tradeByTradeNo } from "../trades/standing";
import type { World } from "../world/world";
import { refuse } from "./refuse";

/** The trade that a request is about; Alipay's number wins where both are given (docs/wire/alipay-openapi.md §1.2). */
export function tradeOf(world: World, bizContent: ApiFields): Trade | undefined {
  const tradeNo = fieldText(bizContent, "trade_no");
  return tradeNo ? tradeByTradeNo(world, tradeNo) : world.ledger.get("trade", fieldText(bizContent, "out_trade_no"));
}

/** The refusal of a request whose trade does not exist (yet): it repeats the number and names sums of 0.00. */
export function noTrade(bizContent: ApiFields): ApiFields {
  const outTradeNo = fieldText(bizContent, "out_trade_no");
  if (!outTradeNo && !fieldText(bizContent, "trade_no")) return refuse("ACQ.INVALID_PARAMETER");
  const sums = ["buyer_pay_amount", "invoice_amount", "point_amount", "receipt_amount"].map((name) => [name, "0.00"]);
  return refuse("ACQ.TRADE_NOT_EXIST", { echo: { ...(outTradeNo && { out_trade_no: outTradeNo }), ...Object.fromEntries(sums) } });
}

/** The numbers of a trade, which refusals repeat. */
export function numbersOf({ outTradeNo, tradeNo }: Trade): ApiFields {
  return { out_trade_no: outTradeNo, trade_no: tradeNo };
}
