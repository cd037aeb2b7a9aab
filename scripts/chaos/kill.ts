import { setTimeout as wait } from "node:timers/promises";
import type { Chance } from "../trials/chance";
import type { Point } from "../trials/points";
import type { Restart, Town } from "../trials/town";

/** What falls at an arbitrary moment, each as often as it is named. */
const AT_RANDOM = [
  "server",
  "server",
  "server",
  "both servers",
  "emulator",
  "database",
  "its main process",
  "a connection's process",
  "all",
] as const;
type Whom = (typeof AT_RANDOM)[number];

/** How long a passage of one of some points is waited for before one of more of them will do, in ms: longest for what is seldom. */
const STAGES_MS = [3_000, 2_000];
/** An arbitrary moment comes within this, in ms, and then as soon as the one who falls is in the midst of something; or never. */
const MOMENT_MS = 700;
const IDLE_MS = 3_000;
/** Between a death and the new start, at most: the others meet the gap. */
const GAP_MS = 800;

/** What fell: a point's name, or who at an arbitrary moment; or what else went wrong. */
export type Fallen = { what: Point | `at random: ${Whom}` | `a full disk: ${string}` | `a clock: ${string}`; restarts: Restart[] };

/** Whom it hit. `underWay`: so many requests, statements and calls had no answer yet; the one that was met at its point counts. */
export type Struck = { what: Fallen["what"]; underWay: number };

export function gapMs(chance: Chance): number {
  return chance.next() * GAP_MS;
}

/**
 * Kills the server that comes first to one of these points. `stages`: sets of them, each larger than the one before, the next as soon as
 * nobody has come for a while. Null when nobody came to any.
 */
export async function strikeAtOne(town: Town, stages: readonly (readonly Point[])[]): Promise<Struck | null> {
  for (const [stage, points] of stages.entries()) {
    const over = new AbortController();
    const late = wait(STAGES_MS[Math.min(stage, STAGES_MS.length - 1)], null, { signal: over.signal }).catch(() => null);
    const met = await Promise.race([town.traps.set(...points), late]);
    over.abort();
    town.traps.clear();
    if (met) return { what: met.point, underWay: 1 };
  }
  return null;
}

/** Kills somebody at an arbitrary moment in which that one is in the midst of something; null when it is not for a while. */
export async function strikeSomebody(town: Town, chance: Chance): Promise<Struck | null> {
  await wait(chance.next() * MOMENT_MS);
  const whom = chance.pick<Whom>(AT_RANDOM);
  const one = chance.pick(town.instances);
  const underWay = await untilBusy(() => underWayAt(town, whom, one));
  if (underWay === 0) return null;
  const servers = () => {
    for (const instance of town.instances) town.killServer(instance);
  };
  if (whom === "server") town.killServer(one);
  if (whom === "both servers" || whom === "all") servers();
  if (whom === "emulator" || whom === "all") town.killEmulator();
  if (whom === "database" || whom === "all") town.killDatabase("all");
  if (whom === "its main process") town.killDatabase("main");
  if (whom === "a connection's process") town.killDatabase("backend");
  return { what: `at random: ${whom}`, underWay };
}

/** The same, and all is well again when it returns. */
export async function killSomebody(town: Town, chance: Chance): Promise<Fallen | null> {
  const struck = await strikeSomebody(town, chance);
  if (!struck) return null;
  await wait(gapMs(chance));
  return { what: struck.what, restarts: await town.startMissing() };
}

/** How many answers would be lost with this one now. */
function underWayAt(town: Town, whom: Whom, one: number): number {
  const of = (instances: readonly number[]) => instances.map((instance) => town.underWay(instance));
  const all = of(whom === "server" ? [one] : town.instances);
  const sum = (count: (busy: (typeof all)[number]) => number) => all.reduce((total, busy) => total + count(busy), 0);
  if (whom === "emulator") return sum(({ calls }) => calls);
  if (/server|all/.test(whom)) return sum(({ requests, statements, calls }) => requests + statements + calls);
  return sum(({ statements }) => statements);
}

async function untilBusy(count: () => number): Promise<number> {
  const until = performance.now() + IDLE_MS;
  let found = count();
  for (; found === 0 && performance.now() < until; found = count()) await wait(1);
  return found;
}
