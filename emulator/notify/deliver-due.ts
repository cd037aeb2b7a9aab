import { takeFault } from "../faults/take-fault";
import type { Due, Notice } from "../ledger/types";
import { advanceTrades } from "../trades/advance-trades";
import { stateOf } from "../world/settings";
import type { World } from "../world/world";
import { noticeAt } from "./notice-at";
import { gapsOf, nextInstantAfter, nextSendAt } from "./schedule";
import { sendNotice } from "./send-notice";

/**
 * Makes the function that does everything due by the clock, in the order of the instants at which it was due, and resolves
 * to the number of sends when none is left or under way. Notices of one trade never overtake each other; with
 * `concurrency` above 1, those of different trades do not wait for each other.
 */
export function createDeliverDue(world: Omit<World, "deliverDue">, { concurrency }: { concurrency: number }): () => Promise<number> {
  const underWay = new Map<string, Promise<void>>();
  const complete: World = { ...world, deliverDue };

  async function deliverDue(): Promise<number> {
    let sends = 0;
    for (;;) {
      advanceTrades(complete);
      const next = underWay.size < concurrency ? nextDueSend(complete, underWay) : null;
      if (next) {
        sends += Number(start(next));
      } else if (underWay.size > 0) {
        await Promise.race(underWay.values());
      } else {
        await world.ledger.written();
        return sends;
      }
    }
  }

  function start(due: Due): boolean {
    const notice = world.ledger.get("notice", due.key);
    if (!notice || putOff(complete, notice, due)) return false;
    const sending = deliver(complete, notice, due.dueAt).finally(() => underWay.delete(notice.outTradeNo));
    underWay.set(notice.outTradeNo, sending);
    return true;
  }

  return deliverDue;
}

function nextDueSend(world: World, underWay: Map<string, unknown>): Due | null {
  const now = world.now();
  let first: Due | null = null;
  for (const due of world.ledger.all("due")) {
    if (due.deed !== "send" || due.dueAt > now || (first && first.dueAt <= due.dueAt)) continue;
    const notice = world.ledger.get("notice", due.key);
    if (notice && !underWay.has(notice.outTradeNo)) first = due;
  }
  return first;
}

/** Applies "delay-notification" and "reorder-notification": true when this send waits. */
function putOff(world: World, notice: Notice, due: Due): boolean {
  const { ledger } = world;
  const send = notice.sends + 1;
  if (notice.delayedSend === send) return false;
  const delay = takeFault(world, noticeAt(notice), ["delay-notification", "reorder-notification"]);
  if (!delay) return false;
  const held = delay.fault === "reorder-notification";
  const dueAt = held ? nextInstantAfter(gaps(world, notice), notice.createdAt, due.dueAt) : new Date(due.dueAt.getTime() + delay.delayMs);
  if (!dueAt) return false;
  ledger.put("notice", notice.notifyId, { ...notice, delayedSend: send, held });
  ledger.put("due", `send:${notice.notifyId}`, { ...due, dueAt });
  return true;
}

async function deliver(world: World, notice: Notice, dueAt: Date): Promise<void> {
  const { ledger } = world;
  // Set before the send, since a crash during it must not send the same instant for ever.
  const sends = notice.sends + 1;
  const againAt = nextSendAt(gaps(world, notice), notice.createdAt, sends);
  ledger.put("notice", notice.notifyId, { ...notice, sends, held: false });
  if (againAt) ledger.put("due", `send:${notice.notifyId}`, { deed: "send", key: notice.notifyId, dueAt: againAt });
  else ledger.remove("due", `send:${notice.notifyId}`);
  await sendNotice(world, notice, dueAt);
  releaseHeld(world, notice.notifyId);
}

function gaps(world: World, notice: Notice): number[] {
  return gapsOf(notice.protocol, stateOf(world.ledger).settings);
}

function releaseHeld(world: World, sentId: string): void {
  for (const due of world.ledger.all("due")) {
    const waiting = due.deed === "send" && due.key !== sentId ? world.ledger.get("notice", due.key) : undefined;
    if (!waiting?.held) continue;
    world.ledger.put("notice", waiting.notifyId, { ...waiting, held: false });
    world.ledger.put("due", `send:${waiting.notifyId}`, { ...due, dueAt: world.now() });
  }
}
