import "server-only";
import { type Loop, type LoopHealth, runLoop } from "@/lib/server/work-loop";
import type { Shop } from "../shop";
import { allWork } from "./all-work";

/** `loops` has one entry for each kind of work, by its name. */
export type WorkerHealth = { isWell: boolean; isTurning: boolean; loops: LoopHealth[] };

export type Worker = { health: () => WorkerHealth; stop: () => Promise<void> };

type Surroundings = Pick<Parameters<typeof runLoop>[1], "pause" | "roundMs" | "firstRestMs">;

/**
 * Runs everything that time drives until it is stopped. Any number of instances may run one: the rows themselves are the queue.
 * `pause` is how the loops rest; tests bring their own.
 * `roundMs`: how long a round may take. `firstRestMs`: how long all of it rests first; the loops then begin one after another, in half as long.
 */
export function startWorker(shop: Shop, { firstRestMs = 0, ...surroundings }: Surroundings = {}): Worker {
  const onError = (error: unknown, work: string) => shop.log.error({ err: error, work }, "the worker stumbled; it goes on");
  const loops: Loop[] = allWork(shop).map((work, place, { length }) =>
    runLoop(work, { now: shop.now, onError, firstRestMs: firstRestMs * (1 + place / length / 2), ...surroundings }),
  );
  return {
    health: () => healthOf(loops.map((loop) => loop.health())),
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

/** Well: every loop has gone round within its own limit, and no piece of its work hangs. */
function healthOf(loops: LoopHealth[]): WorkerHealth {
  return { isWell: loops.every(({ state }) => state === "well"), isTurning: loops.every(({ isTurning }) => isTurning), loops };
}
