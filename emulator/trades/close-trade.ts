import type { Trade } from "../ledger/types";
import { stateOf } from "../world/settings";
import type { World } from "../world/world";
import { raiseNotice } from "./raise-notice";

/**
 * Closes a trade that nobody has paid, at the instant given; null when it is paid or closed already. Its notice goes to
 * `notifyUrl`, if one is given, and else to the payment's.
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
