// What goes wrong on an ordinary bad day: a share of the orders meets a fault, and every few minutes somebody is killed.
import { setTimeout as wait } from "node:timers/promises";
import { control } from "../../bench/orders";
import type { Chance } from "../trials/chance";
import type { Town } from "../trials/town";
import { FAULTS } from "../trials/trouble";

const LOOK_MS = 1_000;

type FaultOptions = { town: Town; chance: Chance; share: number; orders: () => number; signal: AbortSignal };

/** Sets so many faults at the emulator that this share of the orders meets one; returns when the signal says so, with how many. */
export async function faultsNowAndThen({ town, chance, share, orders, signal }: FaultOptions): Promise<number> {
  let set = 0;
  while (!signal.aborted) {
    for (const wanted = Math.floor(orders() * share); set < wanted; set++)
      await control(town.emulatorUrl, "POST", "faults", chance.pick(FAULTS)).catch(() => {}); // it may be down
    await wait(LOOK_MS);
  }
  return set;
}

/** Who may fall. The first server lives all the time: how much memory it takes in the end is what a soak is for. */
const VICTIMS = [
  "the second server",
  "the second server",
  "the emulator",
  "the database",
  "a database connection",
  "all connections",
] as const;
export type Fall = { minute: number; whom: (typeof VICTIMS)[number]; backMs: number };

type KillOptions = { town: Town; chance: Chance; everyMs: number; signal: AbortSignal; onFall: (fall: Omit<Fall, "minute">) => void };

export async function killsNowAndThen({ town, chance, everyMs, signal, onFall }: KillOptions): Promise<void> {
  for (;;) {
    await wait(everyMs * (0.6 + 0.8 * chance.next()), null, { signal }).catch(() => {});
    if (signal.aborted) return;
    const whom = chance.pick(VICTIMS);
    const since = performance.now();
    if (whom === "the second server") town.killServer(1);
    if (whom === "the emulator") town.killEmulator();
    if (whom === "the database") town.killDatabase("all");
    if (whom === "a database connection") town.killDatabase("backend");
    if (whom === "all connections") town.dropConnections();
    await town.startMissing();
    onFall({ whom, backMs: performance.now() - since });
  }
}
