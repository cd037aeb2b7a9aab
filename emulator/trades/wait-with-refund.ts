import type { WaitingRefund } from "../ledger/types";
import { randomHex } from "../plumbing/random";
import type { World } from "../world/world";
import { beginBatch } from "./begin-batch";
import { refundTrade } from "./refund-trade";

/** Keeps a request for refunds waiting inside the gateway: until it is taken, nobody hears of it. */
export function waitWithRefund(world: World, waiting: WaitingRefund, delayMs: number): void {
  const key = randomHex(world.random, 12);
  world.ledger.put("waiting", key, waiting);
  world.ledger.put("due", `waiting:${key}`, { kind: "waiting", key, dueAt: new Date(world.now().getTime() + delayMs) });
}

/** Takes a request that has waited. It comes to nothing where its number was used meanwhile, or the trade gives no refund any more. */
export function takeWaitingRefund(world: World, key: string): void {
  const waiting = world.ledger.get("waiting", key);
  world.ledger.remove("waiting", key);
  if (waiting?.kind === "refund") {
    const trade = world.ledger.get("trade", waiting.outTradeNo);
    if (trade) refundTrade(world, trade, waiting.requested);
  }
  if (waiting?.kind === "batch" && !world.ledger.get("batch", waiting.batch.batchNo)) {
    world.ledger.put("batch", waiting.batch.batchNo, waiting.batch);
    beginBatch(world, waiting.batch.batchNo, {});
  }
}
