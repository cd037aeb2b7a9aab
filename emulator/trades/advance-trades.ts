import type { Due } from "../ledger/types";
import type { World } from "../world/world";
import { closeTrade } from "./close-trade";
import { finishTrade } from "./finish-trade";
import { settleRefund } from "./refund-trade";
import { takeWaitingRefund } from "./wait-with-refund";

/**
 * Closes expired trades, finishes those that can no longer be refunded, takes requests that wait and pays delayed refunds, each at the instant at
 * which it was due, earliest first. Returns how many it changed.
 */
export function advanceTrades(world: World): number {
  const now = world.now();
  let count = 0;
  for (let due = world.ledger.firstDue("trade", now); due; due = world.ledger.firstDue("trade", now)) {
    advance(world, due);
    count += 1;
  }
  return count;
}

function advance(world: World, { kind, key, dueAt }: Due): void {
  world.ledger.remove("due", `${kind}:${key}`);
  if (kind === "waiting") {
    takeWaitingRefund(world, key);
    return;
  }
  if (kind === "refund") {
    const refund = world.ledger.get("refund", key);
    if (refund) settleRefund(world, refund, dueAt);
    return;
  }
  const trade = world.ledger.get("trade", key);
  if (!trade) return;
  if (kind === "expire") closeTrade(world, trade, { at: dueAt });
  else finishTrade(world, trade, dueAt);
}
