import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { askPlace, type Place, type Primary } from "./database-places";

/** A server that does not answer within this is not there, in ms. */
const ASK_MS = 2_000;
/** Once one server takes writes, how long the others may still say that they do, in ms: an old primary may have come back. */
const OTHERS_MS = 250;
/** How long an answer is good for further connections, in ms. */
const GOOD_MS = 1_000;

type Known = { primary: Primary | null; askedAt: number; asking: Promise<Primary> | null };

/** By the servers' names: the pools, the listeners and the copies of this file in each bundle agree about where to write. */
const globals = globalThis as typeof globalThis & { xiaopuPrimaries?: Map<string, Known> };

function knownOf(places: readonly Place[]): Known {
  globals.xiaopuPrimaries ??= new Map();
  const key = places.map(({ host, port }) => `${host}:${port}`).join();
  const known = globals.xiaopuPrimaries.get(key) ?? { primary: null, askedAt: Number.NEGATIVE_INFINITY, asking: null };
  globals.xiaopuPrimaries.set(key, known);
  return known;
}

/** Nobody of the named servers takes writes now: all are down, or are standbys that nobody has promoted yet. */
export class NoPrimaryError extends Error {
  override name = "NoPrimaryError" as const;
  constructor(places: readonly Place[], why: string[]) {
    super(`none of the ${places.length} database servers takes writes (${[...new Set(why)].join("; ")})`);
  }
}

/**
 * Finds the one of several servers that takes writes, by asking all of them at once; for a second the answer serves everybody. Of two that
 * both take writes, as after a promotion whose old primary came back, it is the one that was promoted last, and never again one
 * that was promoted before the one that was known: its rows are old. A database that was made anew (pg_upgrade, a backup that was
 * brought in) counts its promotions from the beginning; it is taken once no server of the database that was known takes writes.
 * @throws {NoPrimaryError} when no server takes writes
 */
export function findPrimary(config: pg.ClientConfig, places: readonly Place[]): Promise<Primary> {
  const known = knownOf(places);
  if (known.primary && performance.now() - known.askedAt < GOOD_MS) return Promise.resolve(known.primary);
  known.asking ??= askAll(config, places, known).finally(() => {
    known.asking = null;
  });
  return known.asking;
}

/** Has the next connection ask anew. */
export function forgetPrimary(places: readonly Place[]): void {
  knownOf(places).askedAt = Number.NEGATIVE_INFINITY;
}

/** Whether a newer server than this one is known to take writes. */
export function isOutdated(places: readonly Place[], of: Primary): boolean {
  const { primary } = knownOf(places);
  return primary !== null && (isAnother(primary, of) || primary.timeline > of.timeline);
}

/** Whether two servers have not the same database, so that their timelines say nothing about which is newer. */
function isAnother(one: Primary, other: Primary): boolean {
  return one.system !== "" && other.system !== "" && one.system !== other.system;
}

async function askAll(config: pg.ClientConfig, places: readonly Place[], known: Known): Promise<Primary> {
  const why: string[] = [];
  const found: Primary[] = [];
  const madeAnew: Primary[] = [];
  const { primary: last } = known;
  let isOver = false;
  let foundOne = () => {};
  const one = new Promise<void>((resolve) => {
    foundOne = resolve;
  });
  const asked = places.map(async (place) => {
    try {
      const word = await askPlace(config, place, ASK_MS);
      if (!word) why.push("standby");
      else if (last && isAnother(word, last)) madeAnew.push(word);
      else if (word.timeline < (last?.timeline ?? 0)) why.push("a former primary that came back: stop it");
      else if (isOver) noteLate(known, word);
      else {
        found.push(word);
        foundOne();
      }
    } catch (error) {
      why.push(shortly(error));
    }
  });
  const all = Promise.all(asked);
  await Promise.race([all, one]);
  if (found.length > 0) await Promise.race([all, pauseMs(OTHERS_MS)]);
  isOver = true;
  const [primary] = (found.length > 0 ? found : madeAnew).sort(
    (a, b) => b.timeline - a.timeline || places.indexOf(a.place) - places.indexOf(b.place),
  );
  if (!primary) throw new NoPrimaryError(places, why);
  Object.assign(known, { primary, askedAt: performance.now() });
  return primary;
}

/** Whoever was promoted last may be slow to answer: it counts from then on. */
function noteLate(known: Known, word: Primary): void {
  const isNewer = !known.primary || (!isAnother(word, known.primary) && word.timeline > known.primary.timeline);
  if (isNewer) Object.assign(known, { primary: word, askedAt: performance.now() });
}

function pauseMs(ms: number): Promise<void> {
  return pause(ms, undefined, { ref: false });
}

/** Without the address, which is the configuration's and no log's. */
function shortly(error: unknown): string {
  if (error instanceof AggregateError) return "not reachable";
  return error instanceof Error && "code" in error ? String(error.code) : error instanceof Error ? error.message : String(error);
}
