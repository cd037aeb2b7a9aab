import type { Due } from "../ledger/types";
import type { World } from "../world/world";
import { closeTrade } from "./close-trade";
import { finishTrade } from "./finish-trade";
import { settleRefund } from "./refund-trade";

/** Closes what has expired, finishes what can no longer be refunded and pays refunds that were put off, each at its own instant, earliest first; returns how many. */
export function advanceTrades(world: World): number {
  const now = world.now();
  const due = world.ledger.all("due").filter((entry) => entry.deed !== "send" && entry.dueAt <= now);
  due.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  for (const entry of due) advance(world, entry);
  return due.length;
}

function advance(world: World, { deed, key, dueAt }: Due): void {
  world.ledger.remove("due", `${deed}:${key}`);
  const refund = deed === "refund" ? world.ledger.get("refund", key) : undefined;
  if (refund) settleRefund(world, refund, dueAt);
  const trade = world.ledger.get("trade", key);
  if (!trade) return;
  if (deed === "expire") closeTrade(world, trade, { at: dueAt });
  else finishTrade(world, trade, dueAt);
}
