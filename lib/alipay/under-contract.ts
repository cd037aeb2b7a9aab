import type { NotificationResult, ReportedTrade, Trade, TradeAnswer } from "./gateway";

/** The answer to a query, its trade marked with the contract under which it was reported. */
export function answerUnder(contract: string, answer: TradeAnswer): TradeAnswer<Trade> {
  return answer.kind === "trade" ? { ...answer, trade: under(contract, answer.trade) } : answer;
}

/** A notice that was read, its trade marked in the same way. */
export function noticeUnder(contract: string, notice: NotificationResult): NotificationResult<Trade> {
  return notice.ok ? { ...notice, trade: under(contract, notice.trade) } : notice;
}

function under(contract: string, trade: ReportedTrade): Trade {
  return { ...trade, contract };
}
