import type { Batch, Notice, Trade } from "../ledger/types";
import { randomHex } from "../plumbing/random";
import { stateOf } from "../world/settings";
import type { World } from "../world/world";

export type TradeEvent = {
  trade: Trade;
  event: Exclude<Notice["event"], "batch" | "deposit_back">;
  at: Date;
  outBizNo?: string | null;
  notifyUrl?: string | null;
};

/** Makes a notice about what has just happened to a trade, due at once. Does nothing where the merchant gave no notify_url. */
export function raiseNotice(world: World, { trade, event, at, outBizNo = null, notifyUrl = null }: TradeEvent): void {
  const order = world.ledger.get("order", trade.outTradeNo);
  const url = notifyUrl ?? order?.notifyUrl;
  if (!order || !url) return;
  put(world, { protocol: order.protocol, event, url, trade, outBizNo, batchNo: null, at });
}

/** Makes the notice of a batch of refunds, for the address that the batch named. `trade` is the first one of the batch. */
export function raiseBatchNotice(world: World, { batch, trade, at }: { batch: Batch; trade: Trade; at: Date }): void {
  if (!batch.notifyUrl) return;
  put(world, { protocol: "wap-token", event: "batch", url: batch.notifyUrl, trade, outBizNo: null, batchNo: batch.batchNo, at });
}

/** Makes the message that a bank has booked a refund to a card, or not; only where the app has an address of its own for it. */
export function raiseDepositBack(world: World, { trade, requestNo, at }: { trade: Trade; requestNo: string; at: Date }): void {
  const url = stateOf(world.ledger).settings.appGatewayUrl;
  if (url) put(world, { protocol: "openapi", event: "deposit_back", url, trade, outBizNo: requestNo, batchNo: null, at });
}

type News = Pick<Notice, "protocol" | "event" | "url" | "trade" | "outBizNo" | "batchNo"> & { at: Date };

function put(world: World, { at, ...news }: News): void {
  // 34 characters, as in the captured notices.
  const notifyId = randomHex(world.random, 34);
  const notice: Notice = {
    ...news,
    notifyId,
    outTradeNo: news.trade.outTradeNo,
    createdAt: at,
    sends: 0,
    acknowledgedAt: null,
    confirmedAt: null,
    delayedSend: null,
    held: false,
  };
  world.ledger.put("notice", notifyId, notice);
  world.ledger.put("due", `send:${notifyId}`, { kind: "send", key: notifyId, dueAt: at });
}
