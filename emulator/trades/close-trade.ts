import type { Trade } from "../ledger/types";
import { stateOf } from "../world/settings";
import type { World } from "../world/world";
import { raiseNotice } from "./raise-notice";

/**
 * Closes an unpaid trade as of `at`; null when it is already paid or closed. The notice goes to `notifyUrl` where one is
 * given, and otherwise to the notify_url of the payment.
 */
export function closeTrade(world: World, trade: Trade, { at, notifyUrl = null }: { at: Date; notifyUrl?: string | null }): Trade | null {
  if (trade.status !== "WAIT_BUYER_PAY") return null;
  const closed: Trade = { ...trade, status: "TRADE_CLOSED", closedAt: at, modifiedAt: at };
  world.ledger.put("trade", trade.outTradeNo, closed);
  world.ledger.remove("due", `expire:${trade.outTradeNo}`);
  const { notifyOnClose, openapiNotifyOnClose } = stateOf(world.ledger).settings;
  const isOpenApi = world.ledger.get("order", trade.outTradeNo)?.protocol === "openapi";
  if (isOpenApi ? openapiNotifyOnClose : notifyOnClose) raiseNotice(world, { trade: closed, event: "closed", at, notifyUrl });
  return closed;
}
