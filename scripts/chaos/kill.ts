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

/** How long a passage is waited for. */
const PATIENCE_MS = 15_000;
/** Between a death and the new start, at most: the others meet the gap. */
const GAP_MS = 800;

/** What fell: a point's name, or who at an arbitrary moment; or what else went wrong. */
export type Fallen = { what: Point | `at random: ${Whom}` | `a full disk: ${string}` | `a clock: ${string}`; restarts: Restart[] };

/** Kills the server that comes first to one of these points; null when none came in time. */
export async function killAtOne(town: Town, points: readonly Point[], chance: Chance): Promise<Fallen | null> {
  const over = new AbortController();
  const late = wait(PATIENCE_MS, null, { signal: over.signal }).catch(() => null);
  const met = await Promise.race([town.traps.set(...points), late]);
  over.abort();
  town.traps.clear();
  return met && { what: met.point, restarts: await startAgain(town, chance) };
}

/** Kills somebody at an arbitrary moment. */
export async function killSomebody(town: Town, chance: Chance): Promise<Fallen> {
  await wait(chance.next() * 1_500);
  const whom = chance.pick<Whom>(AT_RANDOM);
  const one = chance.pick(town.instances);
  const servers = () => {
    for (const instance of town.instances) town.killServer(instance);
  };
  if (whom === "server") town.killServer(one);
  if (whom === "both servers" || whom === "all") servers();
  if (whom === "emulator" || whom === "all") town.killEmulator();
  if (whom === "database" || whom === "all") town.killDatabase("all");
  if (whom === "its main process") town.killDatabase("main");
  if (whom === "a connection's process") town.killDatabase("backend");
  return { what: `at random: ${whom}`, restarts: await startAgain(town, chance) };
}

async function startAgain(town: Town, chance: Chance): Promise<Restart[]> {
  await wait(chance.next() * GAP_MS);
  return town.startMissing();
}
