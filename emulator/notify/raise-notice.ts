import { randomHex } from "../ledger/random";
import type { Notice, Trade } from "../ledger/types";
import type { World } from "../world";

/** Makes a notice of what has just happened to a trade, due at once; nothing where the merchant gave no notify_url. */
export function raiseNotice(world: World, { trade, event, at }: { trade: Trade; event: Notice["event"]; at: Date }): void {
  const order = world.ledger.get("order", trade.outTradeNo);
  if (!order?.notifyUrl) return;
  // 34 characters, as in the captured notices.
  const notifyId = randomHex(world.random, 34);
  const notice: Notice = {
    notifyId,
    outTradeNo: trade.outTradeNo,
    event,
    trade,
    createdAt: at,
    sends: 0,
    acknowledgedAt: null,
    delayedSend: null,
    held: false,
  };
  world.ledger.put("notice", notifyId, notice);
  world.ledger.put("due", `send:${notifyId}`, { deed: "send", key: notifyId, dueAt: at });
}
