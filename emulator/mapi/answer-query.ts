import { buildMapiFailure } from "@/lib/alipay/wap/mapi/answer";
import { buildTradeAnswer } from "@/lib/alipay/wap/mapi/single-trade-query";
import type { SecurityKeys } from "@/lib/alipay/wap/signing/security";
import type { Where } from "../faults/take-fault";
import { reportWapTrade } from "../reporting/report-wap-trade";
import type { World } from "../world/world";
import { tradeOf } from "./trade-of";

/** single_trade_query: the signed trade, or TRADE_NOT_EXIST until a buyer has logged in at the cashier. */
export function answerQuery(
  world: World,
  params: ReadonlyMap<string, string>,
  { where, keys }: { where: Where; keys: SecurityKeys },
): string {
  if (!params.get("trade_no") && !params.get("out_trade_no")) return buildMapiFailure("ILLEGAL_ARGUMENT");
  const trade = tradeOf(world, params);
  if (!trade) return buildMapiFailure("TRADE_NOT_EXIST");
  const reported = reportWapTrade(world, trade, { where, keys });
  const answer = buildTradeAnswer(reported.record, params, reported.keys);
  return reported.isSigned ? answer : answer.replace(/<sign>[^<]*<\/sign>/, "");
}
