import type { Trade } from "../ledger/types";
import { raiseNotice } from "../notify/raise-notice";
import type { World } from "../world";

/**
 * Gives money back as a seller does in Alipay's own console: a part leaves TRADE_SUCCESS, the whole closes the trade; both
 * are notified to the payment's notify_url (alipay-wap §4). Null when the trade is not refundable or the sum is more than
 * what is left.
 */
export function refundTrade(world: World, trade: Trade, { amountFen, totalFen }: { amountFen: number; totalFen: number }): Trade | null {
  const left = totalFen - trade.refundedFen;
  if (trade.status !== "TRADE_SUCCESS" || amountFen < 1 || amountFen > left) return null;
  const now = world.now();
  const whole = amountFen === left;
  const refunded: Trade = {
    ...trade,
    status: whole ? "TRADE_CLOSED" : trade.status,
    closedAt: whole ? now : null,
    refundedFen: trade.refundedFen + amountFen,
    refundedAt: now,
    modifiedAt: now,
  };
  world.ledger.put("trade", trade.outTradeNo, refunded);
  if (whole) world.ledger.remove("due", `finish:${trade.outTradeNo}`);
  raiseNotice(world, { trade: refunded, event: "refunded", at: now });
  return refunded;
}
