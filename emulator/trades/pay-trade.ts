import { takeFault } from "../faults/take-fault";
import type { Trade } from "../ledger/types";
import { stateOf } from "../world/settings";
import type { World } from "../world/world";
import { raiseNotice } from "./raise-notice";
import { isExpired } from "./standing";

const DAY_MS = 86_400_000;

/**
 * Takes the buyer's money: the trade becomes TRADE_SUCCESS, or TRADE_FINISHED at once where the contract has no refunds or
 * `finish` asks for it, and its notice is due. Null when the trade can no longer be paid.
 */
export function payTrade(world: World, trade: Trade, { finish }: { finish?: boolean } = {}): Trade | null {
  const { ledger } = world;
  const now = world.now();
  const order = ledger.get("order", trade.outTradeNo);
  if (!order || trade.status !== "WAIT_BUYER_PAY" || isExpired(order, now)) return null;
  const { settings } = stateOf(ledger);
  const finished = finish ?? settings.finishAtOnce;
  const returnWithheld =
    takeFault(world, { channel: "return", service: "return", outTradeNo: trade.outTradeNo }, ["never-return"]) !== null;
  const paid: Trade = {
    ...trade,
    status: finished ? "TRADE_FINISHED" : "TRADE_SUCCESS",
    paidAt: now,
    // Finished samples carry gmt_close, successful ones do not (docs/wire/alipay-wap.md §4).
    closedAt: finished ? now : null,
    modifiedAt: now,
    returnWithheld,
  };
  ledger.put("trade", trade.outTradeNo, paid);
  ledger.remove("due", `expire:${trade.outTradeNo}`);
  if (!finished) {
    const dueAt = new Date(now.getTime() + settings.refundWindowDays * DAY_MS);
    ledger.put("due", `finish:${trade.outTradeNo}`, { kind: "finish", key: trade.outTradeNo, dueAt });
  }
  raiseNotice(world, { trade: paid, event: "paid", at: now });
  return paid;
}
