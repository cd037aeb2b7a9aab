import { takeFault } from "../faults/take-fault";
import type { Due, Notice } from "../ledger/types";
import { advanceTrades } from "../trades/advance-trades";
import { stateOf } from "../world/settings";
import type { World } from "../world/world";
import { noticeAt } from "./notice-at";
import { gapsOf, nextInstantAfter, nextSendAt } from "./schedule";
import { sendNotice } from "./send-notice";

type Waiter = { resolve: () => void; reject: (error: unknown) => void };

/**
 * Makes the function that does everything that is due by the clock, in the order in which it was due. It resolves when
 * nothing is due or under way any more, to the number of sends that began meanwhile. Notices of one trade never overtake
 * each other; with `concurrency` above 1, those of different trades do not wait for each other.
 */
export function createDeliverDue(world: Omit<World, "deliverDue">, { concurrency }: { concurrency: number }): () => Promise<number> {
  const complete: World = { ...world, deliverDue };
  /** The out_trade_no of each notice that is under way. */
  const busy = new Set<string>();
  // All callers share the sends and wake once, at the end of all. To wake every caller after every send would take
  // callers times sends, and a slow merchant makes both numbers large.
  const waiting: Waiter[] = [];
  let begun = 0;

  async function deliverDue(): Promise<number> {
    const before = begun;
    beginDue();
    if (busy.size > 0) await new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));
    const sends = begun - before;
    await world.ledger.written();
    return sends;
  }

  /** Begins what is due, as far as `concurrency` allows; the end of each send calls it again. */
  function beginDue(): void {
    for (;;) {
      advanceTrades(complete);
      const due = busy.size < concurrency ? world.ledger.firstDue("send", world.now(), isReady) : undefined;
      const notice = due && world.ledger.get("notice", due.key);
      if (!notice) return;
      if (putOff(complete, notice, due)) continue;
      send(notice, due.dueAt).catch((error: unknown) => {
        for (const { reject } of waiting.splice(0)) reject(error);
      });
    }
  }

  function isReady({ key }: Due): boolean {
    const notice = world.ledger.get("notice", key);
    return notice !== undefined && !busy.has(notice.outTradeNo);
  }

  async function send(notice: Notice, dueAt: Date): Promise<void> {
    begun += 1;
    busy.add(notice.outTradeNo);
    await deliver(complete, notice, dueAt).finally(() => busy.delete(notice.outTradeNo));
    beginDue();
    if (busy.size > 0) return;
    for (const { resolve } of waiting.splice(0)) resolve();
  }

  return deliverDue;
}

/** Applies "delay-notification" and "reorder-notification": true when this send is put off. */
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
  // Set before the send: a crash during the send must not repeat it for ever.
  const sends = notice.sends + 1;
  const againAt = nextSendAt(gaps(world, notice), notice.createdAt, sends);
  ledger.put("notice", notice.notifyId, { ...notice, sends, held: false });
  if (againAt) ledger.put("due", `send:${notice.notifyId}`, { kind: "send", key: notice.notifyId, dueAt: againAt });
  else ledger.remove("due", `send:${notice.notifyId}`);
  await sendNotice(world, notice, dueAt);
  releaseHeld(world, notice.notifyId);
}

function gaps(world: World, notice: Notice): number[] {
  return gapsOf(notice.protocol, stateOf(world.ledger).settings);
}

/** After a send, every notice that "reorder-notification" holds back is due. */
function releaseHeld({ ledger, now }: World, sentId: string): void {
  const dueAt = now();
  for (const notice of ledger.find("notice", "held", true)) {
    const due = ledger.get("due", `send:${notice.notifyId}`);
    if (!due || notice.notifyId === sentId) continue;
    ledger.put("notice", notice.notifyId, { ...notice, held: false });
    ledger.put("due", `send:${notice.notifyId}`, { ...due, dueAt });
  }
}
