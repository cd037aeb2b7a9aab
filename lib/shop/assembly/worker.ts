import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { recordStuck } from "../invariants/record-stuck";
import { reviewDueOrders } from "../payments/due-orders";
import { reviewDueRefunds } from "../refunds/due-refunds";
import { reconcileDueDays } from "../reports/due-days";
import type { Shop } from "../shop";
import { selfCheck } from "./self-check";
import { sweep } from "./sweep";

const IDLE_MS = 1_000;
const SWEEP_EVERY_MS = 3600_000;
const LOOK_AT_DAYS_EVERY_MS = 60_000;
const LOOK_AFTER_BOOKS_EVERY_MS = 60_000;

export type Worker = { lastBeat: () => Date | null; stop: () => Promise<void> };

/** Everything that time drives. Any number of instances may run one: the rows themselves are the queue. */
export function startWorker(shop: Shop): Worker {
  let beat: Date | null = null;
  let sweptAt = 0;
  const stopping = new AbortController();

  const loop = async () => {
    while (!stopping.signal.aborted) {
      const done = await turn();
      if (done === 0) await rest(IDLE_MS, stopping.signal);
    }
  };
  const turn = async (): Promise<number> => {
    try {
      const reviewed = (await reviewDueOrders(shop)) + (await reviewDueRefunds(shop));
      if (Date.now() - sweptAt > SWEEP_EVERY_MS) {
        await sweep(shop);
        sweptAt = Date.now();
      }
      beat = new Date();
      return reviewed;
    } catch (error) {
      shop.log.error({ err: error }, "the worker stumbled; it goes on");
      return 0;
    }
  };
  const running = Promise.all([loop(), compareDays(shop, stopping.signal), lookAfterBooks(shop, stopping.signal)]);
  return {
    lastBeat: () => beat,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** On a round of its own: a long bill keeps no order waiting. */
async function compareDays(shop: Shop, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await reconcileDueDays(shop).catch((error: unknown) =>
      shop.log.error({ err: error }, "the worker stumbled over the day's bill; it goes on"),
    );
    await rest(LOOK_AT_DAYS_EVERY_MS, stopping);
  }
}

/** Not in the first minute: after a standstill the rounds above first catch up. */
async function lookAfterBooks(shop: Shop, stopping: AbortSignal): Promise<void> {
  const since = shop.now();
  for (;;) {
    await rest(LOOK_AFTER_BOOKS_EVERY_MS, stopping);
    if (stopping.aborted) return;
    for (const step of [() => recordStuck(shop, { since }), () => selfCheck(shop)])
      await step().catch((error: unknown) => shop.log.error({ err: error }, "the worker stumbled over the books; it goes on"));
  }
}

/** Ends early when the worker stops. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => {});
}
